import type { EmailAddress, SaslCrypto, SessionTimeouts } from "@fieldpost/core";
import { ClaimedFiles } from "./_claimed_files.ts";
import type { ConnectionSlots } from "./_connection_slots.ts";
import { countWaiting } from "./_count_waiting.ts";
import { DeliveryLane } from "./_delivery_lane.ts";
import { DueJobs, URGENT_SCAN_MS } from "./_due_jobs.ts";
import { FailureReports } from "./_failure_reports.ts";
import { endSignal, isEnding, type PassSignals } from "./_lane_signal.ts";
import type { Pace } from "./_pace.ts";
import { PassCounts } from "./_pass_counts.ts";
import { rememberPath } from "./_path_memory.ts";
import { PathWatch } from "./_path_watch.ts";
import { proveFailure } from "./_prove_failure.ts";
import type { SubmissionJob } from "./_submission_job.ts";
import type { AttemptRecords } from "./attempt_records.ts";
import type { DurableFiles } from "./durable_files.ts";
import type { MailRoute } from "./mail_route.ts";
import { type PathGate, type PathState, pathGate, readPathState } from "./path_state.ts";
import {
  type EndedAttempt,
  giveUpAtMs,
  type QueueJob,
  type QueueJobOptions,
  submissionJobOf,
} from "./queue_job.ts";
import type { ClaimedFile, Spool, SpooledMessage } from "./spool.ts";

/** What a pass works with. */
export interface QueuePassOptions extends QueueJobOptions, PassSignals {
  readonly spool: Spool;
  readonly route: MailRoute;
  readonly pathStatePath: string;
  readonly attempts: AttemptRecords;
  readonly files: DurableFiles;
  readonly crypto: SaslCrypto;
  readonly timeouts: SessionTimeouts;
  /** Connections at the same time; of several the last one is for urgent messages alone. */
  readonly connections: number;
  /** The same of all processes of the unit. */
  readonly slots: ConnectionSlots;
  /** Who is told of failures; empty stands for the sender. */
  readonly reportTo: readonly EmailAddress[];
  /** What people call this unit. */
  readonly unitName: string;
  /** `undefined` where the provider sets no limit. */
  readonly pace: Pace | undefined;
  /** Waits; ends early, and does not throw, when the signal comes. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What a pass did, in messages: one counts when all of its recipients are over. */
export interface QueuePassReport {
  readonly attempted: number;
  readonly delivered: number;
  readonly failed: number;
  /** What it did for single recipients, also of messages that still wait for others. */
  readonly recipients: { readonly delivered: number; readonly failed: number };
  /** Whether recipients of one message have fared differently. */
  readonly isMixed: boolean;
  /** Reports of failures that it has put into the queue. */
  readonly reports: number;
  /** What is still in the queue afterwards, reports of failures among it. */
  readonly waiting: number;
  /** When the first of them is due; `undefined` when none waits for a time. */
  readonly nextAtMs: number | undefined;
  /** Why the path cannot be used, when it cannot; the queue then waits as a whole. */
  readonly path: PathState | undefined;
}

/**
 * One pass over the queue: every message that is due gets one attempt, urgent ones first, then the
 * oldest, over a few connections.
 *
 * A fault of the path stops the pass and is remembered for the path, not for each message: a refused
 * login is not tried again until the settings change. A message that is too old is given up after a
 * last attempt, or without one while the network is down; never while a setting is wrong. Other
 * processes may run passes at the same time.
 */
export class QueuePass {
  readonly #options: QueuePassOptions;
  readonly #files: ClaimedFiles;
  readonly #reports: FailureReports;
  readonly #again: QueueJob[] = [];
  /** Normal messages for which the pace had no place. */
  readonly #aside: QueueJob[] = [];
  readonly #counts = new PassCounts();

  constructor(options: QueuePassOptions) {
    this.#options = options;
    this.#files = new ClaimedFiles(options);
    this.#reports = new FailureReports(options);
  }

  async run(): Promise<QueuePassReport> {
    const { spool, route, pathStatePath, clock } = this.#options;
    await spool.recover();
    const before = await readPathState(pathStatePath, route.fingerprint);
    const gate = pathGate(before, clock.nowMs());
    let path = before;
    try {
      if (gate !== "closed") path = await this.#deliver(gate, before);
      // What was found and not taken any more is given back first.
      await this.#files.endAll();
      if (path !== undefined && path.suspects === undefined && path.holds !== true) {
        await this.#expire(path);
      }
    } finally {
      // A claim that this process kept after a failure would never be given to anybody.
      if (await this.#files.close()) await spool.tidy(await spool.names());
    }
    await this.#options.attempts.prune();
    await this.#options.log.flush();
    const shown = path?.suspects === undefined ? path : undefined;
    const { messages, recipients, isMixed } = this.#counts;
    const did = { ...messages, recipients, isMixed, reports: this.#reports.count };
    return { ...did, ...(await countWaiting(spool)), path: shown };
  }

  async #deliver(gate: PathGate, before: PathState | undefined): Promise<PathState | undefined> {
    const { route, connections, pace } = this.#options;
    const watch = new PathWatch(before);
    const parts = { ...this.#options, files: this.#files, reports: this.#reports, gate };
    const count = Math.max(1, connections - 1);
    // Where a pace is kept nobody is in a hurry.
    const ahead = pace === undefined ? count : 0;
    const due = await DueJobs.find({ ...parts, ahead, fingerprint: route.fingerprint });
    const normal = Array.from({ length: count }, () =>
      this.#runLane(
        watch,
        () => this.#nextJob(due),
        () => (this.#again.length > 0 ? undefined : due.normalAtHand()),
      ),
    );
    const normalEnded = Promise.allSettled(normal);
    const lanes = [...normal];
    if (connections > 1) lanes.push(this.#runUrgentLane(watch, due, normalEnded));
    // Every lane ends before a failure of one of them is told: its claims are in use until then.
    const ended = await Promise.allSettled(lanes);
    await due.settled();
    const failed = ended.find((lane) => lane.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    return await rememberPath(watch.finding(), before, this.#options);
  }

  /** The lane that is kept for what is urgent: it looks again as long as the others are busy. */
  async #runUrgentLane(
    watch: PathWatch,
    due: DueJobs,
    normalEnded: Promise<unknown>,
  ): Promise<void> {
    const others = new AbortController();
    void normalEnded.then(() => others.abort());
    do {
      await this.#runLane(watch, () => this.#nextUrgent(due));
      if (!others.signal.aborted) await this.#options.wait(URGENT_SCAN_MS, others.signal);
    } while (!others.signal.aborted && !this.#isStopped(watch));
  }

  async #runLane(
    watch: PathWatch,
    next: () => Promise<QueueJob | undefined>,
    atHand?: () => QueueJob | undefined,
  ): Promise<void> {
    const isStopped = () => this.#isStopped(watch);
    const { connections, slots } = this.#options;
    const isUrgent = atHand === undefined && connections > 1;
    const lane = new DeliveryLane({
      ...{ ...this.#options, isStopped },
      takeSlot: () => slots.take(isUrgent),
      isSlotWanted: () => slots.isWanted(isUrgent),
      next: async () => (isStopped() ? undefined : await next()),
      atHand: () => (isStopped() ? undefined : atHand?.()),
      submissionOf: (job) => this.#submissionOf(job, watch),
      files: this.#files,
      putBack: (job) => this.#again.unshift(job),
      broke: async (failure, outcome, driver) => {
        if (!watch.broke(failure)) return;
        const met = { failure, protection: outcome.protection, transcript: driver.transcript };
        watch.prove(failure, await proveFailure(met, this.#options));
      },
    });
    await lane.run();
  }

  #submissionOf(job: QueueJob, watch: PathWatch): SubmissionJob {
    const { plan, fingerprint } = this.#options.route;
    this.#files.sending(job.message);
    const ended = async (each: QueueJob, attempt: EndedAttempt) => {
      const { message: name, sender } = each.message.record.header;
      const { recipients: outcomes, protection, dialogue } = attempt;
      this.#files.sent(each.message);
      this.#counts.messages.attempted += 1;
      const isCut = this.#options.signal?.aborted === true;
      if (!isCut) watch.observe({ name, isReport: sender === null }, outcomes);
      if (outcomes.some(({ verdict }) => verdict.kind !== "delivered")) {
        const facts = { protection, transcript: dialogue(), from: sender ?? undefined };
        await this.#options.attempts.write(plan, facts, name);
      }
      await this.#afterAttempt(each);
    };
    const at = { host: plan.host.text, port: plan.port, fingerprint };
    return submissionJobOf(job, at, { ...this.#options, ended });
  }

  #isStopped(watch: PathWatch): boolean {
    return isEnding(this.#options) || watch.hasFailed;
  }

  async #nextJob(due: DueJobs): Promise<QueueJob | undefined> {
    const again = this.#again.shift();
    if (again !== undefined) return again;
    for (;;) {
      const urgent = await this.#nextUrgent(due);
      if (urgent !== undefined) return urgent;
      const normal = this.#aside.shift() ?? (await due.nextNormal());
      const delayMs = normal === undefined ? 0 : await this.#placeIn(false);
      if (normal === undefined || delayMs === 0) return normal;
      // In short steps: what is urgent does not wait behind what is not.
      this.#aside.push(normal);
      await this.#pause(Math.min(delayMs, URGENT_SCAN_MS));
      if (isEnding(this.#options)) return undefined;
    }
  }

  async #nextUrgent(due: DueJobs): Promise<QueueJob | undefined> {
    const job = await due.nextUrgent();
    if (job === undefined) return undefined;
    for (;;) {
      const delayMs = await this.#placeIn(true);
      if (delayMs === 0) return job;
      await this.#pause(delayMs);
    }
  }

  async #placeIn(isUrgent: boolean): Promise<number> {
    const { pace } = this.#options;
    return pace === undefined || isEnding(this.#options) ? 0 : await pace.take(isUrgent);
  }

  async #pause(ms: number): Promise<void> {
    await this.#options.wait(ms, endSignal(this.#options));
  }

  #isExpired({ record: { header }, status }: SpooledMessage): boolean {
    const { clock, timetable } = this.#options;
    return status.phase === "waiting" && clock.nowMs() >= giveUpAtMs(header, timetable);
  }

  /** While the network is down, messages still grow too old. */
  async #expire(path: PathState): Promise<void> {
    for (const name of await this.#options.spool.names()) {
      const seen = await this.#options.spool.read(name);
      if (!seen?.messages.some((message) => this.#isExpired(message))) continue;
      const file = await this.#files.claim(name);
      if (file === undefined) continue;
      for (const message of file.messages) {
        if (this.#isExpired(message)) await this.#giveUp(file, message, path);
      }
      await this.#files.end(file);
    }
  }

  async #giveUp(file: ClaimedFile, message: SpooledMessage, path: PathState): Promise<void> {
    const { header } = message.record;
    this.#counts.messages.failed += 1;
    await file.journal(header.message, { kind: "expired" });
    this.#counts.countRecipients(message.status, file.status(message));
    const text = `Email ${header.message} given up: it could not be delivered in time`;
    const facts = { messageId: header.messageId, message: header.message };
    await this.#options.log.append({ event: "mail-expired", text, facts });
    await this.#reports.report(file, message, path);
  }

  /** The recipients that did not fit follow at once, as long as each round takes one. */
  async #afterAttempt(job: QueueJob): Promise<void> {
    const status = job.file.status(job.message);
    this.#counts.countRecipients(job.message.status, status);
    const left = status.recipients.filter(({ last }) => last?.code === "TOO_MANY_RECIPIENTS");
    if (left.length > 0 && left.length < job.recipients.length) {
      const message = { ...job.message, status };
      this.#again.push({ ...job, message, recipients: left.map(({ recipient }) => recipient) });
      return;
    }
    await this.#reports.report(job.file, job.message);
    this.#counts.countMessage(status);
    await this.#files.end(job.file);
  }
}
