const LINE_LIMIT = 76;

/**
 * Encodes octets, one character each, as quoted-printable: CRLF stays a line end, everything else that
 * is not printable ASCII is written as `=XX`.
 *
 * @see RFC 2045 section 6.7
 * @example
 * ```ts
 * import { encodeQuotedPrintable } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(encodeQuotedPrintable("21 \u00b0C = warm\r\n"), "21 =B0C =3D warm\r\n");
 * ```
 */
export function encodeQuotedPrintable(octets: string): string {
  return octets.split("\r\n").map(encodeLine).join("\r\n");
}

function encodeLine(line: string): string {
  let encoded = "";
  let column = 0;
  for (const [at, character] of [...line].entries()) {
    const isLast = at === line.length - 1;
    const piece = encodeOctet(character, isLast);
    // A soft line end needs a column of its own.
    if (column + piece.length > LINE_LIMIT - 1) {
      encoded += "=\r\n";
      column = 0;
    }
    encoded += piece;
    column += piece.length;
  }
  return encoded;
}

function encodeOctet(character: string, isLast: boolean): string {
  const code = character.charCodeAt(0);
  const isSpace = code === 0x20 || code === 0x09;
  if (isSpace && !isLast) return character;
  if (code > 0x20 && code < 0x7f && character !== "=") return character;
  return `=${code.toString(16).toUpperCase().padStart(2, "0")}`;
}
