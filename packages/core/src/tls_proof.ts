import type { TlsFacts } from "./session_observation.ts";

/** What proved that the server is the configured host. */
export type TlsProof = "certificate" | "pin";

/**
 * Tells what proved a server's name in a handshake; `undefined` when nothing did.
 *
 * Where there are pins they decide alone, whatever signed the certificate.
 *
 * @see RFC 9525, RFC 7469 section 2.6
 * @example
 * ```ts
 * import { tlsProofOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const pin = `sha256/${"A".repeat(43)}=`;
 * const failure = { code: "DEPTH_ZERO_SELF_SIGNED_CERT", message: "self-signed" };
 * const selfSigned = { certificateFailure: failure, spkiPin: pin };
 * assert.equal(tlsProofOf(selfSigned, []), undefined);
 * assert.equal(tlsProofOf(selfSigned, [pin]), "pin");
 * assert.equal(tlsProofOf({ certificateFailure: undefined, spkiPin: undefined }, [pin]), undefined);
 * ```
 */
export function tlsProofOf(
  { certificateFailure, spkiPin }: Pick<TlsFacts, "certificateFailure" | "spkiPin">,
  pins: readonly string[],
): TlsProof | undefined {
  if (pins.length > 0) {
    return spkiPin !== undefined && pins.includes(spkiPin) ? "pin" : undefined;
  }
  return certificateFailure === undefined ? "certificate" : undefined;
}
