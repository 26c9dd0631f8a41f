import type {
  Capabilities,
  Protection,
  RecipientOutcome,
  SessionGoal,
  SubmissionTransaction,
  TranscriptLine,
  Verdict,
} from "@fieldpost/core";
import { ConnectionDriver } from "./_connection_driver.ts";
import type { ConnectionOptions } from "./_connection_options.ts";
import type { SubmissionJob } from "./_submission_job.ts";

const CHUNK_BYTES = 64 * 1024;

/** What to submit, and how. */
export interface Submission extends Omit<ConnectionOptions, "nextJob" | "until"> {
  readonly transaction: SubmissionTransaction;
  readonly content: Uint8Array;
}

/** A connection that is opened as for mail, and then closed. */
export interface Rehearsal extends Omit<ConnectionOptions, "nextJob" | "until"> {
  readonly until: Exclude<SessionGoal, "transaction">;
}

/** How far a rehearsal came. */
export interface RehearsalReport {
  /** What broke it off; `undefined` when it came to its end. */
  readonly failure: Verdict | undefined;
  readonly protection: Protection;
  readonly capabilities: Capabilities;
  /** Secrets are masked in it. */
  readonly transcript: readonly TranscriptLine[];
}

/** What became of a submission. */
export interface SubmissionReport {
  /** One per recipient, in the order of the transaction. */
  readonly recipients: readonly RecipientOutcome[];
  readonly protection: Protection;
  /** Secrets are masked in it. */
  readonly transcript: readonly TranscriptLine[];
}

/**
 * Submits one message over a real connection: opens it, lets core's session decide, performs what
 * it asks for, and closes.
 *
 * A server that refuses the chunks that it offers is asked again line by line, over a new connection.
 * IPv6 and IPv4 addresses are raced, 250 ms apart. Recipients that the server would not take in the
 * same transaction follow in the next. *Diagnostics*: never throws for anything a server or the
 * network does, that is an outcome.
 */
export async function submit(submission: Submission): Promise<SubmissionReport> {
  const first = await submitOnce(submission);
  const isLeft = (at: number) => first.recipients[at]?.verdict.code === "CHUNKING_REFUSED";
  const recipients = submission.transaction.recipients.filter((_, at) => isLeft(at));
  if (recipients.length === 0) return first;
  // The server cannot do what it offers: the next session does not ask for it.
  const transaction = { ...submission.transaction, recipients };
  const plan = { ...submission.plan, chunking: false };
  const again = await submitOnce({ ...submission, plan, transaction });
  const outcomes = new Map(again.recipients.map((outcome) => [outcome.recipient, outcome]));
  return {
    recipients: first.recipients.map((outcome) => outcomes.get(outcome.recipient) ?? outcome),
    protection: again.protection,
    transcript: [...first.transcript, ...again.transcript],
  };
}

async function submitOnce(submission: Submission): Promise<SubmissionReport> {
  const rounds = new SubmissionRounds(submission);
  const driver = new ConnectionDriver({ ...submission, nextJob: async () => rounds.next() });
  const { failure, protection } = await driver.run();
  return {
    recipients: rounds.outcomes(failure),
    protection: rounds.protection ?? protection,
    transcript: driver.transcript,
  };
}

/**
 * Opens a connection as `submit()` does, up to EHLO or with the login, and ends it: the session's
 * rules are those of a submission, and nothing of a message leaves.
 *
 * *Diagnostics*: as `submit()`.
 */
export async function rehearse(rehearsal: Rehearsal): Promise<RehearsalReport> {
  const driver = new ConnectionDriver({ ...rehearsal, nextJob: async () => undefined });
  const { failure, protection, capabilities } = await driver.run();
  return { failure, protection, capabilities, transcript: driver.transcript };
}

/** The transactions of one message: all recipients first, then those that did not fit. */
class SubmissionRounds {
  readonly #submission: Submission;
  readonly #outcomes = new Map<string, RecipientOutcome>();
  #lastCount = Number.POSITIVE_INFINITY;
  protection: Protection | undefined;

  constructor(submission: Submission) {
    this.#submission = submission;
  }

  /** The next round, as long as each one takes at least one recipient. */
  next(): SubmissionJob | undefined {
    const { transaction, content } = this.#submission;
    const recipients = transaction.recipients.filter(({ text }) => this.#isLeft(text));
    if (recipients.length === 0 || recipients.length >= this.#lastCount) return undefined;
    this.#lastCount = recipients.length;
    return {
      transaction: { ...transaction, recipients },
      content: () => piecesOf(content),
      done: async (outcome) => {
        this.protection = outcome.protection;
        for (const each of outcome.recipients) this.#outcomes.set(each.recipient, each);
      },
    };
  }

  /** One per recipient; whoever was not reached has the failure of the session. */
  outcomes(failure: Verdict | undefined): RecipientOutcome[] {
    return this.#submission.transaction.recipients.flatMap(({ text }): RecipientOutcome[] => {
      const outcome = this.#outcomes.get(text);
      if (outcome !== undefined) return [outcome];
      return failure === undefined ? [] : [{ recipient: text, verdict: failure }];
    });
  }

  #isLeft(recipient: string): boolean {
    const outcome = this.#outcomes.get(recipient);
    return outcome === undefined || outcome.verdict.code === "TOO_MANY_RECIPIENTS";
  }
}

function* piecesOf(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += CHUNK_BYTES) {
    yield content.subarray(at, at + CHUNK_BYTES);
  }
}
