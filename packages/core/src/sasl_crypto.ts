/**
 * The hashing a login needs, passed in by the caller: core has no crypto and no dice.
 *
 * Every function is synchronous and works on raw octets.
 */
export interface SaslCrypto {
  /** HMAC (RFC 2104) of `data` under `key`. */
  hmac(algorithm: "md5" | "sha256", key: Uint8Array, data: Uint8Array): Uint8Array;
  /** SHA-256 of `data`. */
  sha256(data: Uint8Array): Uint8Array;
  /** PBKDF2 with HMAC-SHA-256, 32 octets long (RFC 8018 section 5.2). */
  pbkdf2Sha256(secret: Uint8Array, salt: Uint8Array, iterations: number): Uint8Array;
  /** A fresh, unpredictable, printable text without commas, for one login. */
  nonce(): string;
}
