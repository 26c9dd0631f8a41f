const CR = 13;
const LF = 10;

/**
 * Gives content in which every line ends in CRLF: a bare CR and a bare LF become one, and the last
 * line gets an end.
 *
 * What is sent later is the same octets plus stuffed dots, so a size or a digest taken here holds.
 *
 * @see RFC 5321 section 2.3.8
 * @example
 * ```ts
 * import { decodeUtf8, encodeUtf8, normalizeLineEnds } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(decodeUtf8(normalizeLineEnds(encodeUtf8("a\nb\rc"))), "a\r\nb\r\nc\r\n");
 * ```
 */
export function normalizeLineEnds(content: Uint8Array): Uint8Array {
  if (isNormal(content)) return content;
  const out = new Uint8Array(content.length * 2 + 2);
  let length = 0;
  let at = 0;
  while (at < content.length) {
    const byte = content[at] ?? 0;
    if (byte === CR || byte === LF) {
      if (byte === CR && content[at + 1] === LF) at += 1;
      out[length++] = CR;
      out[length++] = LF;
    } else out[length++] = byte;
    at += 1;
  }
  if (length > 0 && out[length - 1] !== LF) {
    out[length++] = CR;
    out[length++] = LF;
  }
  return out.slice(0, length);
}

function isNormal(content: Uint8Array): boolean {
  let at = 0;
  while (at < content.length) {
    const end = content.indexOf(LF, at);
    if (end < 1 || content.indexOf(CR, at) !== end - 1) return false;
    at = end + 1;
  }
  return true;
}
