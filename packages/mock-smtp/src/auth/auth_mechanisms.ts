import type { AuthStep, Credentials } from "./auth_step.ts";
import { startOauthBearer, startXoauth2 } from "./bearer_mechanisms.ts";
import { startCramMd5 } from "./cram_md5_mechanism.ts";
import { startLogin } from "./login_mechanism.ts";
import { startPlain } from "./plain_mechanism.ts";
import { startScramSha256 } from "./scram_mechanism.ts";

/** A mechanism that the server can speak, by its SASL name. */
export type AuthMechanism =
  | "SCRAM-SHA-256"
  | "PLAIN"
  | "LOGIN"
  | "CRAM-MD5"
  | "XOAUTH2"
  | "OAUTHBEARER";

type Start = (credentials: Credentials, initial: Buffer | undefined) => AuthStep;

const STARTS: Readonly<Record<AuthMechanism, Start>> = {
  "SCRAM-SHA-256": startScramSha256,
  PLAIN: startPlain,
  LOGIN: startLogin,
  "CRAM-MD5": startCramMd5,
  XOAUTH2: startXoauth2,
  OAUTHBEARER: startOauthBearer,
};

/** Every mechanism, in the order in which it is announced. */
export const AUTH_MECHANISMS: readonly AuthMechanism[] = Object.keys(STARTS).filter(isMechanism);

function isMechanism(name: string): name is AuthMechanism {
  return name in STARTS;
}

/** The mechanisms that can serve these credentials. */
export function offeredMechanisms(
  allowed: readonly AuthMechanism[],
  credentials: Credentials,
): readonly AuthMechanism[] {
  return allowed.filter((name) => name !== "SCRAM-SHA-256" || !credentials.acceptAny);
}

/** Begins a mechanism, with the initial response if there is one. */
export function startMechanism(
  name: AuthMechanism,
  credentials: Credentials,
  initial: Buffer | undefined,
): AuthStep {
  return STARTS[name](credentials, initial);
}
