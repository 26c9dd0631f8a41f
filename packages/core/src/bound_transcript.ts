import type { TranscriptLine } from "./transcript.ts";

/** How much of a transcript is kept: 100 lines at each end, each of 500 characters at most. */
export const TRANSCRIPT_BOUNDS = { linesPerEnd: 100, lineLength: 500 } as const;

/**
 * Makes a transcript short enough to be kept: the beginning and the end stay, and a note says how much
 * is not there.
 *
 * @example A message to a thousand recipients
 * ```ts
 * import { boundTranscript } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const lines = Array.from({ length: 1000 }, () => ({ from: "client", text: "RCPT" }) as const);
 * const kept = boundTranscript(lines);
 * assert.equal(kept.length, 201);
 * assert.deepEqual(kept[100], { from: "note", text: "800 lines left out" });
 * ```
 */
export function boundTranscript(lines: readonly TranscriptLine[]): readonly TranscriptLine[] {
  const { linesPerEnd } = TRANSCRIPT_BOUNDS;
  const left = lines.length - 2 * linesPerEnd;
  if (left <= 0) return lines.map(shorten);
  const note = { from: "note", text: `${left} lines left out` } as const;
  return [...lines.slice(0, linesPerEnd), note, ...lines.slice(-linesPerEnd)].map(shorten);
}

function shorten({ from, text }: TranscriptLine): TranscriptLine {
  // By whole characters: half of one is no text.
  const characters = [...text];
  const { lineLength } = TRANSCRIPT_BOUNDS;
  if (characters.length <= lineLength) return { from, text };
  return { from, text: `${characters.slice(0, lineLength).join("")}...` };
}
