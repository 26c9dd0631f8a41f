import { unlinkSync } from "node:fs";
import { join } from "node:path";
import type { JournalEntry } from "@fieldpost/core";
import { tolerateMissing } from "./_optional_files.ts";
import { RunActivity } from "./_run_activity.ts";
import type { DurableFiles } from "./durable_files.ts";
import { JournalWriter } from "./journal_writer.ts";
import type { CleanText } from "./message_title.ts";
import { newName } from "./spool_writer.ts";
import { createHolder, type LockHolder } from "./with_lock.ts";

/** Octets after which the journal of a run goes on in another file. */
export const SEGMENT_BYTES: number = 256 * 1024;

/** What the journal of a run works with. */
export interface RunJournalOptions {
  /** Where it is while the run goes on. */
  readonly runsPath: string;
  /** Where it is kept afterwards. */
  readonly donePath: string;
  readonly files: DurableFiles;
  readonly nowMs: number;
  /** Takes the secret of the mail account out of what is written down. */
  readonly clean: CleanText;
}

interface Segment {
  readonly name: string;
  readonly writer: JournalWriter;
  /** The spool files that still need it. */
  readonly users: Set<string>;
}

/**
 * The journal of one run over the queue, for all of its spool files: one sync covers what all
 * connections have to write down. A file is given back when its own journal has taken over what is
 * said here, or when its content has gone; only then this journal may go as well.
 *
 * The holder beside it names the process. Without a holder that is alive the run is over, and what
 * stands here has to be taken over before anybody else works on its files.
 */
export class RunJournal {
  readonly holder: LockHolder;
  readonly clean: CleanText;
  /** What its connections are sending at this moment. */
  readonly activity: RunActivity;
  readonly #options: RunJournalOptions;
  readonly #name: string;
  #segments: Segment[] = [];
  #count = 0;
  #failure: unknown;

  private constructor(options: RunJournalOptions, name: string, holder: LockHolder) {
    this.#options = options;
    this.#name = name;
    this.holder = holder;
    this.clean = options.clean;
    this.activity = new RunActivity(join(options.runsPath, `${name}.now`));
  }

  /** @throws {RuntimeFailure} If the disk refuses */
  static async begin(options: RunJournalOptions): Promise<RunJournal> {
    const name = newName(options.nowMs);
    const holder = await createHolder(join(options.runsPath, `${name}.claim`));
    return new RunJournal(options, name, holder);
  }

  /** Writes down what happened to messages of a file, durably. */
  async append(file: string, ...entries: readonly JournalEntry[]): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    await this.#segmentFor(file).writer.append(...entries);
  }

  /** Writes down what nobody has to wait for. */
  note(file: string, ...entries: readonly JournalEntry[]): void {
    if (this.#failure === undefined) this.#segmentFor(file).writer.note(...entries);
  }

  /** Waits until everything is durable; fails when something is not. */
  async flush(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    for (const { writer } of this.#segments) await writer.flush();
  }

  /** These files need it no more; what no file needs is kept for people to read. */
  async settle(files: readonly string[]): Promise<void> {
    for (const { users } of this.#segments) for (const file of files) users.delete(file);
    const left = this.#segments.filter(({ users }, at) => users.size > 0 || this.#isLast(at));
    const over = this.#segments.filter((segment) => !left.includes(segment));
    this.#segments = left;
    for (const segment of over) await this.#keep(segment);
  }

  /** Ends the run. What some file still needs stays, for whoever works on it next. */
  async end(): Promise<void> {
    for (const segment of this.#segments.splice(0)) {
      if (segment.users.size === 0) await this.#keep(segment);
      else await segment.writer.close().catch(() => undefined);
    }
    this.#giveUpHolder();
  }

  /** Ends the run at once, because the disk refuses: nothing more can be written down. */
  abandon(failure: unknown): void {
    this.#failure ??= failure;
    this.#giveUpHolder();
  }

  #segmentFor(file: string): Segment {
    const last = this.#segments.at(-1);
    const segment = last === undefined || last.writer.bytes > SEGMENT_BYTES ? this.#next() : last;
    segment.users.add(file);
    return segment;
  }

  #next(): Segment {
    const { runsPath, files } = this.#options;
    const name = `${this.#name}-${String(this.#count++).padStart(6, "0")}.log`;
    const writer = new JournalWriter(join(runsPath, name), {
      ...{ files, startsTorn: false, reserves: true },
    });
    const segment = { name, writer, users: new Set<string>() };
    this.#segments.push(segment);
    return segment;
  }

  #isLast(at: number): boolean {
    return at === this.#segments.length - 1;
  }

  async #keep({ name, writer }: Segment): Promise<void> {
    const { files, runsPath, donePath } = this.#options;
    await writer.close();
    await tolerateMissing(files.rename(join(runsPath, name), join(donePath, name)));
  }

  #giveUpHolder(): void {
    this.activity.close();
    try {
      unlinkSync(this.holder.path);
    } catch {
      // Already given up.
    }
  }
}
