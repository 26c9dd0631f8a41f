import type { SaslMechanism } from "./sasl_exchange.ts";

/** The order of preference inside verified TLS: rule S3 of the submission tables. */
export const MECHANISM_ORDER: readonly SaslMechanism[] = [
  "SCRAM-SHA-256",
  "PLAIN",
  "LOGIN",
  "CRAM-MD5",
];

/**
 * The order where others can listen or the peer is not proven: CRAM-MD5 moves up, because it does
 * not show the secret and PLAIN and LOGIN do.
 */
export const MECHANISM_ORDER_EXPOSED: readonly SaslMechanism[] = [
  "SCRAM-SHA-256",
  "CRAM-MD5",
  "PLAIN",
  "LOGIN",
];

/** The order where the secret is an access token; nothing else takes one. */
export const MECHANISM_ORDER_TOKEN: readonly SaslMechanism[] = ["OAUTHBEARER", "XOAUTH2"];

/**
 * Chooses how to log in out of what a server offers, or `undefined` when nothing is shared.
 *
 * A mechanism that was refused as unsupported goes into `refused` and is not chosen again. OAUTHBEARER
 * and XOAUTH2 are never chosen because they are listed, only where the secret is a token; and a
 * token goes into nothing else.
 *
 * @see RFC 4954 section 3
 * @example
 * ```ts
 * import { chooseMechanism } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const offered = ["XOAUTH2", "LOGIN", "PLAIN", "CRAM-MD5"];
 * assert.equal(chooseMechanism(offered, { exposed: false, refused: [] }), "PLAIN");
 * assert.equal(chooseMechanism(offered, { exposed: true, refused: [] }), "CRAM-MD5");
 * assert.equal(chooseMechanism(["GSSAPI"], { exposed: false, refused: [] }), undefined);
 * ```
 */
export function chooseMechanism(
  offered: readonly string[],
  options: {
    readonly exposed: boolean;
    readonly refused: readonly SaslMechanism[];
    /** Whether the secret is an access token. */
    readonly isToken?: boolean;
  },
): SaslMechanism | undefined {
  return orderOf(options).find((name) => offered.includes(name) && !options.refused.includes(name));
}

function orderOf({
  exposed,
  isToken = false,
}: {
  readonly exposed: boolean;
  readonly isToken?: boolean;
}): readonly SaslMechanism[] {
  if (isToken) return MECHANISM_ORDER_TOKEN;
  return exposed ? MECHANISM_ORDER_EXPOSED : MECHANISM_ORDER;
}
