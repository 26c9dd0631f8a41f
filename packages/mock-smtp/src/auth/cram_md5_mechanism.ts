import { createHmac } from "node:crypto";
import { type AuthStep, type Credentials, concludeClaim } from "./auth_step.ts";

const RESPONSE_REGEXP = /^(.+) ([0-9a-fA-F]{32})$/s;

/** CRAM-MD5 (RFC 2195): the client keys a digest of our challenge with its secret. */
export function startCramMd5(credentials: Credentials, initial: Buffer | undefined): AuthStep {
  if (initial !== undefined) {
    return { kind: "malformed", reason: "CRAM-MD5 has no initial response" };
  }
  const challenge = `<${credentials.nonce()}@${credentials.hostName}>`;
  return {
    kind: "challenge",
    data: challenge,
    next: (response) => readDigest(credentials, challenge, response),
  };
}

function readDigest(credentials: Credentials, challenge: string, response: Buffer): AuthStep {
  const [, identity, digest] = RESPONSE_REGEXP.exec(response.toString("utf8")) ?? [];
  if (identity === undefined || digest === undefined) {
    return { kind: "malformed", reason: "CRAM-MD5 needs a user name, a space and 32 hex digits" };
  }
  const claim = { mechanism: "CRAM-MD5", identity, secret: null };
  return concludeClaim(claim, isDigestRight(credentials, challenge, { identity, digest }));
}

function isDigestRight(
  credentials: Credentials,
  challenge: string,
  answer: { readonly identity: string; readonly digest: string },
): boolean {
  const secret = credentials.secretOf(answer.identity);
  if (secret === undefined) {
    return credentials.acceptAny;
  }
  const expected = createHmac("md5", secret).update(challenge).digest("hex");
  return expected === answer.digest.toLowerCase();
}
