/**
 * One line of a dialogue: what the client sent, what the server said, or what happened between.
 *
 * Secrets are masked before a line comes here: there is no unmasked transcript.
 */
export interface TranscriptLine {
  readonly from: "client" | "server" | "note";
  readonly text: string;
}

const MARKS: Readonly<Record<TranscriptLine["from"], string>> = {
  client: "C:",
  server: "S:",
  note: "--",
};

/**
 * Writes one line of a transcript for a person.
 *
 * @example
 * ```ts
 * import { formatTranscriptLine } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(formatTranscriptLine({ from: "client", text: "QUIT" }), "C: QUIT");
 * ```
 */
export function formatTranscriptLine(line: TranscriptLine): string {
  return `${MARKS[line.from]} ${line.text}`;
}
