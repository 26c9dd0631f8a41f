import {
  describeProtection,
  type OutcomeKind,
  type Protection,
  type RecipientOutcome,
} from "@fieldpost/core";
import type { LogEvent } from "./system_log.ts";

/** What the log tells of one recipient of one attempt. */
export interface LoggedOutcome extends RecipientOutcome {
  readonly messageId: string;
  readonly protection: Protection;
  /** What the server, or the platform, said last. */
  readonly lastWords: string | undefined;
}

const NO_DSN =
  "; the server offers no notifications (DSN), so what was wanted of them was not sent";

/** What a person calls each kind of outcome. */
const WORDS: Readonly<Record<OutcomeKind, string>> = {
  delivered: "delivered",
  transient: "not delivered yet",
  permanent: "failed",
  hold: "held until something is changed",
  uncertain: "perhaps delivered",
};

/** What became of a message for a recipient, and how the channel was protected, as an event of the log. */
export function logEventOf(outcome: LoggedOutcome): LogEvent {
  const { messageId, recipient, verdict, protection, lastWords, dsn } = outcome;
  const words = lastWords === undefined ? "" : `: ${lastWords}`;
  const text = `Email to ${recipient} ${WORDS[verdict.kind]}, ${describeProtection(protection)}${words}${dsn === undefined ? "" : NO_DSN}`;
  const { kind, code, stage } = verdict;
  const facts = {
    messageId,
    recipient,
    kind,
    code,
    stage,
    protection,
    ...(dsn === undefined ? {} : { dsn }),
  };
  return { event: "mail-outcome", text, facts };
}
