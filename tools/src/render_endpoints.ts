import { type EndpointRow, listEndpoints } from "@fieldpost/web";
import { markdownTable } from "./markdown_table.ts";

/** Renders the endpoints of the pages, in the order of their table. */
export async function renderEndpoints(): Promise<string> {
  const rows = await listEndpoints();
  return markdownTable(
    ["endpoint", "access", "does", "answers"],
    rows.map((row) => [`\`${row.method} ${row.path}\``, row.access, row.summary, answerOf(row)]),
  );
}

function answerOf({ answer }: EndpointRow): string {
  switch (answer.kind) {
    case "json":
      return "JSON";
    case "nothing":
      return "nothing (204)";
    case "ndjson":
      return "JSON lines as they come";
    case "events":
      return "server-sent events";
    case "file":
      return `\`${answer.mediaType.split(";")[0]}\``;
  }
}
