import {
  CERTIFICATE_ROWS,
  type FailureRow,
  FINDING_ROWS,
  type OutcomeRow,
  REPLY_ROWS,
  type ReplyRow,
  TIMEOUT_ROWS,
  TRANSPORT_ROWS,
} from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

/** Renders the outcome tables in the order in which they are read. */
export function renderOutcomes(): string {
  const rows = [
    ...REPLY_ROWS.map((row) => cells(row, stagesOf(row), replyOf(row))),
    ...TRANSPORT_ROWS.map((row) => cells(row, stagesOf(row), codesOf(row, "any other failure"))),
    ...TIMEOUT_ROWS.map((row) => cells(row, stagesOf(row), "silence")),
    ...CERTIFICATE_ROWS.map((row) => cells(row, "tls", codesOf(row, "any other failed check"))),
    ...FINDING_ROWS.map((row) => cells(row, "", "found by the dialogue")),
  ];
  return markdownTable(["rule", "at", "seen", "outcome", "code"], rows);
}

function cells(row: OutcomeRow, stages: string, seen: string): string[] {
  return [row.rule, stages, seen, row.kind, `\`${row.code}\``];
}

function stagesOf(row: ReplyRow | FailureRow): string {
  return row.stages?.join(", ") ?? "any";
}

function replyOf({ codes, enhanced = [], text, command }: ReplyRow): string {
  const shown = codes.map((code) => (code < 10 ? `${code}yz` : String(code)));
  const words = text === undefined ? "" : ", and its text fits";
  const to = command === undefined ? "" : ` to ${command}`;
  return `${shown.join(", ")}${to}${enhanced.map((status) => ` ${status}`).join(",")}${words}`;
}

function codesOf(row: FailureRow, otherwise: string): string {
  return row.codes?.map((code) => `\`${code}\``).join(", ") ?? otherwise;
}
