// A soft line end needs a column of its own.
const TEXT_COLUMNS = 75;
const ENCODED_REGEXP = /[^\t\x20-\x3c\x3e-\x7e]|[\t\x20]$/g;

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
  const encoded = line.replace(ENCODED_REGEXP, encodeOctet);
  const parts: string[] = [];
  let start = 0;
  while (encoded.length - start > TEXT_COLUMNS) {
    const octet = encoded.lastIndexOf("=", start + TEXT_COLUMNS - 1);
    const isWhole = octet < start + TEXT_COLUMNS - 2;
    const end = isWhole ? start + TEXT_COLUMNS : octet;
    parts.push(encoded.slice(start, end));
    start = end;
  }
  return [...parts, encoded.slice(start)].join("=\r\n");
}

function encodeOctet(character: string): string {
  const code = character.charCodeAt(0);
  return `=${code.toString(16).toUpperCase().padStart(2, "0")}`;
}
