import { TRANSFER_RULES } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

/** Renders how content goes, in the order in which the rows are read. */
export function renderTransfers(): string {
  const rows = TRANSFER_RULES.map(({ when, transfer, why }) => [when, transfer, why]);
  return markdownTable(["when", "with", "because"], rows);
}
