import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

describe("encodeUtf8()", () => {
  it.each(["", "a", "é", "€", "😀", "a\0b", "x\ud800y", "\udc00", "\uffff", "\u{10ffff}"])(
    "agrees with TextEncoder on %j",
    (text) => expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text)),
  );
});

describe("decodeUtf8()", () => {
  it("gives back every code point at the edges", () => {
    for (const point of [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff]) {
      const text = String.fromCodePoint(point);
      expect(decodeUtf8(encodeUtf8(text))).toBe(text);
    }
  });

  it.each([
    [[0xff], "\ufffd"],
    [[0xc0, 0x80], "\ufffd\ufffd"],
    [[0xc3], "\ufffd"],
    [[0xc3, 0x41], "\ufffdA"],
    [[0xed, 0xa0, 0x80], "\ufffd\ufffd\ufffd"],
    [[0xf4, 0x90, 0x80, 0x80], "\ufffd\ufffd\ufffd\ufffd"],
    [[0xe0, 0x80, 0x80], "\ufffd\ufffd\ufffd"],
  ])("replaces what is not UTF-8 in %j", (bytes, text) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
  });

  it("never throws and keeps ASCII, whatever comes", () => {
    const random = new SeededRandom(2);
    for (let round = 0; round < 500; round++) {
      const bytes = Uint8Array.from({ length: 40 }, () => random.below(256));
      const ascii = [...bytes].filter((byte) => byte < 0x80);
      const kept = [...decodeUtf8(bytes)].filter((c) => c < "\u0080").map((c) => c.charCodeAt(0));
      expect(kept).toEqual(ascii);
    }
  });
});
