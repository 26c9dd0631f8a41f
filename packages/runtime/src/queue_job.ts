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
  type TranscriptLine,
} from "@fieldpost/core";
import type { SubmissionJob } from "./_submission_job.ts";
import type { Clock } from "./clock.ts";
import { logEventOf } from "./log_event_of.ts";
import type { ClaimedFile, SpooledMessage } from "./spool.ts";
import type { SpoolHeader } from "./spool_record.ts";
import type { SystemLog } from "./system_log.ts";
import { toAscii } from "./to_ascii.ts";

/** What jobs of a queue work with. */
export interface QueueJobOptions {
  readonly clock: Clock;
  readonly log: SystemLog;
  readonly timetable: RetryTimetable;
  /** What becomes of a message that may already be delivered. */
  readonly uncertain: "again" | "ask";
  /** From 0 to below 1, new each time. */
  readonly dice: () => number;
}

/** One attempt to deliver one spooled message to the recipients that are still open. */
export interface QueueJob {
  readonly file: ClaimedFile;
  readonly message: SpooledMessage;
  readonly recipients: readonly string[];
}

/** What became of an attempt, and what was said. */
export interface EndedAttempt extends TransactionOutcome {
  readonly dialogue: () => readonly TranscriptLine[];
}

/** Why a message is held that may already be delivered, where a person wants to be asked. */
export const ASK_REASON = "it may already be delivered: release it to send it again, or delete it";

/** When a message is given up. */
export function giveUpAtMs(header: SpoolHeader, timetable: RetryTimetable): number {
  return header.acceptedAtMs + timetableOf(header, timetable).giveUpAfterMs;
}

/** The timetable of a message: it may have less patience than the queue, never more. */
function timetableOf({ giveUpAfterMs }: SpoolHeader, timetable: RetryTimetable): RetryTimetable {
  if (giveUpAfterMs === undefined || giveUpAfterMs >= timetable.giveUpAfterMs) return timetable;
  return { ...timetable, giveUpAfterMs };
}

/**
 * Makes an attempt into a job for a connection: the journal says that it begins, says before the lone
 * dot who may have it, and afterwards what became of it and when it is tried again.
 */
export function submissionJobOf(
  job: QueueJob,
  at: { readonly host: string; readonly port: number; readonly fingerprint: string },
  options: QueueJobOptions & {
    readonly ended: (job: QueueJob, attempt: EndedAttempt) => Promise<void>;
  },
): SubmissionJob {
  const { file, message, recipients } = job;
  const { header, contentBytes, eightBit } = message.record;
  const number = message.status.attempts + 1;
  const attempt = { kind: "attempt", number, host: at.host, port: at.port } as const;
  let isBegun = false;
  return {
    transaction: {
      sender: header.sender === null ? null : addressOf(header.sender),
      recipients: recipients.map(addressOf),
      content: { sizeBytes: contentBytes, eightBit },
      parameters: header.parameters,
    },
    content: () => file.content(message),
    beforeFinalDot: async (uncertain) => {
      // One sync for both: an attempt that came to nothing need not be known after a crash.
      await file.journal(header.message, attempt, { kind: "uncertain", recipients: uncertain });
      isBegun = true;
    },
    done: async ({ recipients: outcomes, protection }: TransactionOutcome, dialogue) => {
      const events = outcomes.map((outcome) => outcomeEvent(outcome, protection));
      const { fingerprint } = at;
      const next = nextEvent(outcomes, { ...options, number, header, fingerprint });
      // The next message does not wait for this: after a crash the mark before the lone dot stands.
      file.note(header.message, ...(isBegun ? [] : [attempt]), ...events, ...next);
      for (const outcome of outcomes) {
        const lastWords = lastWordsOf(outcome.verdict);
        const { messageId } = header;
        options.log.note(logEventOf({ ...outcome, messageId, protection, lastWords }));
      }
      await options.ended(job, { recipients: outcomes, protection, dialogue });
    },
  };
}

// What was accepted was an address; a header that says otherwise is damage.
function addressOf(text: string): EmailAddress {
  return parseEmailAddress(text, toAscii);
}

function outcomeEvent(
  { recipient, verdict, dsn }: RecipientOutcome,
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
    ...(dsn === undefined ? {} : { dsn }),
  };
}

interface NextOptions extends QueueJobOptions {
  readonly number: number;
  readonly header: SpoolHeader;
  readonly fingerprint: string;
}

/** When the open recipients are tried again, or that it is too late; nothing when none is open. */
function nextEvent(outcomes: readonly RecipientOutcome[], options: NextOptions): JournalEvent[] {
  const reason = reasonOf(outcomes);
  if (reason === undefined) return [];
  if (reason === "uncertain" && options.uncertain === "ask") {
    return [{ kind: "held", why: ASK_REASON }];
  }
  const { clock, dice, number: attempts, header, fingerprint } = options;
  const { acceptedAtMs } = header;
  const situation = { reason, attempts, acceptedAtMs, nowMs: clock.nowMs(), dice: dice() };
  const timetable = timetableOf(header, options.timetable);
  if (header.sender !== null && isHeldByPath(outcomes)) {
    // A setting is wrong, not the message: it does not grow too old until a person has changed it.
    const ageless = { ...situation, acceptedAtMs: situation.nowMs };
    const nextAtMs = nextAttempt(ageless, timetable) ?? situation.nowMs;
    return [{ kind: "next", nextAtMs, route: fingerprint }];
  }
  const nextAtMs = nextAttempt(situation, timetable);
  return nextAtMs === undefined ? [{ kind: "expired" }] : [{ kind: "next", nextAtMs }];
}

function isHeldByPath(outcomes: readonly RecipientOutcome[]): boolean {
  return outcomes.every(({ verdict: { kind, scope } }) => kind === "hold" && scope === "path");
}

function reasonOf(outcomes: readonly RecipientOutcome[]): RetryReason | undefined {
  const open = outcomes
    .map(({ verdict }) => verdict)
    .filter(({ kind }) => kind !== "delivered" && kind !== "permanent");
  if (open.length === 0) return undefined;
  if (open.some(({ kind }) => kind === "uncertain")) return "uncertain";
  return open.every(({ code }) => code === "RECIPIENT_DEFERRED") ? "greylisted" : "deferred";
}
