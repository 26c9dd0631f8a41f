import type { Protection, RecipientOutcome } from "@fieldpost/core";
import { describeProtection } from "./describe_protection.ts";
import type { SystemLog } from "./system_log.ts";

/** What the log tells of one recipient of one attempt. */
export interface LoggedOutcome extends RecipientOutcome {
  readonly messageId: string;
  readonly protection: Protection;
  /** What the server, or the platform, said last. */
  readonly lastWords: string | undefined;
}

/** Writes one line about what became of a message for a recipient, and how the channel was protected. */
export async function logOutcome(log: SystemLog, outcome: LoggedOutcome): Promise<void> {
  const { messageId, recipient, verdict, protection, lastWords } = outcome;
  const words = lastWords === undefined ? "" : `: ${lastWords}`;
  const text = `Email to ${recipient} ${verdict.kind}, ${describeProtection(protection)}${words}`;
  const { kind, code, stage } = verdict;
  const facts = { messageId, recipient, kind, code, stage, protection };
  await log.append({ event: "mail-outcome", text, facts });
}
