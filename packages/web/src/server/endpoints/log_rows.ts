import { z } from "zod";
import type { LogLine, LogState } from "../../api/log_api.ts";
import type { EndpointRow } from "../endpoint.ts";

const GROUP = "System log";

/** Lines that one answer has at most: both files have no more. */
const LINES_LIMIT = 5000;

/** A line of the log. */
export const LOG_LINE: z.ZodType<LogLine> = z.strictObject({
  id: z.string(),
  line: z.string(),
  at: z.iso.datetime().nullable(),
  event: z.string().nullable(),
  text: z.string(),
});

/** The last lines. */
export const READ_LOG: EndpointRow<{ query: { readonly limit: number }; answer: LogState }> = {
  id: "readLog",
  method: "GET",
  path: "/api/v1/log",
  access: "viewer",
  summary: "Gives the last lines of the system log, oldest first.",
  group: GROUP,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(LINES_LIMIT).default(500) }),
  answer: { kind: "json", schema: z.strictObject({ lines: z.array(LOG_LINE) }) },
};

/** The files. */
export const DOWNLOAD_LOG: EndpointRow = {
  id: "downloadLog",
  method: "GET",
  path: "/api/v1/log/download",
  access: "viewer",
  summary: "Gives everything that the system log keeps, as it stands in its two files.",
  group: GROUP,
  answer: { kind: "file", mediaType: "text/plain; charset=utf-8" },
};
