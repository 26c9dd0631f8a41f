import { type AuthStep, type Credentials, concludeClaim, isSecretRight } from "./auth_step.ts";

/** LOGIN (draft-murchison-sasl-login): two prompts; an initial response is the identity. */
export function startLogin(credentials: Credentials, initial: Buffer | undefined): AuthStep {
  return initial === undefined
    ? {
        kind: "challenge",
        data: "Username:",
        next: (response) => askSecret(credentials, response.toString("utf8")),
      }
    : askSecret(credentials, initial.toString("utf8"));
}

function askSecret(credentials: Credentials, identity: string): AuthStep {
  if (identity === "") {
    return { kind: "malformed", reason: "LOGIN needs a user name that is not empty" };
  }
  return {
    kind: "challenge",
    data: "Password:",
    next: (response) => {
      const secret = response.toString("utf8");
      const claim = { mechanism: "LOGIN", identity, secret };
      return concludeClaim(claim, isSecretRight(credentials, identity, secret));
    },
  };
}
