import { type FileHandle, mkdir, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type JournalEntry,
  type JournalEvent,
  type MessageStatus,
  parseJournal,
  statusOf,
} from "@fieldpost/core";
import { entriesByMessage } from "./_entries_by_message.ts";
import { readOptional, tolerateMissing } from "./_optional_files.ts";
import { ReadWindow } from "./_read_window.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import { JournalWriter } from "./journal_writer.ts";
import { pruneJournals } from "./prune_journals.ts";
import { errorCodeOf, translateWriteError } from "./runtime_failure.ts";
import { readContent, readRecord, type SpoolRecord, verifyRecord } from "./spool_record.ts";
import { type SpoolDeposit, SpoolWriter } from "./spool_writer.ts";
import type { SystemLog } from "./system_log.ts";
import { type ProcessLock, tryLock } from "./with_lock.ts";

/** What a spool works with. */
export interface SpoolOptions {
  readonly path: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
  readonly log: SystemLog;
  /** How long a message waits whose lone dot got no answer. */
  readonly uncertainDelayMs: number;
}

/** One message of a spool file, with its status. */
export interface SpooledMessage {
  readonly record: SpoolRecord;
  readonly status: MessageStatus;
}

/** A spool file as it was read: its messages, and the journal that they share. */
export interface SpoolFile {
  /** Its name, without an ending. */
  readonly name: string;
  readonly messages: readonly SpooledMessage[];
  readonly entries: readonly JournalEntry[];
}

/** A spool file that this process alone may work on. */
export interface ClaimedFile extends SpoolFile {
  /** Whether the content of a message is what was accepted: it is read and compared whole. */
  isIntact(message: SpooledMessage): Promise<boolean>;
  /** Reads the content of a message; a piece is only good until the next one. */
  content(message: SpooledMessage): AsyncIterable<Uint8Array>;
  /** Writes down what happened, durably. */
  journal(message: string, ...events: readonly JournalEvent[]): Promise<void>;
  /** Writes down what nobody has to wait for; it is durable when the file is given back. */
  note(message: string, ...events: readonly JournalEvent[]): void;
  /** How a message stands after what was written down meanwhile. */
  status(message: SpooledMessage): MessageStatus;
  /** Gives the file back. */
  release(): Promise<void>;
}

const FILE_REGEXP = /^([0-9a-z]{19})_(\d{1,4})u?\.mail$/;

/** Whether the messages of a file are urgent. */
export function isUrgentName(name: string): boolean {
  return name.endsWith("u");
}

/**
 * The messages of a unit on disk: `queue/` holds files of one or more messages, each with a journal
 * beside it once something has happened to it; `done/` the newest journals of what was delivered,
 * `failed/` file and journal of what was not, `quarantine/` what cannot be read.
 *
 * Several processes may accept and several may deliver: a file is worked on under a claim, and the
 * claim of a process that has died is taken over. Nothing is ever deleted but the content of what was
 * delivered, or of what a person deletes. *Diagnostics*: one file that cannot be read is set aside,
 * logged and does not stop the others.
 */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #writer: SpoolWriter;

  private constructor(options: SpoolOptions) {
    this.#options = options;
    const { files, clock } = options;
    this.#writer = new SpoolWriter({ queuePath: join(options.path, "queue"), files, clock });
  }

  /**
   * Opens a spool, making its directories when they are missing.
   *
   * @throws {RuntimeFailure} If they cannot be made
   */
  static async open(options: SpoolOptions): Promise<Spool> {
    try {
      for (const part of ["queue", "done", "failed", "quarantine"]) {
        await mkdir(join(options.path, part), { recursive: true, mode: 0o700 });
      }
    } catch (error) {
      throw translateWriteError(options.path, error);
    }
    return new Spool(options);
  }

  /**
   * Accepts a message: once this has resolved, it is delivered, reported failed, or still here.
   *
   * @returns Its name in the queue.
   * @throws {RuntimeFailure} If the disk refuses; then nothing was accepted
   */
  async accept(deposit: SpoolDeposit): Promise<string> {
    return await this.#writer.accept(deposit);
  }

  /** The files in the queue, in the order in which they were accepted. */
  async names(): Promise<string[]> {
    const names = await readdir(join(this.#options.path, "queue"));
    return names
      .filter((name) => FILE_REGEXP.test(name))
      .map((name) => name.slice(0, -".mail".length))
      .sort();
  }

  /** Reads a file of the queue; `undefined` when it has left it, or had to be set aside. */
  async read(name: string): Promise<SpoolFile | undefined> {
    const handle = await this.#openFile(name);
    if (handle === undefined) return undefined;
    try {
      return (await this.#readFile(name, handle)).file;
    } catch (error) {
      await this.#quarantine(name, error);
      return undefined;
    } finally {
      await handle.close();
    }
  }

  /** Claims a file; `undefined` when another process works on it, or it is there no more. */
  async claim(name: string): Promise<ClaimedFile | undefined> {
    const { clock } = this.#options;
    const lock = await tryLock(this.#pathOf("queue", name, "claim"), { clock });
    if (lock === undefined) return undefined;
    const handle = await this.#openFile(name);
    try {
      if (handle !== undefined) {
        const { file, isTorn } = await this.#readFile(name, handle);
        return this.#claimed(file, { handle, lock, isTorn });
      }
    } catch (error) {
      await this.#quarantine(name, error);
    }
    await handle?.close();
    await lock.release();
    return undefined;
  }

  #claimed(
    file: SpoolFile,
    held: { readonly handle: FileHandle; readonly lock: ProcessLock; readonly isTorn: boolean },
  ): ClaimedFile {
    const { files, clock, uncertainDelayMs } = this.#options;
    const path = this.#pathOf("queue", file.name, "log");
    const writer = new JournalWriter(path, { files, startsTorn: held.isTorn });
    const entries = [...file.entries];
    const own = new Map(entriesByMessage(entries));
    const add = (message: string, events: readonly JournalEvent[]) => {
      const added = events.map((event) => ({ message, atMs: clock.nowMs(), event }));
      entries.push(...added);
      own.set(message, [...(own.get(message) ?? []), ...added]);
      return added;
    };
    return {
      ...file,
      entries,
      isIntact: ({ record }) => verifyRecord(held.handle, record),
      content: ({ record }) => readContent(held.handle, record),
      async journal(message, ...events) {
        await writer.append(...add(message, events));
      },
      note(message, ...events) {
        writer.note(...add(message, events));
      },
      status: ({ record: { header } }) =>
        statusOf(header, own.get(header.message) ?? [], uncertainDelayMs),
      async release() {
        try {
          await writer.close();
        } finally {
          await held.handle.close();
          await held.lock.release();
        }
      },
    };
  }

  /**
   * Takes files out of the queue whose messages are all over. Their journals already say so durably;
   * a crash at any point here only leaves work for the next sweep.
   *
   * The content goes first and durably, the journal after it: a journal without content is harmless,
   * content without its journal would be sent once more.
   */
  async sweep(names: readonly string[]): Promise<void> {
    const { files, path } = this.#options;
    const logs: (readonly [string, "done" | "failed"])[] = [];
    for (const name of names) {
      const part = hasFailures((await this.read(name))?.messages ?? []) ? "failed" : "done";
      const mail = this.#pathOf("queue", name, "mail");
      if (part === "failed")
        await tolerateMissing(files.rename(mail, this.#pathOf(part, name, "mail")));
      else await tolerateMissing(files.unlink(mail));
      logs.push([name, part]);
    }
    if (logs.length === 0) return;
    await files.syncDirectory(join(path, "failed"));
    await files.syncDirectory(join(path, "queue"));
    for (const [name, part] of logs) {
      const log = this.#pathOf("queue", name, "log");
      await tolerateMissing(files.rename(log, this.#pathOf(part, name, "log")));
    }
    await pruneJournals(join(path, "done"), files);
  }

  /** Finishes what a crash left: journals whose content has already gone. */
  async recover(): Promise<void> {
    const names = await readdir(join(this.#options.path, "queue"));
    const mails = new Set(names.filter((name) => name.endsWith(".mail")));
    for (const name of names) {
      const stem = name.slice(0, -".log".length);
      if (!name.endsWith(".log") || mails.has(`${stem}.mail`)) continue;
      const failed = await readdir(join(this.#options.path, "failed"));
      const part = failed.includes(`${stem}.mail`) ? "failed" : "done";
      const log = this.#pathOf("queue", stem, "log");
      await tolerateMissing(this.#options.files.rename(log, this.#pathOf(part, stem, "log")));
    }
  }

  async #openFile(name: string): Promise<FileHandle | undefined> {
    try {
      return await open(this.#pathOf("queue", name, "mail"), "r");
    } catch (error) {
      if (errorCodeOf(error) !== "ENOENT") await this.#quarantine(name, error);
      return undefined;
    }
  }

  async #readFile(
    name: string,
    handle: FileHandle,
  ): Promise<{ readonly file: SpoolFile; readonly isTorn: boolean }> {
    const { uncertainDelayMs } = this.#options;
    const text = (await readOptional(this.#pathOf("queue", name, "log"))) ?? "";
    const { entries } = parseJournal(text);
    const count = Number(/_(\d+)u?$/.exec(name)?.[1]);
    const messages: SpooledMessage[] = [];
    const window = new ReadWindow(handle);
    const own = entriesByMessage(entries);
    for (let at = 0, start = 0; at < count; at++) {
      const record = await readRecord(window, start);
      const { header } = record;
      const status = statusOf(header, own.get(header.message) ?? [], uncertainDelayMs);
      messages.push({ record, status });
      start = record.end;
    }
    const { size } = await handle.stat();
    if (size !== (messages.at(-1)?.record.end ?? 0)) {
      throw new SyntaxError(
        `Cannot read the spool file: it has ${size} octets, another length was written`,
      );
    }
    return { file: { name, messages, entries }, isTorn: text !== "" && !text.endsWith("\n") };
  }

  async #quarantine(name: string, error: unknown): Promise<void> {
    const { files, log } = this.#options;
    const why = error instanceof Error ? error.message : String(error);
    for (const ending of ["mail", "log"] as const) {
      const path = this.#pathOf("queue", name, ending);
      await files.rename(path, this.#pathOf("quarantine", name, ending)).catch(() => undefined);
    }
    const text = `Queue file ${name} set aside: ${why}`;
    await log.append({ event: "queue-quarantine", text, facts: { name } });
  }

  #pathOf(
    part: "queue" | "done" | "failed" | "quarantine",
    name: string,
    ending: "mail" | "log" | "claim",
  ): string {
    return join(this.#options.path, part, `${name}.${ending}`);
  }
}

function hasFailures(messages: readonly SpooledMessage[]): boolean {
  return messages.some(
    ({ status: { phase, recipients } }) =>
      phase === "finished" && recipients.some(({ state }) => state === "failed"),
  );
}
