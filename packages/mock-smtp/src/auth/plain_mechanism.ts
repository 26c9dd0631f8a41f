import { type AuthStep, type Credentials, concludeClaim, isSecretRight } from "./auth_step.ts";

/** SASL PLAIN (RFC 4616): `[authzid] NUL authcid NUL passwd` in one message. */
export function startPlain(credentials: Credentials, initial: Buffer | undefined): AuthStep {
  return initial === undefined
    ? { kind: "challenge", data: "", next: (response) => readPlain(credentials, response) }
    : readPlain(credentials, initial);
}

function readPlain(credentials: Credentials, message: Buffer): AuthStep {
  const parts = message.toString("utf8").split("\0");
  const [, identity, secret] = parts;
  if (parts.length !== 3 || identity === undefined || secret === undefined || identity === "") {
    return { kind: "malformed", reason: "PLAIN needs authzid, NUL, authcid, NUL, secret" };
  }
  const claim = { mechanism: "PLAIN", identity, secret };
  return concludeClaim(claim, isSecretRight(credentials, identity, secret));
}
