import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import type { SaslCrypto } from "@fieldpost/core";

const NONCE_BYTES = 18;

/** The hashing that core's logins need, by node:crypto. */
export const nodeSaslCrypto: SaslCrypto = {
  hmac: (algorithm, key, data) => createHmac(algorithm, key).update(data).digest(),
  sha256: (data) => createHash("sha256").update(data).digest(),
  pbkdf2Sha256: (secret, salt, iterations) => pbkdf2Sync(secret, salt, iterations, 32, "sha256"),
  nonce: () => randomBytes(NONCE_BYTES).toString("base64"),
};
