import type { LogLine } from "../../../api/log_api.ts";

/** Which lines of the log are shown. */
export interface LogFilter {
  /** Stands in the line, in any case. */
  readonly text: string;
  /** Empty for all. */
  readonly kind: string;
}

/** The lines that a filter lets through. */
export function filterLines(lines: readonly LogLine[], filter: LogFilter): readonly LogLine[] {
  const text = filter.text.trim().toLowerCase();
  return lines.filter(
    ({ line, event }) =>
      (filter.kind === "" || event === filter.kind) && line.toLowerCase().includes(text),
  );
}

/** The kinds that there are, in the order of their names. */
export function kindsOf(lines: readonly LogLine[]): readonly string[] {
  const kinds = lines.flatMap(({ event }) => (event === null ? [] : [event]));
  return [...new Set(kinds)].toSorted();
}

/** How many lines have come since a moment whose lines were kept. */
export function linesSince(then: readonly LogLine[], now: readonly LogLine[]): number {
  const known = new Set(then.map(({ id }) => id));
  return now.filter(({ id }) => !known.has(id)).length;
}
