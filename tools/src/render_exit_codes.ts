import { EXIT_CODES } from "@fieldpost/cli";
import { markdownTable } from "./markdown_table.ts";

/** Renders the exit codes that the command promises. */
export function renderExitCodes(): string {
  const rows = EXIT_CODES.map(({ code, name, meaning }) => [
    String(code),
    name === null ? "" : `\`${name}\``,
    meaning,
  ]);
  return markdownTable(["code", "sysexits.h", "meaning"], rows);
}
