import type { SmtpReply } from "./smtp_reply.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/**
 * What became of a message for one recipient.
 *
 * `transient` is tried again by the timetable, `permanent` never again, `hold` waits for a person to
 * change a setting, and `uncertain` may already be delivered.
 */
export type OutcomeKind = "delivered" | "transient" | "permanent" | "hold" | "uncertain";

/** What the outcome is about: this recipient, the whole message, or every message on this path. */
export type OutcomeScope = "recipient" | "message" | "path";

/**
 * The verdict on a reply or a failure, made in one place only: `outcomeOf()`.
 *
 * `rule` names the row of the submission tables (B1 to F) that decided.
 */
export interface Verdict {
  readonly kind: OutcomeKind;
  readonly code: OutcomeCode;
  readonly scope: OutcomeScope;
  readonly rule: string;
  readonly stage: SubmissionStage;
  /** The server's own words, where it spoke. */
  readonly reply: SmtpReply | undefined;
  /** What the network, TLS or the dialogue said, where the server did not speak. */
  readonly detail: string | undefined;
}

/** One recipient and what became of the message for it; `recipient` is the address on the wire. */
export interface RecipientOutcome {
  readonly recipient: string;
  readonly verdict: Verdict;
  /** What became of the notifications that the sender wanted; absent where nothing is to be said. */
  readonly dsn?: LostDsn;
}

/**
 * Why a sender is not told what it wanted to be told: the server that took the message offers no
 * notifications. `relayed` where success was to be told, so that somebody has to say at least this.
 */
export type LostDsn = "not-offered" | "relayed";

/** Why a channel was not protected that never came to be: nothing was sent, in clear or otherwise. */
export const NO_CONNECTION = "no connection was made";

/** How the channel was protected when the message went out, or why it was not. */
export type Protection =
  | {
      readonly tls: string;
      readonly cipher: string;
      readonly verified: boolean;
      /** Present when it was a pin and not an authority that proved the name. */
      readonly by?: "pin";
      /** Who vouched for the server's certificate, when it was verified and the name is known. */
      readonly authority?: string;
      /** Why the certificate was not verified, when it was not. */
      readonly why?: string;
    }
  | { readonly tls: null; readonly why: string };

/** Why an outcome is what it is; stable, unlike the sentence that describes it. */
export type OutcomeCode =
  | "DELIVERED"
  | "HOST_NOT_FOUND"
  | "CONNECTION_REFUSED"
  | "CONNECT_TIMEOUT"
  | "NETWORK_UNREACHABLE"
  | "CONNECTION_LOST"
  | "TIMED_OUT"
  | "GREETING_TIMEOUT"
  | "SMTPS_ON_PLAINTEXT_PORT"
  | "SMTPS_OFF_ON_TLS_PORT"
  | "WRONG_SERVICE"
  | "GREETING_REFUSED"
  | "SERVER_BUSY"
  | "PROTOCOL_ERROR"
  | "ESMTP_REQUIRED"
  | "BAD_HELO_NAME"
  | "EHLO_REFUSED"
  | "STARTTLS_NOT_OFFERED"
  | "STARTTLS_STRIPPED"
  | "STARTTLS_UNAVAILABLE"
  | "STARTTLS_REFUSED"
  | "INJECTION"
  | "CREDENTIALS_WOULD_LEAK"
  | "TLS_HANDSHAKE_FAILED"
  | "TLS_VERSION"
  | "CERTIFICATE_SELF_SIGNED"
  | "CERTIFICATE_UNKNOWN_ISSUER"
  | "CERTIFICATE_INCOMPLETE_CHAIN"
  | "CERTIFICATE_NAME_MISMATCH"
  | "CERTIFICATE_EXPIRED"
  | "CERTIFICATE_NOT_YET_VALID"
  | "CERTIFICATE_INVALID"
  | "PIN_MISMATCH"
  | "DOWNGRADE"
  | "SECRET_MISSING"
  | "AUTH_NOT_OFFERED"
  | "NO_COMMON_MECHANISM"
  | "AUTH_REFUSED"
  | "AUTH_UNAVAILABLE"
  | "AUTH_EXCHANGE_FAILED"
  | "AUTH_REQUIRED"
  | "ENCRYPTION_REQUIRED"
  | "SENDER_REFUSED"
  | "RELAY_DENIED"
  | "TOO_MANY_RECIPIENTS"
  | "RECIPIENT_DEFERRED"
  | "RECIPIENT_REFUSED"
  | "RECIPIENT_NEEDS_SMTPUTF8"
  | "SENDER_NEEDS_SMTPUTF8"
  | "EIGHT_BIT_NOT_OFFERED"
  | "CHUNKING_REFUSED"
  | "REQUIRETLS_NOT_OFFERED"
  | "REQUIRETLS_NOT_PROVED"
  | "MESSAGE_TOO_BIG"
  | "MESSAGE_DEFERRED"
  | "MESSAGE_REFUSED"
  | "MAYBE_DELIVERED";
