import { dirname } from "node:path";
import { formatJournalEntry, type JournalEntry } from "@fieldpost/core";
import type { DurableFile, DurableFiles } from "./durable_files.ts";
import { translateWriteError } from "./runtime_failure.ts";

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
  #file: DurableFile | undefined;
  #text = "";
  #waiting: Waiting[] = [];
  #isWriting = false;
  #writing: Promise<void> = Promise.resolve();
  #failure: unknown;

  /** With `startsTorn` the file ends in half a line, which must not swallow the next one. */
  constructor(
    path: string,
    options: { readonly files: DurableFiles; readonly startsTorn: boolean },
  ) {
    this.#path = path;
    this.#files = options.files;
    this.#text = options.startsTorn ? "\n" : "";
  }

  async append(...entries: readonly JournalEntry[]): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    for (const entry of entries) {
      this.#text += `${formatJournalEntry(entry, new Date(entry.atMs).toISOString())}\n`;
    }
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
  async close(): Promise<void> {
    await this.#writing;
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    await Promise.resolve();
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
    this.#file ??= await this.#files.append(this.#path, 0o600);
    await this.#file.write(Buffer.from(text, "utf8"));
    await this.#file.sync();
    // A file whose name is lost says nothing: not that a message may already be delivered either.
    if (isFirst) await this.#files.syncDirectory(dirname(this.#path));
  }
}
