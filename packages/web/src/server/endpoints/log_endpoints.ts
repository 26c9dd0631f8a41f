import { type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { logLine } from "../views/log_line.ts";
import { DOWNLOAD_LOG, READ_LOG } from "./log_rows.ts";

/** The endpoints of the system log. */
export function logEndpoints({ unit }: PagesContext): readonly BoundEndpoint[] {
  return [
    bindEndpoint(READ_LOG, async ({ query }) => {
      const records = await unit.log.records();
      return { lines: records.slice(-query.limit).map(logLine) };
    }),
    bindEndpoint(DOWNLOAD_LOG, async () => {
      const lines = await unit.log.lines();
      return { content: lines.map((line) => `${line}\n`).join(""), fileName: "system.log" };
    }),
  ];
}
