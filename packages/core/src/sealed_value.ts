// 28 octets, a nonce and a tag, are the least; a shorter text may be a secret that looks alike.
const SEALED_REGEXP = /^fp1:[A-Za-z0-9+/]{38,}={0,2}$/;

/**
 * Tells whether a value has the sealed form: `fp1:` and the base64 of nonce, tag and sealed octets.
 *
 * It is a matter of form alone: whether the seal opens, only the owner of the key file can tell.
 *
 * @example A sealed value and a secret in plain text
 * ```ts
 * import { isSealedValue } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isSealedValue("fp1:bm9uY2Vub25jZXRhZ3RhZ3RhZ3RhZ3RhZ3NlYWxlZA=="), true);
 * assert.equal(isSealedValue("correct horse"), false);
 * ```
 */
export function isSealedValue(value: string): boolean {
  return SEALED_REGEXP.test(value);
}
