import type { ConnectionPlan } from "./connection_plan.ts";
import type { PathHistory } from "./ratchet.ts";
import type { SaslCrypto } from "./sasl_crypto.ts";
import type { Secret } from "./secret.ts";
import type { SessionTimeouts } from "./session_timeouts.ts";

/** What a session is made from. */
export interface SubmissionSessionOptions {
  readonly plan: ConnectionPlan;
  /** The secret for `plan.username`; without a user name it is not used. */
  readonly secret: Secret | undefined;
  /** Why there is none, when one was to be read. */
  readonly secretProblem?: string | undefined;
  readonly crypto: SaslCrypto;
  readonly timeouts: SessionTimeouts;
  /** The best that this host and port have shown so far. */
  readonly history?: PathHistory | undefined;
  /**
   * How far the session may go: a rehearsal up to EHLO is ready without logging in, with everything
   * judged that a login needs; no rehearsal takes a transaction.
   *
   * @default {"transaction"}
   */
  readonly until?: SessionGoal;
}

/** What a session is opened for: mail, or only to see how far it comes. */
export type SessionGoal = "ehlo" | "login" | "transaction";
