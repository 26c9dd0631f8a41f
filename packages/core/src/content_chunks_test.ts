import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { ContentChunks } from "./content_chunks.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

function cut(limit: number, ...pieces: readonly string[]): string[] {
  const chunks = new ContentChunks(limit);
  const full = pieces.flatMap((piece) => chunks.push(encodeUtf8(piece)));
  return [...full, ...chunks.finish()].map(decodeUtf8);
}

describe("ContentChunks", () => {
  it.each([
    [[], []],
    [[""], []],
    [["abc\r\n"], ["abc\r\n"]],
    [["abcde\r\n"], ["abcde", "\r\n"]],
    [["a\n.\n..\n"], ["a\r\n.\r", "\n..\r\n"]],
    [["a\rb"], ["a\r\nb\r", "\n"]],
    [
      ["a\r", "\nb"],
      ["a\r\nb\r", "\n"],
    ],
  ])("ContentChunks cuts %j into %j", (pieces, chunks) => {
    expect(cut(5, ...pieces)).toEqual(chunks);
  });

  it("ContentChunks keeps every octet but the line ends, in chunks of no more than the limit", () => {
    const random = new SeededRandom(3030);
    for (let round = 0; round < 3000; round++) {
      const text = random.text(["\r", "\n", "\r\n", ".", "a", "bcd"], 20);
      const limit = 1 + random.below(9);
      const at = random.below(text.length + 1);
      const chunks = cut(limit, text.slice(0, at), text.slice(at));
      const lines = text.replace(/\r\n|\r|\n/g, "\r\n");
      const whole = lines === "" || lines.endsWith("\r\n") ? lines : `${lines}\r\n`;
      expect([text, chunks.join("")]).toEqual([text, whole]);
      expect(chunks.slice(0, -1).every((chunk) => chunk.length === limit)).toBe(true);
      expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= limit)).toBe(true);
    }
  });
});
