import {
  type EmailAddress,
  type JournalEvent,
  lastWordsOf,
  nextAttempt,
  parseEmailAddress,
  type RecipientOutcome,
  type RetryReason,
  type RetryTimetable,
  type TransactionOutcome,
} from "@fieldpost/core";
import type { SubmissionJob } from "./_connection_driver.ts";
import type { Clock } from "./clock.ts";
import { logOutcome } from "./log_outcome.ts";
import type { ClaimedFile, SpooledMessage } from "./spool.ts";
import type { SystemLog } from "./system_log.ts";
import { toAscii } from "./to_ascii.ts";

/** What jobs of a queue work with. */
export interface QueueJobOptions {
  readonly clock: Clock;
  readonly log: SystemLog;
  readonly timetable: RetryTimetable;
  /** From 0 to below 1, new each time. */
  readonly dice: () => number;
}

/** One attempt to deliver one spooled message to the recipients that are still open. */
export interface QueueJob {
  readonly file: ClaimedFile;
  readonly message: SpooledMessage;
  readonly recipients: readonly string[];
}

/**
 * Makes an attempt into a job for a connection: the journal says that it begins, says before the lone
 * dot who may have it, and afterwards what became of it and when it is tried again.
 */
export function submissionJobOf(
  job: QueueJob,
  at: { readonly host: string; readonly port: number },
  options: QueueJobOptions & { readonly ended: (job: QueueJob) => Promise<void> },
): SubmissionJob {
  const { file, message, recipients } = job;
  const { header, contentBytes, eightBit } = message.record;
  const number = message.status.attempts + 1;
  return {
    transaction: {
      sender: header.sender === null ? null : addressOf(header.sender),
      recipients: recipients.map(addressOf),
      content: { sizeBytes: contentBytes, eightBit },
    },
    content: () => file.content(message),
    beforeFinalDot: async (uncertain) => {
      // One sync for both: an attempt that came to nothing need not be known after a crash.
      const attempt = { kind: "attempt", number, ...at } as const;
      await file.journal(header.message, attempt, { kind: "uncertain", recipients: uncertain });
    },
    done: async ({ recipients: outcomes, protection }: TransactionOutcome) => {
      const events = outcomes.map((outcome) => outcomeEvent(outcome, protection));
      const attempt = { kind: "attempt", number, ...at } as const;
      const next = nextEvent(outcomes, { ...options, number, acceptedAtMs: header.acceptedAtMs });
      await file.journal(header.message, attempt, ...events, ...next);
      for (const outcome of outcomes) {
        const lastWords = lastWordsOf(outcome.verdict);
        await logOutcome(options.log, {
          ...outcome,
          messageId: header.messageId,
          protection,
          lastWords,
        });
      }
      await options.ended(job);
    },
  };
}

// What was accepted was an address; a header that says otherwise is damage.
function addressOf(text: string): EmailAddress {
  return parseEmailAddress(text, toAscii);
}

function outcomeEvent(
  { recipient, verdict }: RecipientOutcome,
  protection: TransactionOutcome["protection"],
): JournalEvent {
  const { kind: outcome, code, stage } = verdict;
  return {
    kind: "outcome",
    recipient,
    outcome,
    code,
    stage,
    protection,
    words: lastWordsOf(verdict),
  };
}

/** When the open recipients are tried again, or that it is too late; nothing when none is open. */
function nextEvent(
  outcomes: readonly RecipientOutcome[],
  options: QueueJobOptions & { readonly number: number; readonly acceptedAtMs: number },
): JournalEvent[] {
  const reason = reasonOf(outcomes);
  if (reason === undefined) return [];
  const { clock, timetable, dice, number, acceptedAtMs } = options;
  const situation = { reason, attempts: number, acceptedAtMs, nowMs: clock.nowMs(), dice: dice() };
  const nextAtMs = nextAttempt(situation, timetable);
  return nextAtMs === undefined ? [{ kind: "expired" }] : [{ kind: "next", nextAtMs }];
}

function reasonOf(outcomes: readonly RecipientOutcome[]): RetryReason | undefined {
  const open = outcomes
    .map(({ verdict }) => verdict)
    .filter(({ kind }) => kind !== "delivered" && kind !== "permanent");
  if (open.length === 0) return undefined;
  if (open.some(({ kind }) => kind === "uncertain")) return "uncertain";
  return open.every(({ code }) => code === "RECIPIENT_DEFERRED") ? "greylisted" : "deferred";
}
