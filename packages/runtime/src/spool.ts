import { mkdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AcceptedEvent, JournalEntry, JournalEvent, MessageStatus } from "@fieldpost/core";
import { acceptedEvent, acceptedOf } from "./_accepted_event.ts";
import { type FileJournal, HeldClaim, journalOfRun, ownJournal } from "./_claimed_file.ts";
import { clearLeftovers } from "./_clear_leftovers.ts";
import { hasAbandonedRun, takeOverDeadRuns } from "./_dead_runs.ts";
import { entriesByMessage } from "./_entries_by_message.ts";
import { giveBackFiles } from "./_give_back_files.ts";
import { QueueFiles } from "./_queue_files.ts";
import { readSending } from "./_sending_now.ts";
import { type FileSummary, SpoolIndex } from "./_spool_index.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import { JournalWriter } from "./journal_writer.ts";
import type { CleanText } from "./message_title.ts";
import { pruneJournals } from "./prune_journals.ts";
import type { SendingNow } from "./queued_message.ts";
import { RunJournal } from "./run_journal.ts";
import { translateWriteError } from "./runtime_failure.ts";
import { type SpoolScan, scanOf, spoolNames } from "./spool_name.ts";
import type { SpooledContent, SpoolRecord } from "./spool_record.ts";
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
  /** The mask of the mail account's secret; `undefined` where it cannot be opened. */
  readonly readMask: () => Promise<CleanText | undefined>;
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

/** One message of a spool file, with what it is and what has happened to it. */
export interface DescribedMessage extends SpooledMessage {
  readonly accepted: AcceptedEvent;
  readonly journal: readonly JournalEntry[];
}

/** A spool file that this process alone may work on. */
export interface ClaimedFile extends SpoolFile {
  /** Whether the content of a message is what was accepted: it is read and compared whole. It is not where it cannot be read. */
  isIntact(message: SpooledMessage): Promise<boolean>;
  /** Reads the content of a message; a piece is only good until the next one. */
  content(message: SpooledMessage): SpooledContent;
  /** Writes down what happened, durably. */
  journal(message: string, ...events: readonly JournalEvent[]): Promise<void>;
  /** Writes down what nobody has to wait for; it is durable when the file is given back. */
  note(message: string, ...events: readonly JournalEvent[]): void;
  /** How a message stands after what was written down meanwhile. */
  status(message: SpooledMessage): MessageStatus;
  /** Gives the file back; when all of its messages are over, it leaves the queue. */
  release(): Promise<void>;
}

/** The parts of a spool, each a directory. */
export type SpoolPart = "queue" | "runs" | "done" | "failed" | "quarantine";

const PARTS: readonly SpoolPart[] = ["queue", "runs", "done", "failed", "quarantine"];

/**
 * The messages of a unit on disk: `queue/` holds files of one or more messages, each with a journal
 * beside it once something has happened to it; `runs/` what the runs that go on have written down,
 * `done/` the newest journals of what was delivered, `failed/` file and journal of what was not,
 * `quarantine/` what cannot be read.
 *
 * Several processes may accept and several may deliver: a file is worked on under a claim, and the
 * claim of a process that has died is taken over. Nothing is ever deleted but the content of what was
 * delivered, or of what a person deletes. *Diagnostics*: one file that cannot be read is set aside,
 * logged and does not stop the others.
 */
export class Spool {
  readonly #options: SpoolOptions;
  readonly #writer: SpoolWriter;
  readonly #index: SpoolIndex = new SpoolIndex();
  readonly #files: QueueFiles;
  #hasTakenOver = false;

  private constructor(options: SpoolOptions) {
    this.#options = options;
    this.#files = new QueueFiles(options);
    const { files, clock } = options;
    this.#writer = new SpoolWriter({ queuePath: this.#partPath("queue"), files, clock });
  }

  /**
   * Opens a spool, making its directories when they are missing.
   *
   * @throws {RuntimeFailure} If they cannot be made
   */
  static open(options: SpoolOptions): Spool {
    try {
      for (const part of PARTS) {
        mkdirSync(join(options.path, part), { recursive: true, mode: 0o700 });
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
  async names(): Promise<readonly string[]> {
    return (await this.scan()).names;
  }

  /** The urgent files in the queue: few, also of many. */
  async urgentNames(): Promise<readonly string[]> {
    const all = await readdir(this.#partPath("queue"));
    return spoolNames(all.filter((name) => name.endsWith("u.mail")));
  }

  /** The files in the queue, without opening any. */
  async scan(): Promise<SpoolScan> {
    return scanOf(await readdir(this.#partPath("queue")));
  }

  /** Reads a file of the queue; `undefined` when it has left it, or had to be set aside. */
  async read(name: string): Promise<SpoolFile | undefined> {
    await this.#files.breathe();
    return await this.#files.read(name, this.#files.runLines(name), (file) => file);
  }

  /**
   * The messages of a file of the queue with what they are; none when it has left it.
   *
   * @param clean Masks what a stranger may have written; without one a subject stays as it is
   */
  async describe(name: string, clean: CleanText = String): Promise<readonly DescribedMessage[]> {
    await this.#files.breathe();
    const found = await this.#files.read(name, this.#files.runLines(name), (file, reader) => {
      const own = entriesByMessage(file.entries);
      return file.messages.map(({ record, status }) => {
        const journal = own.get(record.header.message) ?? [];
        const accepted = acceptedOf(journal) ?? acceptedEvent(record, { reader, clean });
        return { record, status, accepted, journal };
      });
    });
    return found ?? [];
  }

  /** What living runs are sending at this moment. */
  async sending(): Promise<ReadonlyMap<string, SendingNow>> {
    return await readSending(this.#partPath("runs"), this.#options.clock);
  }

  /** What a pass has to know of a file that has a journal; it is read only when that has changed. */
  async summaryOf(name: string): Promise<FileSummary | undefined> {
    await this.#files.breathe();
    const log = this.#files.pathOf("queue", name, "log");
    return await this.#index.summaryOf(name, log, async () => {
      return await this.#files.read(name, [], ({ messages }) => messages);
    });
  }

  /** Begins the journal of a run, with which files can be claimed. */
  async beginRun(clean: CleanText): Promise<RunJournal> {
    const { files, clock } = this.#options;
    const [runsPath, donePath] = [this.#partPath("runs"), this.#partPath("done")];
    return await RunJournal.begin({ runsPath, donePath, files, nowMs: clock.nowMs(), clean });
  }

  /**
   * Claims a file; `undefined` when another process works on it, or it is there no more.
   *
   * @param run Whose journal takes what happens; without one it is the file's own
   */
  async claim(name: string, run?: RunJournal): Promise<ClaimedFile | undefined> {
    const { clock, uncertainDelayMs, readMask } = this.#options;
    const clean = run === undefined ? await readMask() : run.clean;
    const lock = await tryLock(this.#files.pathOf("queue", name, "claim"), {
      ...{ clock, holder: run?.holder },
      beforeBreaking: () => this.takeOver(),
    });
    if (lock === undefined) return undefined;
    await this.#takeOverFor(lock);
    const reader = await this.#files.open(name);
    try {
      if (reader !== undefined) {
        const { file, isTorn } = this.#files.parse(name, reader, []);
        const journal =
          run === undefined ? this.#ownJournal(name, isTorn) : journalOfRun(name, run);
        const release = (held: HeldClaim) => this.giveBack([held], run);
        const held = { reader, lock, journal, isTorn, clock, uncertainDelayMs, clean, release };
        return new HeldClaim(file, held);
      }
    } catch (error) {
      await this.#files.quarantine(name, error);
    }
    reader?.close();
    await lock.release();
    return undefined;
  }

  /** Gives files back that one run has claimed; those whose messages are all over leave the queue. */
  async giveBack(files: readonly ClaimedFile[], run?: RunJournal): Promise<void> {
    const held = files.filter((file) => file instanceof HeldClaim);
    const pathOf = this.#files.pathOf.bind(this.#files);
    await giveBackFiles(held, {
      run,
      path: this.#options.path,
      files: this.#options.files,
      pathOf,
    });
  }

  /** Finishes what a crash left: dead runs, journals whose content has gone, drafts. */
  async recover(): Promise<void> {
    await this.takeOver();
    await clearLeftovers(this.#options.path, this.#options);
  }

  /** Takes over what dead runs have written down. */
  async takeOver(): Promise<void> {
    const { files, clock } = this.#options;
    const [runsPath, queuePath] = [this.#partPath("runs"), this.#partPath("queue")];
    await takeOverDeadRuns({ runsPath, queuePath, donePath: this.#partPath("done"), files, clock });
    this.#hasTakenOver = true;
  }

  /** A run that was given up has given its claims back after that: whoever has got one sees it here. */
  async #takeOverFor(lock: ProcessLock): Promise<void> {
    if (this.#hasTakenOver && !hasAbandonedRun(this.#partPath("runs"))) return;
    try {
      await this.takeOver();
    } catch (error) {
      await lock.release();
      throw translateWriteError(this.#options.path, error);
    }
  }

  /** Throws old journals away, and what is remembered of files that have gone. */
  async tidy(names: readonly string[]): Promise<void> {
    this.#index.keep(names);
    await pruneJournals(this.#partPath("done"), this.#options.files);
  }

  #ownJournal(name: string, startsTorn: boolean): FileJournal {
    const { files } = this.#options;
    return ownJournal(
      new JournalWriter(this.#files.pathOf("queue", name, "log"), { files, startsTorn }),
    );
  }

  #partPath(part: SpoolPart): string {
    return join(this.#options.path, part);
  }
}
