import { describe, expect, it } from "@jest/globals";
import { boundTranscript, TRANSCRIPT_BOUNDS } from "./bound_transcript.ts";
import type { TranscriptLine } from "./transcript.ts";

const line = (text: string): TranscriptLine => ({ from: "server", text });

describe("boundTranscript()", () => {
  it("boundTranscript() keeps a short one as it is", () => {
    const lines = Array.from({ length: 200 }, (_, at) => line(`250 ${at}`));
    expect(boundTranscript(lines)).toEqual(lines);
    expect(boundTranscript([])).toEqual([]);
  });

  it("boundTranscript() leaves out the middle of a long one and says so", () => {
    const lines = Array.from({ length: 201 }, (_, at) => line(`250 ${at}`));
    expect(boundTranscript(lines)).toEqual([
      ...lines.slice(0, 100),
      { from: "note", text: "1 lines left out" },
      ...lines.slice(101),
    ]);
  });

  it("boundTranscript() cuts long lines between characters", () => {
    const { lineLength } = TRANSCRIPT_BOUNDS;
    const [cut] = boundTranscript([line("\u{1f4e7}".repeat(lineLength + 1))]);
    expect(cut).toEqual(line(`${"\u{1f4e7}".repeat(lineLength)}...`));
    expect(boundTranscript([line("x".repeat(lineLength))])).toEqual([line("x".repeat(lineLength))]);
  });
});
