const NON_ASCII_SPACES_REGEXP = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const MAPPED_TO_NOTHING_REGEXP =
  /\u00ad|\u034f|\u1806|\u180b|\u180c|\u180d|\u200b|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]|\ufeff/g;

/**
 * Prepares a user name or secret so that both sides hash the same octets: other spaces become a
 * space, invisible characters go, the rest is normalised (NFKC).
 *
 * Characters that SASLprep prohibits are left as they are: the server decides, and a login that it
 * accepts elsewhere then also works here.
 *
 * @see RFC 4013 section 2
 * @example
 * ```ts
 * import { saslPrep } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(saslPrep("I\u00adX"), "IX");
 * assert.equal(saslPrep("\u2168"), "IX");
 * ```
 */
export function saslPrep(text: string): string {
  const mapped = text.replace(NON_ASCII_SPACES_REGEXP, " ").replace(MAPPED_TO_NOTHING_REGEXP, "");
  return mapped.normalize("NFKC");
}
