import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import type { SaslCrypto } from "../sasl_crypto.ts";

/** Real hashing, and a nonce that a test knows beforehand. */
export function nodeSaslCrypto(nonce: string): SaslCrypto {
  return {
    hmac: (algorithm, key, data) => createHmac(algorithm, key).update(data).digest(),
    sha256: (data) => createHash("sha256").update(data).digest(),
    pbkdf2Sha256: (secret, salt, iterations) => pbkdf2Sync(secret, salt, iterations, 32, "sha256"),
    nonce: () => nonce,
  };
}
