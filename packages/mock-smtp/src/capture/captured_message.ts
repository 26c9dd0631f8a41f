import type { ParsedMail } from "mailparser";
import { contentWarnings } from "../engine/content_warnings.ts";
import { removeDotStuffing } from "../engine/dot_stuffing.ts";
import type {
  CompleteTransaction,
  Envelope,
  RefusedRecipient,
  TransactionTimes,
} from "../engine/mail_transaction.ts";
import type { ProtocolWarning } from "../engine/protocol_warning.ts";
import type { SessionRecord } from "../engine/session_record.ts";
import type { TranscriptEntry } from "../engine/transcript.ts";
import type { AuthFacts, CapturedSession, TlsFacts } from "./captured_session.ts";
import { ContentSlabs, type KeptContent } from "./content_slabs.ts";
import { type HeaderField, parseHeaderFields } from "./header_fields.ts";

/** A message that the server accepted, with everything that is known about how it came. */
export interface CapturedMessage {
  /** Counts from 1 in the order of acceptance, over the whole server. */
  readonly sequence: number;
  /** What the final reply called it: `250 2.0.0 Ok: queued as <id>`. */
  readonly id: string;
  readonly receivedAt: Date;
  /** Who it is from and to, according to MAIL and RCPT. */
  readonly envelope: Envelope;
  /** Recipients that the server refused in the same transaction. */
  readonly refusedRecipients: readonly RefusedRecipient[];
  /** The command that carried the content. */
  readonly transfer: "DATA" | "BDAT";
  /** The message exactly as its sender made it: dot-stuffing removed, nothing else touched. */
  readonly raw: Buffer;
  /** The bytes that followed the 354, with dot-stuffing and final dot; after BDAT same as `raw`. */
  readonly wire: Buffer;
  /** How the channel was protected when the message came; `null` means in clear. */
  readonly tls: TlsFacts | null;
  /** Who had logged in; `null` means nobody. */
  readonly auth: AuthFacts | null;
  /** What the client called itself. */
  readonly helloName: string | null;
  /** The session that brought it. */
  readonly session: CapturedSession;
  /** What was said from MAIL to the final reply. */
  readonly transcript: readonly TranscriptEntry[];
  readonly times: TransactionTimes;
  /** Irregularities of the session and of this message. */
  readonly warnings: readonly ProtocolWarning[];
  /** The header, decoded. */
  readonly headers: readonly HeaderField[];
  /** The decoded Subject, `undefined` if there is none. */
  readonly subject: string | undefined;
  /** The decoded value of the first field of that name, whatever its case. */
  header(name: string): string | undefined;
  /**
   * The message as mailparser sees it: text, html, attachments. Parsed once, on first use.
   *
   * @throws {RangeError} If it has more MIME parts than `mimePartLimit` allows.
   */
  parsed(): Promise<ParsedMail>;
}

const DEFAULT_MIME_PART_LIMIT = 1000;

/** Where a message stands and when it came. */
export interface Arrival {
  readonly sequence: number;
  readonly receivedAt: Date;
  /** MIME parts that `parsed()` takes apart. @default {1000} */
  readonly mimePartLimit?: number;
  /** Where its content is kept. @default {a place of its own} */
  readonly slabs?: ContentSlabs;
}

/** Makes the lasting form of a transaction; reading of the content is put off until asked for. */
export function captureMessage(
  transaction: CompleteTransaction,
  record: SessionRecord,
  arrival: Arrival,
): CapturedMessage {
  return new LazyMessage(transaction, record, arrival);
}

class LazyMessage implements CapturedMessage {
  readonly sequence: number;
  readonly #receivedAtMs: number;
  readonly #content: KeptContent;
  readonly #transaction: CompleteTransaction;
  readonly #mimePartLimit: number;
  readonly #record: SessionRecord;
  #wire: Buffer | undefined;
  #raw: Buffer | undefined;
  #headers: readonly HeaderField[] | undefined;
  #warnings: readonly ProtocolWarning[] | undefined;
  #parsed: Promise<ParsedMail> | undefined;

  constructor(transaction: CompleteTransaction, record: SessionRecord, arrival: Arrival) {
    this.sequence = arrival.sequence;
    this.#receivedAtMs = arrival.receivedAt.getTime();
    this.#mimePartLimit = arrival.mimePartLimit ?? DEFAULT_MIME_PART_LIMIT;
    this.#content = (arrival.slabs ?? new ContentSlabs()).keep(transaction.pieces);
    transaction.pieces.length = 0;
    this.#transaction = transaction;
    this.#record = record;
  }

  get receivedAt(): Date {
    return new Date(this.#receivedAtMs);
  }

  get id(): string {
    return this.#transaction.id;
  }

  get envelope(): Envelope {
    return this.#transaction.envelope;
  }

  get refusedRecipients(): readonly RefusedRecipient[] {
    return this.#transaction.refusedRecipients;
  }

  get transfer(): "DATA" | "BDAT" {
    return this.#transaction.transfer;
  }

  get tls(): TlsFacts | null {
    return this.#transaction.tls;
  }

  get auth(): AuthFacts | null {
    return this.#transaction.auth;
  }

  get helloName(): string | null {
    return this.#transaction.helloName;
  }

  get times(): TransactionTimes {
    return this.#transaction.times;
  }

  get warnings(): readonly ProtocolWarning[] {
    this.#warnings ??= [...this.#transaction.warnings, ...contentWarnings(this)];
    return this.#warnings;
  }

  get session(): CapturedSession {
    return this.#record;
  }

  get transcript(): readonly TranscriptEntry[] {
    const { transcriptStart, transcriptEnd } = this.#transaction;
    return this.#record.log.slice(transcriptStart, transcriptEnd);
  }

  get wire(): Buffer {
    this.#wire ??= this.#content.join();
    return this.#wire;
  }

  get raw(): Buffer {
    this.#raw ??= this.transfer === "BDAT" ? this.wire : removeDotStuffing(this.wire);
    return this.#raw;
  }

  get headers(): readonly HeaderField[] {
    this.#headers ??= parseHeaderFields(this.raw);
    return this.#headers;
  }

  get subject(): string | undefined {
    return this.header("subject");
  }

  header(name: string): string | undefined {
    const wanted = name.toLowerCase();
    return this.headers.find((field) => field.name.toLowerCase() === wanted)?.value;
  }

  parsed(): Promise<ParsedMail> {
    this.#parsed ??= parseMail(this.raw, this.#mimePartLimit);
    return this.#parsed;
  }
}

/** Loaded on first use: most tests never look inside, and start-up stays fast. */
async function parseMail(raw: Buffer, partLimit: number): Promise<ParsedMail> {
  if (hasMoreParts(raw, partLimit)) {
    throw new RangeError(
      `Cannot parse a message of more than ${partLimit} MIME parts: mimePartLimit sets how many`,
    );
  }
  const { simpleParser } = await import("mailparser");
  return simpleParser(raw);
}

const PART_REGEXP = /^content-type[ \t]*:/gim;

/** Every part but the plainest has a Content-Type, which is found without taking it apart. */
function hasMoreParts(raw: Buffer, limit: number): boolean {
  let count = 0;
  for (const _ of raw.toString("latin1").matchAll(PART_REGEXP)) {
    count++;
    if (count > limit) {
      return true;
    }
  }
  return false;
}
