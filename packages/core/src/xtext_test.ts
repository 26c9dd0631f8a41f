import { describe, expect, it } from "@jest/globals";
import { encodeXtext, tryDecodeXtext } from "./xtext.ts";

describe("encodeXtext()", () => {
  it("encodeXtext() and tryDecodeXtext() are inverse for every printable character", () => {
    for (let code = 0x20; code <= 0x7e; code++) {
      const text = `a${String.fromCharCode(code)}b`;
      const encoded = encodeXtext(text);
      expect(encoded).toMatch(/^[!-*,-<>-~]*(?:\+[0-9A-F]{2}[!-*,-<>-~]*)*$/);
      expect(tryDecodeXtext(encoded)).toBe(text);
    }
  });

  it.each(["\r", "\n", "\0", "\u00e9", "\u007f"])("encodeXtext() refuses %j", (text) => {
    expect(() => encodeXtext(text)).toThrow(SyntaxError);
  });

  it.each(["a b", "a=b", "+2", "+2b", "+GG", "+", "\u00e9", "a\r\n"])(
    "tryDecodeXtext() takes %j for none",
    (text) => {
      expect(tryDecodeXtext(text)).toBeUndefined();
    },
  );
});
