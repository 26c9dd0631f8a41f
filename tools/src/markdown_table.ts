/** Formats rows as a Markdown table; what would end a cell is escaped. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [header, header.map(() => "---"), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

function cell(text: string): string {
  return text.replace(/\|/gu, "\\|").replace(/\s*\n\s*/gu, " ");
}
