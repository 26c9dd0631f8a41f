import type {
  AcceptedEvent,
  EnvelopeParameters,
  JournalEntry,
  MessageOrigin,
  MessageStatus,
} from "@fieldpost/core";
import type { DescribedMessage } from "./spool.ts";

/** What is known of a message beside how it stands: in the queue always, afterwards by its journal. */
export interface MessageFacts {
  /** Of the envelope; `null` is the null sender. */
  readonly sender: string | null;
  readonly messageId: string;
  readonly sizeBytes: number;
  /** Decoded, one line, masked and cut; `null` when it has none. */
  readonly subject: string | null;
  /** The header field From, likewise. */
  readonly from: string | null;
  readonly isUrgent: boolean;
  /** What handed it over; absent, that is not known. */
  readonly origin?: MessageOrigin;
}

/** That a connection has taken a message up and is not done with it. */
export interface SendingNow {
  readonly sinceMs: number;
  readonly host: string;
  readonly port: number;
}

/** One message of the queue as a person wants to see it. */
export interface QueuedMessage extends MessageFacts {
  /** Its name in the queue. */
  readonly message: string;
  readonly acceptedAtMs: number;
  readonly status: MessageStatus;
  /** Absent, it is not being sent at this moment. */
  readonly sending?: SendingNow;
}

/** A message with everything that has happened to it. */
export interface QueuedMessageDetail extends QueuedMessage {
  readonly journal: readonly JournalEntry[];
  /** What the sender wants besides delivery; absent, nothing. */
  readonly parameters?: EnvelopeParameters;
}

/**
 * A message that has left the queue: delivered, failed or deleted. Its journal is what is known; one
 * that an earlier version has written tells no facts.
 */
export interface EndedMessage
  extends Pick<QueuedMessageDetail, "message" | "acceptedAtMs" | "status" | "journal">,
    Partial<MessageFacts> {}

/** What a journal says of a message's acceptance, as facts. */
export function factsOf({ kind: _, recipients: __, ...event }: AcceptedEvent): MessageFacts {
  return { ...event, isUrgent: event.isUrgent === true };
}

/** A message of the queue as it was read there. */
export function queuedMessage(
  { record, status, accepted, journal }: DescribedMessage,
  sending: ReadonlyMap<string, SendingNow>,
): QueuedMessageDetail {
  const { message, acceptedAtMs, parameters } = record.header;
  const now = status.phase === "waiting" ? sending.get(message) : undefined;
  return {
    ...{ message, acceptedAtMs, status, journal },
    ...factsOf(accepted),
    ...(parameters === undefined ? {} : { parameters }),
    ...(now === undefined ? {} : { sending: now }),
  };
}
