import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { SubmissionInput } from "./submission_input.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

function take(chunks: readonly Uint8Array[], endsAtDot: boolean): string {
  const input = new SubmissionInput({ endsAtDot });
  const parts = chunks.map((chunk) => decodeUtf8(input.push(chunk)));
  return parts.join("") + decodeUtf8(input.finish());
}

/** What the text means, told by a second, slower way. */
function expected(text: string, endsAtDot: boolean): string {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  const end = endsAtDot ? lines.indexOf(".") : -1;
  const kept = end < 0 ? lines : lines.slice(0, end);
  return kept.map((line) => `${line}\r\n`).join("");
}

describe("SubmissionInput", () => {
  it.each([
    ["", false, ""],
    ["a", false, "a\r\n"],
    ["a\r\nb\nc\rd", false, "a\r\nb\r\nc\r\nd\r\n"],
    ["a\n.\nb\n", false, "a\r\n.\r\nb\r\n"],
    ["a\n.\nb\n", true, "a\r\n"],
    ["a\n.", true, "a\r\n"],
    ["a\n..\n.b\nb.\n", true, "a\r\n..\r\n.b\r\nb.\r\n"],
    [".\r\na", true, ""],
    ["a\r\r\n.\r\r\n", true, "a\r\n\r\n"],
  ])("SubmissionInput turns %j (ends at a dot: %s) into %j at every split", (text, ends, taken) => {
    const bytes = encodeUtf8(text);
    for (let split = 0; split <= bytes.length; split++) {
      expect(take([bytes.subarray(0, split), bytes.subarray(split)], ends)).toBe(taken);
    }
  });

  it("SubmissionInput keeps every octet but the line ends, whatever comes", () => {
    const random = new SeededRandom(20261122);
    for (let round = 0; round < 3000; round++) {
      const text = random.text(["\r", "\n", "\r\n", ".", "a", "b"], 14);
      const endsAtDot = random.below(2) === 1;
      const bytes = encodeUtf8(text);
      const split = random.below(bytes.length + 1);
      const taken = take([bytes.subarray(0, split), bytes.subarray(split)], endsAtDot);
      expect([text, taken]).toEqual([text, expected(text, endsAtDot)]);
    }
  });
});
