import { readSpkiPin } from "./_read_spki_pin.ts";
import { valueOrThrow, valueOrUndefined } from "./_reading.ts";

/**
 * Reads the pin of a public key: `sha256/` and the base64 of the SHA-256 over its
 * SubjectPublicKeyInfo, so that it survives a renewed certificate with the same key.
 *
 * @throws {SyntaxError} If the text is not a pin
 * @see RFC 7469 section 2.4
 * @example
 * ```ts
 * import { parseSpkiPin } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const pin = `sha256/${"A".repeat(43)}=`;
 * assert.equal(parseSpkiPin(pin), pin);
 * assert.throws(() => parseSpkiPin("sha1/AAAA"), SyntaxError);
 * ```
 */
export function parseSpkiPin(text: string): string {
  return valueOrThrow("pin", text, readSpkiPin(text));
}

/**
 * As {@linkcode parseSpkiPin}, with `undefined` for a text that is not a pin.
 *
 * @example
 * ```ts
 * import { tryParseSpkiPin } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseSpkiPin("sha256/short"), undefined);
 * ```
 */
export function tryParseSpkiPin(text: string): string | undefined {
  return valueOrUndefined(readSpkiPin(text));
}
