import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { DotStuffer } from "./dot_stuffer.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

function stuff(chunks: readonly Uint8Array[]): string {
  const stuffer = new DotStuffer();
  const parts = chunks.map((chunk) => decodeUtf8(stuffer.push(chunk)));
  return parts.join("") + decodeUtf8(stuffer.finish());
}

/** What the bytes mean, told by a second, slower way. */
function expected(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => `${line.startsWith(".") ? "." : ""}${line}\r\n`).join("");
}

describe("DotStuffer", () => {
  it.each([
    ["", ""],
    ["a", "a\r\n"],
    ["a\r\n", "a\r\n"],
    [".", "..\r\n"],
    [".\r\n", "..\r\n"],
    ["a\n.\nb", "a\r\n..\r\nb\r\n"],
    ["a\r.\r\nb", "a\r\n..\r\nb\r\n"],
    ["a\r\r\n.", "a\r\n\r\n..\r\n"],
    ["a\r", "a\r\n"],
    ["..x", "...x\r\n"],
    ["x.\r\n", "x.\r\n"],
  ])("turns %j into %j at every split point", (text, wire) => {
    const bytes = encodeUtf8(text);
    for (let split = 0; split <= bytes.length; split++) {
      expect(stuff([bytes.subarray(0, split), bytes.subarray(split)])).toBe(wire);
    }
  });

  it("never lets content end itself, whatever the line ends are", () => {
    const random = new SeededRandom(4);
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: 12 }, () => "\r\n.a".charAt(random.below(4))).join("");
      const wire = stuff([encodeUtf8(text)]);
      expect(wire).toBe(expected(text));
      expect(`\r\n${wire}`).not.toMatch(/\r\n\.\r\n|[^\r]\n|\r[^\n]/);
    }
  });
});
