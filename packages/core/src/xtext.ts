const PLAIN_REGEXP = /^[\x21-\x2a\x2c-\x3c\x3e-\x7e]$/;
const XTEXT_REGEXP = /^(?:[\x21-\x2a\x2c-\x3c\x3e-\x7e]|\+[0-9A-F]{2})*$/;

/**
 * Writes printable ASCII as the value of an ESMTP parameter: `+`, `=` and blanks become `+` and two
 * digits.
 *
 * @throws {SyntaxError} If a character is not printable ASCII
 * @see RFC 3461 section 4
 * @example
 * ```ts
 * import { encodeXtext, tryDecodeXtext } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(encodeXtext("a+b c=1"), "a+2Bb+20c+3D1");
 * assert.equal(tryDecodeXtext("a+2Bb+20c+3D1"), "a+b c=1");
 * ```
 */
export function encodeXtext(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) {
    throw new SyntaxError(
      "Cannot write the parameter: it holds a character that is not printable ASCII, printable ASCII is accepted",
    );
  }
  return [...text]
    .map((character) => {
      if (PLAIN_REGEXP.test(character)) return character;
      return `+${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

/**
 * Reads the value of an ESMTP parameter.
 *
 * @returns `undefined` if it is no xtext
 * @see RFC 3461 section 4
 * @example Lower case digits are no xtext
 * ```ts
 * import { tryDecodeXtext } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryDecodeXtext("a+2b"), undefined);
 * ```
 */
export function tryDecodeXtext(text: string): string | undefined {
  if (!XTEXT_REGEXP.test(text)) return undefined;
  return text.replace(/\+([0-9A-F]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
