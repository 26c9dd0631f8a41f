import {
  describeProtection,
  type OutcomeKind,
  type Protection,
  type RecipientOutcome,
} from "@fieldpost/core";
import type { SystemLog } from "./system_log.ts";

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

/** Writes one line about what became of a message for a recipient, and how the channel was protected. */
export async function logOutcome(log: SystemLog, outcome: LoggedOutcome): Promise<void> {
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
  await log.append({ event: "mail-outcome", text, facts });
}
