import type { Protection } from "@fieldpost/core";

/**
 * Says how a channel was protected: what JANOS never tells.
 *
 * @example
 * ```ts
 * import { describeProtection } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   describeProtection({ tls: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", verified: true }),
 *   "encrypted with TLSv1.3 TLS_AES_256_GCM_SHA384, certificate verified",
 * );
 * assert.equal(
 *   describeProtection({ tls: null, why: "the server does not offer STARTTLS" }),
 *   "in clear: the server does not offer STARTTLS",
 * );
 * ```
 */
export function describeProtection(protection: Protection): string {
  if (protection.tls === null) return `in clear: ${protection.why}`;
  const proof = protection.verified
    ? protection.by === "pin"
      ? "key pinned"
      : "certificate verified"
    : `not verified: ${protection.why ?? "the certificate did not pass its check"}`;
  return `encrypted with ${protection.tls} ${protection.cipher}, ${proof}`;
}
