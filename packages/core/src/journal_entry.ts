import type { MessageOrigin } from "./message_origin.ts";
import type { LostDsn, OutcomeCode, OutcomeKind, Protection } from "./submission_outcome.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** What happened to a message in the queue. Times are in milliseconds since 1970. */
export type JournalEvent =
  | AcceptedEvent
  | {
      readonly kind: "attempt";
      readonly number: number;
      readonly host: string;
      readonly port: number;
    }
  /** Durable before the lone dot goes out: from here on these recipients may have the message. */
  | { readonly kind: "uncertain"; readonly recipients: readonly string[] }
  | {
      readonly kind: "outcome";
      readonly recipient: string;
      readonly outcome: OutcomeKind;
      readonly code: OutcomeCode;
      readonly stage: SubmissionStage;
      readonly protection: Protection;
      /** The server's own words, or what the platform said. */
      readonly words: string | undefined;
      /** What became of the notifications that the sender wanted. */
      readonly dsn?: LostDsn;
    }
  /**
   * When the open recipients are tried again. With `route` it was the path that refused the message:
   * over another one it is due at once.
   */
  | { readonly kind: "next"; readonly nextAtMs: number; readonly route?: string }
  /** Nothing is tried until a person releases it. */
  | { readonly kind: "held"; readonly why: string }
  | { readonly kind: "released" }
  /** The timetable has ended: the recipients that are still open have failed. */
  | { readonly kind: "expired" }
  /** A report tells somebody that these recipients have failed; `report` is its name in the queue. */
  | { readonly kind: "reported"; readonly recipients: readonly string[]; readonly report: string }
  | { readonly kind: "deleted" };

/**
 * What a message was. It stands before everything else that the journal says of a message, is written
 * with the first of it, and is what is left when the content has gone; journals of before had none.
 */
export interface AcceptedEvent {
  readonly kind: "accepted";
  /** Of the envelope; `null` is the null sender. */
  readonly sender: string | null;
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly sizeBytes: number;
  /** Decoded, one line, masked and cut; `null` when it has none. */
  readonly subject: string | null;
  /** The header field From, likewise. */
  readonly from: string | null;
  readonly isUrgent?: true;
  readonly origin?: MessageOrigin;
}

/** One line of a journal: which message of its spool file, when, and what. */
export interface JournalEntry {
  readonly message: string;
  readonly atMs: number;
  readonly event: JournalEvent;
}

const LINE_REGEXP = /^(\d{1,15}) (\S+) (\S+) ([a-z]+) (\{.*\})$/;
const KINDS: readonly string[] = [
  "accepted",
  "attempt",
  "uncertain",
  "outcome",
  "next",
  "held",
  "released",
  "expired",
  "reported",
  "deleted",
];

/**
 * Writes an entry as one line: milliseconds, the same moment as text, the message, the word, and the
 * facts as JSON. A line break inside stays escaped by the JSON.
 *
 * @param isoTime The moment as a person reads it; core has no calendar
 * @example
 * ```ts
 * import { formatJournalEntry, parseJournal } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const entry = { message: "01k2", atMs: 60_000, event: { kind: "held", why: "by hand" } } as const;
 * const line = formatJournalEntry(entry, "1970-01-01T00:01:00.000Z");
 * assert.equal(line, '60000 1970-01-01T00:01:00.000Z 01k2 held {"why":"by hand"}');
 * assert.deepEqual(parseJournal(`${line}\n`).entries, [entry]);
 * ```
 */
export function formatJournalEntry(entry: JournalEntry, isoTime: string): string {
  const { kind, ...facts } = entry.event;
  return `${entry.atMs} ${isoTime} ${entry.message} ${kind} ${JSON.stringify(facts)}`;
}

/** What a journal says; lines that are none are counted, a torn last line by a crash among them. */
export interface JournalReading {
  readonly entries: readonly JournalEntry[];
  readonly unreadable: number;
}

/**
 * Reads a journal; nothing throws. A line that cannot be read is passed over and counted.
 *
 * @example A line that a crash cut off
 * ```ts
 * import { parseJournal } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parseJournal("60000 1970-01-01T00:01"), { entries: [], unreadable: 1 });
 * ```
 */
export function parseJournal(text: string): JournalReading {
  const lines = text.split("\n").filter((line) => line !== "");
  const entries = lines.flatMap(parseLine);
  return { entries, unreadable: lines.length - entries.length };
}

function parseLine(line: string): JournalEntry[] {
  const match = LINE_REGEXP.exec(line);
  if (match === null) return [];
  const [, atMs = "", , message = "", kind = "", json = ""] = match;
  if (!KINDS.includes(kind)) return [];
  try {
    const event = { kind, ...(JSON.parse(json) as object) } as JournalEvent;
    return isComplete(event) ? [{ message, atMs: Number(atMs), event }] : [];
  } catch {
    return [];
  }
}

/** Whether the members that the fold relies on are there; a journal is ours, and disks err. */
function isComplete(event: JournalEvent): boolean {
  switch (event.kind) {
    case "attempt":
      return Number.isInteger(event.number);
    case "accepted":
      return Array.isArray(event.recipients) && typeof event.messageId === "string";
    case "uncertain":
    case "reported":
      return Array.isArray(event.recipients);
    case "outcome":
      return typeof event.recipient === "string" && typeof event.outcome === "string";
    case "next":
      return Number.isFinite(event.nextAtMs);
    default:
      return true;
  }
}
