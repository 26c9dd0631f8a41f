import { describe, expect, it } from "@jest/globals";
import { splitLines } from "./_split_lines.ts";
import { SeededRandom } from "./_testing/seeded_random.ts";

describe("splitLines()", () => {
  it.each([
    ["", []],
    ["a", ["a"]],
    ["\n", ["\n"]],
    ["a\r\nb\nc\rd", ["a\r\n", "b\n", "c\r", "d"]],
    ["\r\r\n\n\r", ["\r", "\r\n", "\n", "\r"]],
  ])("splits %j into %j", (text, lines) => {
    expect(splitLines(text)).toEqual(lines);
  });

  it("loses nothing and breaks only after a line end", () => {
    const random = new SeededRandom(9);
    for (let round = 0; round < 3000; round++) {
      const text = random.text(["\r", "\n", "a", "b"], 14);
      const lines = splitLines(text);
      expect(lines.join("")).toBe(text);
      expect(lines).toEqual(text.match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g) ?? []);
    }
  });

  it("reads one line of 16 MiB", () => {
    expect(splitLines("x".repeat(16 * 1024 * 1024)).length).toBe(1);
  });
});
