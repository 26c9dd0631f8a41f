import type { EnvelopeParameters, JournalEntry, MessageStatus } from "@fieldpost/core";

/** One message of the queue as a person wants to see it. */
export interface QueuedMessage {
  /** Its name in the queue. */
  readonly message: string;
  readonly acceptedAtMs: number;
  readonly sender: string | null;
  readonly messageId: string;
  readonly sizeBytes: number;
  readonly status: MessageStatus;
}

/** A message with everything that has happened to it. */
export interface QueuedMessageDetail extends QueuedMessage {
  /** `null` when it has none. */
  readonly subject: string | null;
  readonly journal: readonly JournalEntry[];
  /** What the sender wants besides delivery; absent, nothing. */
  readonly parameters?: EnvelopeParameters;
}

/** A message that has left the queue: delivered, failed or deleted; its journal is what is known. */
export type EndedMessage = Pick<
  QueuedMessageDetail,
  "message" | "acceptedAtMs" | "status" | "journal"
>;
