/** What a login sends next, or why it cannot go on; `text` is base64 as it goes on the wire. */
export type SaslStep =
  | { readonly kind: "respond"; readonly text: string }
  | { readonly kind: "abort"; readonly why: string };

/**
 * One login in progress, from the client's side (RFC 4954 section 4).
 *
 * `initial` is the base64 of the initial response, or `undefined` for a mechanism in which the
 * server speaks first.
 */
export interface SaslExchange {
  readonly mechanism: SaslMechanism;
  readonly initial: string | undefined;
  /** Answers the text of a 334 reply. */
  respond(challenge: string): SaslStep;
  /** Whether a 235 may be believed; SCRAM first wants the server's proof. */
  acceptsSuccess(text: string): boolean;
}

/** The mechanisms that can be used with a user name and a secret; the last two want a token as secret. */
export type SaslMechanism =
  | "SCRAM-SHA-256"
  | "PLAIN"
  | "LOGIN"
  | "CRAM-MD5"
  | "OAUTHBEARER"
  | "XOAUTH2";
