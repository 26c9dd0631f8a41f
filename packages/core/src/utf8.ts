/**
 * Encodes text as UTF-8; a lone surrogate becomes U+FFFD, as everywhere else.
 *
 * Core has no `TextEncoder`: the language alone does not bring one.
 *
 * @see RFC 3629
 * @example A letter outside ASCII
 * ```ts
 * import { encodeUtf8 } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual([...encodeUtf8("né")], [0x6e, 0xc3, 0xa9]);
 * ```
 */
export function encodeUtf8(text: string): Uint8Array {
  return encodeAscii(text) ?? encodeAny(text);
}

/** What is sent is ASCII nearly always, and that needs no look at each code point. */
function encodeAscii(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) return undefined;
    bytes[at] = unit;
  }
  return bytes;
}

function encodeAny(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    length = writePoint(bytes, length, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return bytes.slice(0, length);
}

function writePoint(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at] = point;
    return at + 1;
  }
  const tails = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  const lead = tails === 1 ? 0xc0 : tails === 2 ? 0xe0 : 0xf0;
  bytes[at] = lead | (point >> (6 * tails));
  for (let tail = tails - 1; tail >= 0; tail--) {
    bytes[at + tails - tail] = 0x80 | ((point >> (6 * tail)) & 0x3f);
  }
  return at + 1 + tails;
}

/**
 * Decodes UTF-8 leniently: a byte that fits nowhere becomes U+FFFD, and nothing throws.
 *
 * @see RFC 3629 section 3
 * @example A byte that is not UTF-8
 * ```ts
 * import { decodeUtf8 } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(decodeUtf8(Uint8Array.of(0x6e, 0xc3, 0xa9)), "né");
 * assert.equal(decodeUtf8(Uint8Array.of(0x6e, 0xff)), "n\uFFFD");
 * ```
 */
export function decodeUtf8(bytes: Uint8Array): string {
  if (isShortAscii(bytes)) return Reflect.apply(String.fromCharCode, undefined, bytes);
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { point, length } = readPoint(bytes, at);
    parts.push(String.fromCodePoint(point));
    at += length;
  }
  return parts.join("");
}

/** Octets that a call may take as its arguments. */
const SHORT_BYTES = 4096;

function isShortAscii(bytes: Uint8Array): boolean {
  if (bytes.length > SHORT_BYTES) return false;
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
}

const REPLACEMENT = { point: 0xfffd, length: 1 } as const;
const SMALLEST = [0, 0x80, 0x800, 0x10000] as const;

function readPoint(bytes: Uint8Array, at: number): { point: number; length: number } {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return { point: lead, length: 1 };
  const tails = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  if (lead < 0xc2 || lead > 0xf4) return REPLACEMENT;
  let point = lead & (0x3f >> tails);
  for (let tail = 1; tail <= tails; tail++) {
    const byte = bytes[at + tail];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return REPLACEMENT;
    point = (point << 6) | (byte & 0x3f);
  }
  const overlong = point < (SMALLEST[tails] ?? 0);
  const outside = point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff);
  return overlong || outside ? REPLACEMENT : { point, length: tails + 1 };
}
