import { domainToASCII } from "node:url";

/**
 * Turns a Unicode host name into its A-label form by UTS 46, or `undefined` when it has none.
 *
 * @see RFC 5891
 * @example
 * ```ts
 * import { toAscii } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * assert.equal(toAscii("b\u00fccher.example"), "xn--bcher-kva.example");
 * assert.equal(toAscii("a b"), undefined);
 * ```
 */
export function toAscii(unicode: string): string | undefined {
  const ascii = domainToASCII(unicode);
  return ascii === "" ? undefined : ascii;
}
