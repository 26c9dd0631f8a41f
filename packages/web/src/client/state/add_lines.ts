import type { LogLine } from "../../api/log_api.ts";

/** Lines with those that have come; one that was read already is the same line, not another. */
export function addLines(lines: readonly LogLine[], come: readonly LogLine[]): readonly LogLine[] {
  const known = new Set(lines.map(({ id }) => id));
  return [...lines, ...come.filter(({ id }) => !known.has(id))];
}
