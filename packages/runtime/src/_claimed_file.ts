import {
  type JournalEntry,
  type JournalEvent,
  type MessageStatus,
  statusOf,
} from "@fieldpost/core";
import { acceptedEvent, acceptedOf } from "./_accepted_event.ts";
import { entriesByMessage } from "./_entries_by_message.ts";
import type { SpoolReader } from "./_spool_reader.ts";
import type { Clock } from "./clock.ts";
import { formatJournal, type JournalWriter } from "./journal_writer.ts";
import type { CleanText } from "./message_title.ts";
import type { RunJournal } from "./run_journal.ts";
import type { ClaimedFile, SpooledMessage, SpoolFile } from "./spool.ts";
import {
  readContent,
  type SpooledContent,
  type SpoolRecord,
  verifyRecord,
} from "./spool_record.ts";
import type { ProcessLock } from "./with_lock.ts";

/** Where the entries of one spool file go. */
export interface FileJournal {
  append(...entries: readonly JournalEntry[]): Promise<void>;
  note(...entries: readonly JournalEntry[]): void;
  /** Waits until everything is durable, and lets go. */
  close(): Promise<void>;
  /** Whether the file's own journal has to take the entries over. */
  readonly isOfRun: boolean;
}

/** The journal of a file, written at once: what a person's command does is for nobody to take over. */
export function ownJournal(writer: JournalWriter): FileJournal {
  return {
    append: (...entries) => writer.append(...entries),
    note: (...entries) => writer.note(...entries),
    close: () => writer.close(),
    isOfRun: false,
  };
}

/** The part of a run's journal that is about one file. */
export function journalOfRun(name: string, run: RunJournal): FileJournal {
  return {
    append: (...entries) => run.append(name, ...entries),
    note: (...entries) => run.note(name, ...entries),
    close: () => run.flush(),
    isOfRun: true,
  };
}

/** What a claimed file is held with. */
export interface HeldFile {
  readonly reader: SpoolReader;
  readonly lock: ProcessLock;
  readonly journal: FileJournal;
  readonly isTorn: boolean;
  readonly clock: Clock;
  readonly uncertainDelayMs: number;
  /** As `TitleSource`. */
  readonly clean: CleanText | undefined;
  readonly release: (file: HeldClaim) => Promise<void>;
}

/** A claimed file with what it takes to give it back. */
export class HeldClaim implements ClaimedFile {
  readonly name: string;
  readonly messages: readonly SpooledMessage[];
  readonly entries: JournalEntry[];
  readonly held: HeldFile;
  readonly #own: Map<string, readonly JournalEntry[]>;
  readonly #records: ReadonlyMap<string, SpoolRecord>;
  readonly #added: JournalEntry[] = [];
  /** How messages stand, until something is written down of them. */
  readonly #statuses = new Map<string, MessageStatus>();

  constructor(file: SpoolFile, held: HeldFile) {
    this.name = file.name;
    this.messages = file.messages;
    this.entries = [...file.entries];
    this.held = held;
    this.#own = new Map(entriesByMessage(this.entries));
    this.#records = new Map(file.messages.map(({ record }) => [record.header.message, record]));
  }

  async isIntact({ record }: SpooledMessage): Promise<boolean> {
    try {
      return await verifyRecord(this.held.reader, record);
    } catch {
      // What the disk does not give back any more would end every pass at the same place.
      return false;
    }
  }

  content({ record }: SpooledMessage): SpooledContent {
    return readContent(this.held.reader, record);
  }

  async journal(message: string, ...events: readonly JournalEvent[]): Promise<void> {
    await this.held.journal.append(...this.#add(message, events));
  }

  note(message: string, ...events: readonly JournalEvent[]): void {
    this.held.journal.note(...this.#add(message, events));
  }

  status({ record: { header } }: SpooledMessage): MessageStatus {
    const own = this.#own.get(header.message) ?? [];
    const known = this.#statuses.get(header.message);
    const status = known ?? statusOf(header, own, this.held.uncertainDelayMs);
    if (known === undefined) this.#statuses.set(header.message, status);
    return status;
  }

  async release(): Promise<void> {
    await this.held.release(this);
  }

  /** What the file's own journal has to take over. */
  get openText(): string {
    if (!this.held.journal.isOfRun || this.#added.length === 0) return "";
    return `${this.held.isTorn ? "\n" : ""}${formatJournal(this.#added)}`;
  }

  #add(message: string, events: readonly JournalEvent[]): JournalEntry[] {
    this.#statuses.delete(message);
    const own = this.#own.get(message) ?? [];
    const happened = events.map((event) => ({ message, atMs: this.held.clock.nowMs(), event }));
    const added = [...this.#acceptance(message, own), ...happened];
    this.entries.push(...added);
    this.#added.push(...added);
    this.#own.set(message, [...own, ...added]);
    return added;
  }

  /** The journal says first what the message was: when its content has gone, that is what is left. */
  #acceptance(message: string, own: readonly JournalEntry[]): readonly JournalEntry[] {
    const record = this.#records.get(message);
    if (record === undefined || acceptedOf(own) !== undefined) return [];
    const event = acceptedEvent(record, this.held);
    return [{ message, atMs: record.header.acceptedAtMs, event }];
  }
}
