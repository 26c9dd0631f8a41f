import { dirname } from "node:path";
import { formatJournalEntry, type JournalEntry } from "@fieldpost/core";
import type { DurableFile, DurableFiles } from "./durable_files.ts";
import { translateWriteError } from "./runtime_failure.ts";

/** Writes entries as the lines of a journal. */
export function formatJournal(entries: readonly JournalEntry[]): string {
  return entries
    .map((entry) => `${formatJournalEntry(entry, new Date(entry.atMs).toISOString())}\n`)
    .join("");
}

/** How a journal is written. */
export interface JournalWriterOptions {
  readonly files: DurableFiles;
  /** The file ends in half a line, which must not swallow the next one. */
  readonly startsTorn: boolean;
  /**
   * The file is new and will be long: room is made in it beforehand, as empty lines, because a sync
   * is quicker where no length changes. What is not used is cut off at the end.
   */
  readonly reserves?: boolean;
}

/** Octets that are reserved first; then as many as there are. */
const RESERVE_BYTES = 4096;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends entries to the journal of one spool file, durably: `append()` resolves when they are on
 * the disk. Entries that come while a sync is under way share the next one.
 *
 * A failed sync is final for this writer: what the disk has lost cannot be known by asking again.
 */
export class JournalWriter {
  readonly #path: string;
  readonly #files: DurableFiles;
  readonly #reserves: boolean;
  #file: DurableFile | undefined;
  #text = "";
  #waiting: Waiting[] = [];
  #isWriting = false;
  #bytes = 0;
  #end = 0;
  #reserved = 0;
  #writing: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(path: string, options: JournalWriterOptions) {
    this.#path = path;
    this.#files = options.files;
    this.#reserves = options.reserves === true;
    this.#text = options.startsTorn ? "\n" : "";
  }

  /** Octets that it was given. */
  get bytes(): number {
    return this.#bytes;
  }

  async append(...entries: readonly JournalEntry[]): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const text = formatJournal(entries);
    this.#text += text;
    this.#bytes += text.length;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (!this.#isWriting) this.#writing = this.#writeAll();
    });
  }

  /**
   * Appends entries that nobody has to wait for: they go with the next sync, which begins at once. A
   * failure is told by the next `append()`, or by `close()`.
   */
  note(...entries: readonly JournalEntry[]): void {
    this.append(...entries).catch(() => undefined);
  }

  /** Waits until everything is durable; fails when something is not. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** As `flush()`, and closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    const file = this.#file;
    this.#file = undefined;
    try {
      if (this.#reserved > this.#end) await file?.truncate(this.#end);
    } finally {
      await file?.close();
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // What other connections have to say in this turn of the event loop shares the first sync.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const text = this.#text;
      const waiting = this.#waiting;
      this.#text = "";
      this.#waiting = [];
      try {
        await this.#write(text);
        for (const { resolve } of waiting) resolve();
      } catch (error) {
        this.#failure = translateWriteError(this.#path, error);
        for (const { reject } of [...waiting, ...this.#waiting.splice(0)]) reject(this.#failure);
      }
    }
    this.#isWriting = false;
  }

  async #write(text: string): Promise<void> {
    const isFirst = this.#file === undefined;
    this.#file ??= await (this.#reserves
      ? this.#files.create(this.#path, 0o600)
      : this.#files.append(this.#path, 0o600));
    const bytes = Buffer.from(text, "utf8");
    await (this.#reserves ? this.#writeReserved(this.#file, bytes) : this.#file.write(bytes));
    await this.#file.sync();
    // A file whose name is lost says nothing: not that a message may already be delivered either.
    if (isFirst) await this.#files.syncDirectory(dirname(this.#path));
  }

  async #writeReserved(file: DurableFile, bytes: Uint8Array): Promise<void> {
    const start = this.#end;
    this.#end += bytes.length;
    if (this.#end <= this.#reserved) return await file.write(bytes, start);
    this.#reserved = Math.max(this.#end, 2 * this.#reserved, RESERVE_BYTES);
    const room = Buffer.alloc(this.#reserved - start, "\n");
    room.set(bytes);
    await file.write(room, start);
  }
}
