import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const TOKEN_BYTES = 32;
const PREFIX = "fpt_";
const TOKEN_REGEXP = /^fpt_[A-Za-z0-9_-]{43}$/;

/** Makes a bearer token: 32 random octets, with a beginning that scanners of secrets can find. */
export function makeAccessToken(): string {
  return PREFIX + randomBytes(TOKEN_BYTES).toString("base64url");
}

/** What is kept of a token; from it the token cannot be found again (base64 of SHA-256). */
export function digestAccessToken(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}

/** Whether a text has the form of a token. */
export function isAccessToken(text: string): boolean {
  return TOKEN_REGEXP.test(text);
}

/** Compares two digests in a time that does not tell where they differ. */
export function isSameDigest(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
