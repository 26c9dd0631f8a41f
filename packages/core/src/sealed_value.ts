const SEALED_REGEXP = /^sealed:v[0-9]+(?::[A-Za-z0-9_-]+)+$/;

/**
 * Tells whether a value has the sealed form: `sealed:v1:` and base64url fields separated by colons.
 *
 * It is a matter of form alone: whether the seal opens, only the owner of the key file can tell.
 *
 * @example A sealed value and a secret in plain text
 * ```ts
 * import { isSealedValue } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isSealedValue("sealed:v1:c2FsdA:bm9uY2U"), true);
 * assert.equal(isSealedValue("correct horse"), false);
 * ```
 */
export function isSealedValue(value: string): boolean {
  return SEALED_REGEXP.test(value);
}
