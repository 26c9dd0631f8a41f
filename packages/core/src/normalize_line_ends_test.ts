import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { DotStuffer } from "./dot_stuffer.ts";
import { normalizeLineEnds } from "./normalize_line_ends.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

function wireOf(content: Uint8Array): string {
  const stuffer = new DotStuffer();
  return decodeUtf8(stuffer.push(content)) + decodeUtf8(stuffer.finish());
}

describe("normalizeLineEnds()", () => {
  it.each([
    ["", ""],
    ["a", "a\r\n"],
    ["a\n", "a\r\n"],
    ["a\r", "a\r\n"],
    ["a\r\r\nb", "a\r\n\r\nb\r\n"],
    ["\n.\n", "\r\n.\r\n"],
  ])("turns %j into %j", (content, normal) => {
    expect(decodeUtf8(normalizeLineEnds(encodeUtf8(content)))).toBe(normal);
  });

  it("changes neither itself nor what goes on the wire", () => {
    const random = new SeededRandom(6);
    for (let round = 0; round < 2000; round++) {
      const content = encodeUtf8(random.text(["\r", "\n", ".", "a"], 12));
      const normal = normalizeLineEnds(content);
      expect(normalizeLineEnds(normal)).toEqual(normal);
      expect(wireOf(normal)).toBe(wireOf(content));
    }
  });
});
