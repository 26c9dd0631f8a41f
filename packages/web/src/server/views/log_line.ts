import { formatLogTime, type LogRecord } from "@fieldpost/runtime";
import type { LogLine } from "../../api/log_api.ts";

/** A record of the structured log as a line, as it stands in the log for people. */
export function logLine({ id, at, event, text }: LogRecord): LogLine {
  const atMs = Date.parse(at);
  const isMoment = Number.isFinite(atMs);
  const line = isMoment ? `${formatLogTime(atMs)}, ${text}` : text;
  return { id, line, at: isMoment ? at : null, event, text };
}
