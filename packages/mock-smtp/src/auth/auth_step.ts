/** What an authentication mechanism wants next. Data is bare: base64 belongs to the dialogue. */
export type AuthStep =
  | {
      /** Sends a 334 and waits for the client's line. */
      readonly kind: "challenge";
      readonly data: string;
      /** Continues with the client's decoded answer. */
      next(response: Buffer): AuthStep;
    }
  | {
      /** The client has said who it is: somebody has to judge. */
      readonly kind: "claim";
      readonly claim: AuthClaim;
      /** What the mechanism itself found, when it could check. */
      readonly proven: boolean;
      /** Continues with the judgement. */
      judged(accepted: boolean): AuthStep;
    }
  | { readonly kind: "accepted"; readonly identity: string }
  | { readonly kind: "refused"; readonly identity: string }
  | {
      /** The client's line is not what the mechanism's grammar allows. */
      readonly kind: "malformed";
      readonly reason: string;
    };

/** An identity and what was offered to prove it. */
export interface AuthClaim {
  readonly mechanism: string;
  readonly identity: string;
  /** The secret or token in clear; `null` where the mechanism does not reveal it. */
  readonly secret: string | null;
}

/** Where a mechanism looks up what it needs. */
export interface Credentials {
  /** Whether any identity with any secret is good. */
  readonly acceptAny: boolean;
  /** The secret of a user, `undefined` for a stranger. */
  secretOf(identity: string): string | undefined;
  /** Fresh unpredictable text for challenges and nonces, safe inside a SCRAM attribute. */
  nonce(): string;
  /** The name that challenges carry. */
  readonly hostName: string;
}

/** Turns a judged claim into the final step, for the mechanisms that have nothing more to say. */
export function concludeClaim(claim: AuthClaim, proven: boolean): AuthStep {
  return {
    kind: "claim",
    claim,
    proven,
    judged: (accepted) => ({
      kind: accepted ? "accepted" : "refused",
      identity: claim.identity,
    }),
  };
}

/** Whether a secret that came in clear is the right one. */
export function isSecretRight(credentials: Credentials, identity: string, secret: string): boolean {
  return credentials.acceptAny || credentials.secretOf(identity) === secret;
}
