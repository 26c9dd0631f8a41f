import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { JournalEntry, JournalEvent, MessageStatus } from "@fieldpost/core";
import { type FileJournal, HeldClaim, journalOfRun, ownJournal } from "./_claimed_file.ts";
import { clearLeftovers } from "./_clear_leftovers.ts";
import { hasAbandonedRun, runLinesOf, takeOverDeadRuns } from "./_dead_runs.ts";
import { giveBackFiles } from "./_give_back_files.ts";
import { readSpoolFile } from "./_read_spool_file.ts";
import { type FileSummary, SpoolIndex } from "./_spool_index.ts";
import { SpoolReader } from "./_spool_reader.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import { JournalWriter } from "./journal_writer.ts";
import { pruneJournals } from "./prune_journals.ts";
import { RunJournal } from "./run_journal.ts";
import { errorCodeOf, translateWriteError } from "./runtime_failure.ts";
import { type SpoolScan, scanOf, spoolNames, stemOfFile } from "./spool_name.ts";
import type { SpoolRecord } from "./spool_record.ts";
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
  /** Gives the file back; when all of its messages are over, it leaves the queue. */
  release(): Promise<void>;
}

/** The parts of a spool, each a directory. */
export type SpoolPart = "queue" | "runs" | "done" | "failed" | "quarantine";

const PARTS: readonly SpoolPart[] = ["queue", "runs", "done", "failed", "quarantine"];

/** Files that are read in one turn of the event loop. */
const TURN_LENGTH = 256;

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
  #hasTakenOver = false;
  #reads = 0;

  private constructor(options: SpoolOptions) {
    this.#options = options;
    const { files, clock } = options;
    this.#writer = new SpoolWriter({ queuePath: this.#partPath("queue"), files, clock });
  }

  /**
   * Opens a spool, making its directories when they are missing.
   *
   * @throws {RuntimeFailure} If they cannot be made
   */
  static async open(options: SpoolOptions): Promise<Spool> {
    try {
      for (const part of PARTS) {
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
    await this.#breathe();
    const isClaimed = existsSync(this.#pathOf("queue", name, "claim"));
    // What a run has written down meanwhile, the file's own journal says only later.
    const lines = isClaimed ? runLinesOf(this.#partPath("runs"), stemOfFile(name)) : [];
    return await this.#readWith(name, lines);
  }

  /** What a pass has to know of a file that has a journal; it is read only when that has changed. */
  async summaryOf(name: string): Promise<FileSummary | undefined> {
    await this.#breathe();
    const log = this.#pathOf("queue", name, "log");
    return await this.#index.summaryOf(name, log, async () => {
      return (await this.#readWith(name, []))?.messages;
    });
  }

  /** Begins the journal of a run, with which files can be claimed. */
  async beginRun(): Promise<RunJournal> {
    const { files, clock } = this.#options;
    const [runsPath, donePath] = [this.#partPath("runs"), this.#partPath("done")];
    return await RunJournal.begin({ runsPath, donePath, files, nowMs: clock.nowMs() });
  }

  /**
   * Claims a file; `undefined` when another process works on it, or it is there no more.
   *
   * @param run Whose journal takes what happens; without one it is the file's own
   */
  async claim(name: string, run?: RunJournal): Promise<ClaimedFile | undefined> {
    const { clock, uncertainDelayMs } = this.#options;
    const lock = await tryLock(this.#pathOf("queue", name, "claim"), {
      ...{ clock, holder: run?.holder },
      beforeBreaking: () => this.takeOver(),
    });
    if (lock === undefined) return undefined;
    await this.#takeOverFor(lock);
    const reader = await this.#openFile(name);
    try {
      if (reader !== undefined) {
        const { file, isTorn } = this.#readFile(name, reader, []);
        const journal =
          run === undefined ? this.#ownJournal(name, isTorn) : journalOfRun(name, run);
        const release = (held: HeldClaim) => this.giveBack([held], run);
        const held = { reader, lock, journal, isTorn, clock, uncertainDelayMs, release };
        return new HeldClaim(file, held);
      }
    } catch (error) {
      await this.#quarantine(name, error);
    }
    reader?.close();
    await lock.release();
    return undefined;
  }

  /** Gives files back that one run has claimed; those whose messages are all over leave the queue. */
  async giveBack(files: readonly ClaimedFile[], run?: RunJournal): Promise<void> {
    const held = files.filter((file) => file instanceof HeldClaim);
    const pathOf = this.#pathOf.bind(this);
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
    return ownJournal(new JournalWriter(this.#pathOf("queue", name, "log"), { files, startsTorn }));
  }

  async #openFile(name: string): Promise<SpoolReader | undefined> {
    try {
      return SpoolReader.open(this.#pathOf("queue", name, "mail"));
    } catch (error) {
      if (errorCodeOf(error) !== "ENOENT") await this.#quarantine(name, error);
      return undefined;
    }
  }

  async #readWith(name: string, lines: readonly string[]): Promise<SpoolFile | undefined> {
    const reader = await this.#openFile(name);
    if (reader === undefined) return undefined;
    try {
      return this.#readFile(name, reader, lines).file;
    } catch (error) {
      await this.#quarantine(name, error);
      return undefined;
    } finally {
      reader.close();
    }
  }

  #readFile(
    name: string,
    reader: SpoolReader,
    lines: readonly string[],
  ): { readonly file: SpoolFile; readonly isTorn: boolean } {
    const { uncertainDelayMs } = this.#options;
    const log = this.#pathOf("queue", name, "log");
    const journal = existsSync(log) ? readFileSync(log, "utf8") : "";
    return readSpoolFile(name, reader, { journal, lines, uncertainDelayMs });
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

  /** Reading is done at once: others have their turn now and then. */
  async #breathe(): Promise<void> {
    this.#reads += 1;
    if (this.#reads % TURN_LENGTH === 0) await new Promise(setImmediate);
  }

  #partPath(part: SpoolPart): string {
    return join(this.#options.path, part);
  }

  #pathOf(part: SpoolPart, name: string, ending: "mail" | "log" | "claim"): string {
    return join(this.#options.path, part, `${name}.${ending}`);
  }
}
