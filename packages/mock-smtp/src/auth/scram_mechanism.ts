import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import type { AuthStep, Credentials } from "./auth_step.ts";

/** RFC 7677, 4: the least that a server may announce. */
const ITERATIONS = 4096;
const CLIENT_FIRST_REGEXP =
  /^((?:n|y),(?:a=[^,]*)?,)((?:m=[^,]*,)?n=([^,]*),r=([!-+\--~]+)(?:,.*)?)$/;
const CLIENT_FINAL_REGEXP =
  /^(c=([A-Za-z0-9+/=]+),r=([!-+\--~]+)(?:,[^p].*)?),p=([A-Za-z0-9+/=]+)$/;

interface FirstMessages {
  readonly identity: string;
  readonly gs2Header: string;
  readonly clientFirstBare: string;
  readonly serverFirst: string;
  readonly nonce: string;
  readonly salt: Buffer;
}

/**
 * SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677).
 *
 * The server proves to the client that it knows the secret, so this mechanism cannot accept
 * strangers: with no list of users it is not offered.
 */
export function startScramSha256(credentials: Credentials, initial: Buffer | undefined): AuthStep {
  return initial === undefined
    ? { kind: "challenge", data: "", next: (response) => readFirst(credentials, response) }
    : readFirst(credentials, initial);
}

function readFirst(credentials: Credentials, message: Buffer): AuthStep {
  const match = CLIENT_FIRST_REGEXP.exec(message.toString("utf8"));
  const [, gs2Header, clientFirstBare, name, clientNonce] = match ?? [];
  if (gs2Header === undefined || clientFirstBare === undefined || name === undefined) {
    return { kind: "malformed", reason: "SCRAM needs n,,n=user,r=nonce without channel binding" };
  }
  const identity = name.replaceAll("=2C", ",").replaceAll("=3D", "=");
  const nonce = `${clientNonce}${credentials.nonce()}`;
  const salt = createHash("sha256").update(credentials.nonce()).digest().subarray(0, 16);
  const serverFirst = `r=${nonce},s=${salt.toString("base64")},i=${ITERATIONS}`;
  const first = { identity, gs2Header, clientFirstBare, serverFirst, nonce, salt };
  return {
    kind: "challenge",
    data: serverFirst,
    next: (response) => readFinal(credentials, first, response),
  };
}

function readFinal(credentials: Credentials, first: FirstMessages, message: Buffer): AuthStep {
  const match = CLIENT_FINAL_REGEXP.exec(message.toString("utf8"));
  const [, withoutProof, binding, nonce, proof] = match ?? [];
  if (withoutProof === undefined || binding === undefined || proof === undefined) {
    return { kind: "malformed", reason: "SCRAM needs c=binding,r=nonce,p=proof" };
  }
  if (nonce !== first.nonce || Buffer.from(binding, "base64").toString() !== first.gs2Header) {
    return { kind: "malformed", reason: "SCRAM needs the nonce and header of the first messages" };
  }
  const secret = credentials.secretOf(first.identity);
  const authMessage = `${first.clientFirstBare},${first.serverFirst},${withoutProof}`;
  const keys = deriveKeys(secret ?? credentials.nonce(), first.salt, authMessage);
  const proven = secret !== undefined && Buffer.from(proof, "base64").equals(keys.proof);
  return judgeProof(first.identity, proven, keys.serverSignature);
}

/** The server's signature travels in a 334, since 235 has no room for it (RFC 4954, 4). */
function judgeProof(identity: string, proven: boolean, signature: Buffer): AuthStep {
  return {
    kind: "claim",
    claim: { mechanism: "SCRAM-SHA-256", identity, secret: null },
    proven,
    judged: (accepted) =>
      accepted
        ? {
            kind: "challenge",
            data: `v=${signature.toString("base64")}`,
            next: () => ({ kind: "accepted", identity }),
          }
        : { kind: "refused", identity },
  };
}

function deriveKeys(
  secret: string,
  salt: Buffer,
  authMessage: string,
): { proof: Buffer; serverSignature: Buffer } {
  const salted = pbkdf2Sync(secret.normalize("NFKC"), salt, ITERATIONS, 32, "sha256");
  const clientKey = hmac(salted, "Client Key");
  const storedKey = createHash("sha256").update(clientKey).digest();
  const clientSignature = hmac(storedKey, authMessage);
  return {
    proof: Buffer.from(clientKey.map((byte, index) => byte ^ (clientSignature[index] ?? 0))),
    serverSignature: hmac(hmac(salted, "Server Key"), authMessage),
  };
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
