import { needsReport } from "./_failure_reports.ts";
import type { RunActivity } from "./_run_activity.ts";
import type { Clock } from "./clock.ts";
import type { MailRoute } from "./mail_route.ts";
import type { QueueJob } from "./queue_job.ts";
import { maskOfRoute } from "./read_mask.ts";
import type { RunJournal } from "./run_journal.ts";
import type { ClaimedFile, Spool, SpooledMessage } from "./spool.ts";

/** Files that are given back together, and how long the first of them waits for others. */
const BATCH_LENGTH = 64;
const BATCH_MS = 500;

/** What files are claimed with, and for which route. */
export interface ClaimedFilesOptions {
  readonly spool: Spool;
  readonly route: MailRoute;
  readonly clock: Clock;
}

/** Whether everything in a file is over, and told to whom it has to be told. */
export function isFileOver(file: ClaimedFile): boolean {
  return file.messages.every((message) => {
    const status = file.status(message);
    if (status.phase === "deleted") return true;
    return status.phase === "finished" && !needsReport(message.record.header, status);
  });
}

/** The files that a pass works on; each is given back when its last user has ended, with others. */
export class ClaimedFiles {
  readonly #options: ClaimedFilesOptions;
  readonly #users = new Map<ClaimedFile, number>();
  #ended: ClaimedFile[] = [];
  #run: Promise<RunJournal> | undefined;
  #activity: RunActivity | undefined;
  #givingBack: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ClaimedFilesOptions) {
    this.#options = options;
  }

  /** Claims a file with one user; `undefined` when another process works on it. */
  async claim(name: string): Promise<ClaimedFile | undefined> {
    const { spool, route } = this.#options;
    this.#run ??= spool.beginRun(maskOfRoute(route));
    const run = await this.#run;
    this.#activity = run.activity;
    const file = await spool.claim(name, run);
    if (file !== undefined) this.#users.set(file, 1);
    return file;
  }

  /** Lets others see that a message is being sent from now on. */
  sending({ record }: SpooledMessage): void {
    const { clock, route } = this.#options;
    const to = { host: route.plan.host.text, port: route.plan.port };
    this.#activity?.begin(record.header.message, to, clock.nowMs());
  }

  /** And that it is no more. */
  sent({ record }: SpooledMessage): void {
    this.#activity?.end(record.header.message);
  }

  /** Ends the use for a message that is not tried. */
  async leave({ file, message }: Pick<QueueJob, "file" | "message">): Promise<void> {
    this.sent(message);
    await this.end(file);
  }

  /** Adds a user. */
  use(file: ClaimedFile): void {
    this.#users.set(file, (this.#users.get(file) ?? 0) + 1);
  }

  /** Ends a use. */
  async end(file: ClaimedFile): Promise<void> {
    const users = (this.#users.get(file) ?? 1) - 1;
    this.#users.set(file, users);
    if (users > 0 || !this.#users.delete(file)) return;
    this.#ended.push(file);
    if (this.#ended.length >= BATCH_LENGTH) await this.#giveBack();
    else this.#timer ??= setTimeout(() => void this.#giveBack().catch(() => undefined), BATCH_MS);
  }

  /** Gives everything back, whoever uses it. */
  async endAll(): Promise<void> {
    this.#ended.push(...this.#users.keys());
    this.#users.clear();
    await this.#giveBack();
  }

  /** Gives everything back and ends the run; says whether there was one. */
  async close(): Promise<boolean> {
    try {
      await this.endAll();
    } finally {
      await (await this.#run)?.end();
    }
    return this.#run !== undefined;
  }

  /** One batch after the other; after a failure every further one fails, and is given back. */
  #giveBack(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const files = this.#ended;
    this.#ended = [];
    const before = this.#givingBack;
    const next = async () => {
      const outcome = await Promise.allSettled([before, this.#giveBackNow(files)]);
      const failed = outcome.find((each) => each.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    };
    this.#givingBack = next();
    return this.#givingBack;
  }

  async #giveBackNow(files: readonly ClaimedFile[]): Promise<void> {
    if (files.length > 0) await this.#options.spool.giveBack(files, await this.#run);
  }
}
