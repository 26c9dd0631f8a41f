import { type MessageStatus, tryParseEmailAddress } from "@fieldpost/core";
import type { ClaimedFiles } from "./_claimed_files.ts";
import type { FailureReports } from "./_failure_reports.ts";
import { JobSource } from "./_job_source.ts";
import { JobsAhead } from "./_jobs_ahead.ts";
import type { FileSummary } from "./_spool_index.ts";
import type { Clock } from "./clock.ts";
import type { PathGate } from "./path_state.ts";
import { ASK_REASON, type QueueJob } from "./queue_job.ts";
import type { ClaimedFile, Spool, SpooledMessage } from "./spool.ts";
import { isUrgentName, type SpoolScan } from "./spool_name.ts";
import type { SystemLog } from "./system_log.ts";
import { toAscii } from "./to_ascii.ts";

/** How often a pass looks for urgent messages that have come since it began. */
export const URGENT_SCAN_MS = 1000;

/** What the search for due messages works with. */
export interface DueJobsOptions {
  readonly spool: Spool;
  readonly files: ClaimedFiles;
  readonly reports: FailureReports;
  readonly clock: Clock;
  readonly log: SystemLog;
  readonly uncertain: "again" | "ask";
  readonly gate: PathGate;
  /** Of the route: what another one has refused is due at once. */
  readonly fingerprint: string;
  /** How many normal messages are found before they are asked for. */
  readonly ahead: number;
}

/**
 * Finds the messages of a queue that are due, urgent ones first, also those that come while others are
 * under way. On the way it holds what has to be held and reports what a crash has left unreported.
 */
export class DueJobs {
  readonly #options: DueJobsOptions;
  readonly #seen = new Set<string>();
  #urgent: JobSource;
  #scannedAtMs: number;
  /** Whether there may be urgent ones that nobody has taken. */
  #hasUrgent = true;
  readonly #normal: JobsAhead;
  readonly #scan: SpoolScan;

  private constructor(options: DueJobsOptions, scan: SpoolScan) {
    this.#options = options;
    this.#scan = scan;
    const { names } = scan;
    const urgent = names.filter(isUrgentName);
    for (const name of urgent) this.#seen.add(name);
    this.#urgent = this.#source(urgent);
    this.#scannedAtMs = options.clock.nowMs();
    const normal = options.gate === "open" ? names.filter((name) => !isUrgentName(name)) : [];
    const source = this.#source(normal);
    this.#normal = new JobsAhead(() => source.next(), options.ahead);
  }

  static async find(options: DueJobsOptions): Promise<DueJobs> {
    return new DueJobs(options, await options.spool.scan());
  }

  async nextNormal(): Promise<QueueJob | undefined> {
    return await this.#normal.next();
  }

  /** A normal message that was found already, if there is one and nothing urgent has to be looked for before. */
  normalAtHand(): QueueJob | undefined {
    return this.#hasUrgent || this.#isScanDue ? undefined : this.#normal.take();
  }

  /** Resolves when nothing is being claimed. */
  async settled(): Promise<void> {
    await this.#normal.settled();
  }

  async nextUrgent(): Promise<QueueJob | undefined> {
    const job = await this.#urgent.next();
    this.#hasUrgent = job !== undefined;
    const { clock, spool } = this.#options;
    if (job !== undefined || !this.#isScanDue) return job;
    this.#scannedAtMs = clock.nowMs();
    const come = (await spool.urgentNames()).filter((name) => !this.#seen.has(name));
    if (come.length === 0) return undefined;
    for (const name of come) this.#seen.add(name);
    this.#urgent = this.#source(come);
    this.#hasUrgent = true;
    return await this.#urgent.next();
  }

  get #isScanDue(): boolean {
    const sinceMs = this.#options.clock.nowMs() - this.#scannedAtMs;
    // A clock that was put back would hide what is urgent until it is there again.
    return sinceMs < 0 || sinceMs >= URGENT_SCAN_MS;
  }

  #source(names: readonly string[]): JobSource {
    return new JobSource(names, (name) => this.#visit(name));
  }

  async *#visit(name: string): AsyncGenerator<QueueJob> {
    const { spool, files } = this.#options;
    // Without a journal it was never tried: then it is due.
    if (this.#scan.hasJournal(name)) {
      const summary = await spool.summaryOf(name);
      if (summary === undefined || !this.#needsWork(summary)) return;
    }
    const file = await files.claim(name);
    if (file === undefined) return;
    for (const message of file.messages) {
      const job = await this.#jobOf(file, message);
      if (job === undefined) continue;
      files.use(file);
      yield job;
    }
    await files.end(file);
  }

  async #jobOf(file: ClaimedFile, message: SpooledMessage): Promise<QueueJob | undefined> {
    await this.#options.reports.report(file, message);
    const { status } = message;
    if (!this.#isDue(status)) return undefined;
    const open = status.recipients.filter(({ state }) => state === "open" || state === "uncertain");
    const isUncertain = open.some(({ state }) => state === "uncertain");
    const job = { file, message, recipients: open.map(({ recipient }) => recipient) };
    const asks = isUncertain && this.#options.uncertain === "ask";
    const why = asks ? ASK_REASON : await faultOf(job);
    if (why === undefined) return job;
    await this.#hold(file, message, why);
    return undefined;
  }

  /** Due, unreported, or over and still in the queue since a crash. */
  #needsWork({ nextAtMs = Infinity, routes, isUnfinished }: FileSummary): boolean {
    const { clock, fingerprint } = this.#options;
    return (
      isUnfinished || nextAtMs <= clock.nowMs() || routes.some((route) => route !== fingerprint)
    );
  }

  #isDue({ phase, nextAtMs, route, attempts }: MessageStatus): boolean {
    const { clock, gate, fingerprint } = this.#options;
    if (phase !== "waiting" || (gate !== "open" && attempts > 0)) return false;
    // What was never tried is due, also if the clock was ahead when it was accepted.
    if (attempts === 0 || nextAtMs <= clock.nowMs()) return true;
    return route !== undefined && route !== fingerprint;
  }

  async #hold(file: ClaimedFile, message: SpooledMessage, why: string): Promise<void> {
    const { header } = message.record;
    await file.journal(header.message, { kind: "held", why });
    const text = `Email ${header.message} held: ${why}`;
    const facts = { messageId: header.messageId, message: header.message };
    await this.#options.log.append({ event: "mail-held", text, facts });
  }
}

/** What is wrong with a message itself: on a connection it would stop the others, and be laid at their door. */
async function faultOf({ file, message, recipients }: QueueJob): Promise<string | undefined> {
  const { sender } = message.record.header;
  const addresses = sender === null ? recipients : [sender, ...recipients];
  if (addresses.some((text) => tryParseEmailAddress(text, toAscii) === undefined)) {
    return "an address of its envelope cannot be read: send it again with another one";
  }
  if (await file.isIntact(message)) return undefined;
  return "its content is not what was accepted: the disk has changed it";
}
