import { NO_CONNECTION, type Protection } from "./submission_outcome.ts";

/**
 * Says how a channel was protected: what JANOS never tells.
 *
 * @example
 * ```ts
 * import { describeProtection, NO_CONNECTION } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   describeProtection({
 *     tls: "TLSv1.3",
 *     cipher: "TLS_AES_256_GCM_SHA384",
 *     verified: true,
 *     authority: "ISRG Root X1",
 *   }),
 *   "encrypted with TLSv1.3 TLS_AES_256_GCM_SHA384, certificate verified by ISRG Root X1",
 * );
 * assert.equal(
 *   describeProtection({ tls: null, why: "the server does not offer STARTTLS" }),
 *   "in clear: the server does not offer STARTTLS",
 * );
 * assert.equal(describeProtection({ tls: null, why: NO_CONNECTION }), "no connection was made");
 * ```
 */
export function describeProtection(protection: Protection): string {
  if (protection.tls === null) {
    const { why } = protection;
    return why === NO_CONNECTION ? why : `in clear: ${why}`;
  }
  const proof = protection.verified
    ? proofOf(protection)
    : `not verified: ${protection.why ?? "the certificate did not pass its check"}`;
  return `encrypted with ${protection.tls} ${protection.cipher}, ${proof}`;
}

function proofOf({ by, authority }: Exclude<Protection, { tls: null }>): string {
  if (by === "pin") return "key pinned";
  // Records of before the name was kept have none.
  return authority === undefined ? "certificate verified" : `certificate verified by ${authority}`;
}
