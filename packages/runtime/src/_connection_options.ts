import type {
  ConnectionPlan,
  PathHistory,
  SaslCrypto,
  Secret,
  SessionGoal,
  SessionTimeouts,
  TlsFacts,
  TranscriptLine,
} from "@fieldpost/core";
import type { SubmissionJob } from "./_submission_job.ts";
import type { Clock } from "./clock.ts";
import type { RememberSession } from "./mail_route.ts";

/** How to connect, and where transactions come from. */
export interface ConnectionOptions {
  readonly plan: ConnectionPlan;
  readonly secret: Secret | undefined;
  /** Why there is none, when one was to be read. */
  readonly secretProblem?: string | undefined;
  readonly timeouts: SessionTimeouts;
  /** PEM of a private CA. */
  readonly ca: string | undefined;
  readonly crypto: SaslCrypto;
  readonly clock: Clock;
  /** Ends the connection at once; the outcome is then that of a lost one. */
  readonly signal?: AbortSignal | undefined;
  readonly until?: SessionGoal;
  /** The best that this host and port have shown so far. */
  readonly history?: PathHistory | undefined;
  /** Told what the session has shown, once it is ready. */
  readonly remember?: RememberSession | undefined;
  /** Told what the handshake has shown, before it is judged. */
  readonly onTls?: ((tls: TlsFacts) => void) | undefined;
  /** Told of each line of the dialogue as it comes; secrets are masked in it. */
  readonly onLine?: ((line: TranscriptLine) => void) | undefined;
  /** Asked whenever the connection is ready; `undefined` ends it. */
  readonly nextJob: () => Promise<SubmissionJob | undefined>;
  /**
   * Asked for a job whose envelope may leave with the end of the content before it; `undefined` where none is at
   * hand. It may come back from `run()` untaken.
   */
  readonly jobAtHand?: (() => SubmissionJob | undefined) | undefined;
}
