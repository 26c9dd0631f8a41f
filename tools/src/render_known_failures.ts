import { FAILURE_CATALOGUE, type FailureSign, type KnownFailure } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

/** Renders the catalogue of failures: how each shows, why it happens, what helps, and since when. */
export function renderKnownFailures(): string {
  return markdownTable(
    ["failure", "seen", "cause", "remedy", "change", "act", "known by", "as of"],
    FAILURE_CATALOGUE.map((row) => [
      `\`${row.id}\``,
      row.signs.map(signOf).join("; or "),
      row.cause,
      row.fix,
      changeOf(row),
      row.act,
      [row.evidence.basis, ...row.evidence.references].join(", "),
      row.expires === undefined ? row.asOf : `${row.asOf}, until ${row.expires}`,
    ]),
  );
}

function signOf(sign: FailureSign): string {
  const { replyCodes = [], enhanced = [], platformCodes = [], outcomes = [] } = sign;
  const codes = [
    replyCodes.join("/"),
    enhanced.join("/"),
    ...[...platformCodes, ...outcomes].map((code) => `\`${code}\``),
  ].filter((part) => part !== "");
  const parts = [
    codes.join(" "),
    sign.text === undefined ? "" : "its words",
    sign.stages === undefined ? "" : `at ${sign.stages.join("/")}`,
    sign.providers === undefined ? "" : `by ${sign.providers.join("/")}`,
    sign.ports === undefined ? "" : `on port ${sign.ports.join("/")}`,
    sign.modes === undefined ? "" : `with mode ${sign.modes.join("/")}`,
    sign.condition === undefined ? "" : `where ${sign.condition}`,
  ].filter((part) => part !== "");
  const most = sign.atMost === undefined ? "" : ` (${sign.atMost})`;
  return `${parts.join(", ")}${most}`;
}

function changeOf({ change, side }: KnownFailure): string {
  if (change.length === 0) return side === "here" ? "" : `nothing here (${side})`;
  return change
    .map(({ key, value, words = "" }) =>
      value === undefined || value.startsWith("{")
        ? `\`${key}\`: ${words}`
        : `\`${key} = ${value}\``,
    )
    .join("; ");
}
