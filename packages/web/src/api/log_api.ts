/** A line of the system log. */
export interface LogLine {
  /** The line's own; the same wherever it is told again. */
  readonly id: string;
  /** `MM/DD/YY HH:MM:SS.mmm, text`, as it stands in the file. */
  readonly line: string;
  /** ISO 8601, from the structured log; `null` where it is not known. */
  readonly at: string | null;
  readonly event: string | null;
  readonly text: string;
}

/** `GET /api/v1/log?limit=`: oldest first; `GET /api/v1/log/download` is the file. */
export interface LogState {
  readonly lines: readonly LogLine[];
}
