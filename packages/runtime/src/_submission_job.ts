import type { SubmissionTransaction, TransactionOutcome, TranscriptLine } from "@fieldpost/core";

/** One transaction for a connection, with its content and what to do as it goes. */
export interface SubmissionJob {
  readonly transaction: SubmissionTransaction;
  /** The content in pieces; asked for once, when it is to be sent. */
  content(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Awaited before the end of the content goes out; when it fails, the end does not go out. */
  beforeFinalDot?(recipients: readonly string[]): Promise<void>;
  /** Awaited before anything else is sent; `dialogue` is that of the opening and of this transaction. */
  done(outcome: TransactionOutcome, dialogue: () => readonly TranscriptLine[]): Promise<void>;
}
