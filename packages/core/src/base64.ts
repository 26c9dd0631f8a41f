const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((c, index) => [c, index]));
const BASE64_REGEXP = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Encodes bytes in base64 with padding and without line breaks.
 *
 * @see RFC 4648 section 4
 * @example
 * ```ts
 * import { encodeBase64 } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(encodeBase64(Uint8Array.of(0, 117, 0, 115)), "AHUAcw==");
 * ```
 */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    text += left > 1 ? ALPHABET.charAt((group >> 6) & 63) : "=";
    text += left > 2 ? ALPHABET.charAt(group & 63) : "=";
  }
  return text;
}

/**
 * Decodes base64, or gives `undefined` for text that is not exactly base64 with its padding.
 *
 * @see RFC 4648 section 4
 * @example
 * ```ts
 * import { tryDecodeBase64 } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(tryDecodeBase64("AHUAcw=="), Uint8Array.of(0, 117, 0, 115));
 * assert.equal(tryDecodeBase64("not base64"), undefined);
 * ```
 */
export function tryDecodeBase64(text: string): Uint8Array | undefined {
  if (!BASE64_REGEXP.test(text)) return undefined;
  const symbols = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((symbols.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (const symbol of symbols) {
    buffer = ((buffer << 6) | (VALUES.get(symbol) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (buffer >> bits) & 0xff;
  }
  return bytes;
}
