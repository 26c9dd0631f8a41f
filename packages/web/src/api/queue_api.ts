import type { DiagnosisView, RecipientResultView } from "./mail_views.ts";

/** How many messages are where. */
export interface QueueSummary {
  readonly waiting: number;
  /** How many of those that wait are being sent at this moment. */
  readonly sending: number;
  readonly held: number;
  /** ISO 8601; `null` when nothing waits. */
  readonly oldestAt: string | null;
  readonly nextAttemptAt: string | null;
  /** Why nothing leaves at all, when that is so. */
  readonly path: PathView | null;
}

/** What keeps the queue as a whole. */
export interface PathView {
  readonly code: string;
  readonly meaning: string;
  readonly retryAt: string | null;
  /** The key to look at, where one is known. */
  readonly key: string | null;
  /** `null` where settings refuse, or the catalogue has no explanation. */
  readonly diagnosis: DiagnosisView | null;
}

/** What handed a message over. */
export interface OriginView {
  readonly kind: "event" | "report" | "command" | "sendmail" | "smtp" | "nodemailer" | "pages";
  /** Which event, the message that a report tells of, or who asked the pages for it. */
  readonly name: string | null;
}

/** Since when a message is being sent, and to where. */
export interface SendingView {
  readonly since: string;
  readonly host: string;
  readonly port: number;
}

/** A message in the list: of the queue, or one that has ended. */
export interface MessageRow {
  readonly message: string;
  readonly acceptedAt: string;
  /** Of the envelope; `null` is the null sender, or that of one of before that has ended. */
  readonly sender: string | null;
  /** The header field From, decoded; `null` when it has none. */
  readonly from: string | null;
  readonly recipients: readonly string[];
  /** Decoded, masked, one line of at most 300 characters; `null` when it has none. */
  readonly subject: string | null;
  readonly sizeBytes: number | null;
  /** What handed it over; `null` when that is not known. */
  readonly origin: OriginView | null;
  /** `partial`: delivered to some, failed for others. */
  readonly phase: "waiting" | "sending" | "held" | "delivered" | "partial" | "failed" | "deleted";
  /** What a connection is doing with it at this moment, in the phase `sending`. */
  readonly sending: SendingView | null;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly isUrgent: boolean;
  /** Sent to the end, and the answer lost with the connection. */
  readonly mayBeDelivered: boolean;
  /** How the channel was protected, in words; `null` before an attempt. */
  readonly protection: string | null;
  /** Whether that was encrypted and verified, encrypted only, or in clear. */
  readonly protectionLevel: "verified" | "encrypted" | "clear" | null;
  readonly lastMeaning: string | null;
}

/** `GET /api/v1/queue?limit=&after=&search=&state=`: oldest first. */
export interface QueueState {
  readonly summary: QueueSummary;
  readonly rows: readonly MessageRow[];
  /** Pass it as `after` for the next rows, of which there may be none yet; `null` at the end. */
  readonly next: string | null;
  /** Messages that have left the queue, newest first. */
  readonly ended: readonly MessageRow[];
}

/** `GET /api/v1/queue/{message}`. */
export interface MessageStory extends MessageRow {
  /** `null` when its journal does not say it: it has ended under an earlier version. */
  readonly messageId: string | null;
  readonly journal: readonly JournalLine[];
  /** The dialogue of the last attempt, masked; empty when none is kept. */
  readonly transcript: readonly TranscriptLineView[];
  readonly outcomes: readonly RecipientResultView[];
  /** What keeps this message and every other one, while it waits. */
  readonly path: PathView | null;
}

/** One thing that happened to a message. */
export interface JournalLine {
  readonly at: string;
  readonly kind: string;
  readonly text: string;
}

/** One line of a dialogue. */
export interface TranscriptLineView {
  readonly from: "client" | "server" | "note";
  readonly text: string;
}

/** `POST /api/v1/queue/{message}`: `retry` is a release that also forgets the path's fault. */
export interface MessageCommandRequest {
  readonly command: "hold" | "release" | "delete" | "retry";
}

/** `POST /api/v1/messages`: a program hands a message over. */
export interface SubmitRequest {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly isUrgent?: boolean;
}

/** What it is called in the queue: it is durable when this is answered. */
export interface SubmitAnswer {
  readonly message: string;
  readonly messageId: string;
}
