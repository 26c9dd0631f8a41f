import {
  describeOutcome,
  lastWordsOf,
  type MessageStatus,
  pathRetry,
  type SaslCrypto,
  type SessionTimeouts,
  type Verdict,
} from "@fieldpost/core";
import { ConnectionDriver, type SubmissionJob } from "./_connection_driver.ts";
import type { DurableFiles } from "./durable_files.ts";
import type { MailRoute } from "./mail_route.ts";
import { type PathState, readPathState, writePathState } from "./path_state.ts";
import { type QueueJob, type QueueJobOptions, submissionJobOf } from "./queue_job.ts";
import type { ClaimedFile, Spool, SpooledMessage } from "./spool.ts";

/** What a pass works with. */
export interface QueuePassOptions extends QueueJobOptions {
  readonly spool: Spool;
  readonly route: MailRoute;
  readonly pathStatePath: string;
  readonly files: DurableFiles;
  readonly crypto: SaslCrypto;
  readonly timeouts: SessionTimeouts;
  /** Connections at the same time; each carries one transaction after the other. */
  readonly connections: number;
  /** Ends the pass: what is under way is finished, nothing more is begun. */
  readonly signal?: AbortSignal | undefined;
}

/** What a pass did, in messages. */
export interface QueuePassReport {
  readonly attempted: number;
  readonly delivered: number;
  readonly failed: number;
  /** What is still in the queue afterwards. */
  readonly waiting: number;
  /** Why the path cannot be used, when it cannot; the queue then waits as a whole. */
  readonly path: PathState | undefined;
}

/**
 * One pass over the queue: every message that is due gets one attempt, oldest first, over a few
 * connections.
 *
 * A fault of the path stops the pass and is remembered for the path, not for each message: a refused
 * login is not tried again until the settings change. A message that is too old is given up, path or
 * no path. Other processes may run passes at the same time.
 */
export class QueuePass {
  readonly #options: QueuePassOptions;
  readonly #jobs: AsyncGenerator<QueueJob>;
  readonly #again: QueueJob[] = [];
  readonly #users = new Map<ClaimedFile, number>();
  readonly #over: string[] = [];
  readonly #counts = { attempted: 0, delivered: 0, failed: 0 };
  #pathFailure: Verdict | undefined;

  constructor(options: QueuePassOptions) {
    this.#options = options;
    this.#jobs = this.#dueJobs();
  }

  async run(): Promise<QueuePassReport> {
    const { spool, route, pathStatePath, clock } = this.#options;
    await spool.recover();
    const before = await readPathState(pathStatePath, route.fingerprint);
    const isOpen = before === undefined || (before.retryAtMs ?? Infinity) <= clock.nowMs();
    if (isOpen) await this.#deliver();
    else await this.#expire();
    for (const file of this.#users.keys()) await this.#release(file);
    await spool.sweep(this.#over);
    const path = isOpen ? await this.#rememberPath(before) : before;
    return { ...this.#counts, waiting: await this.#countWaiting(), path };
  }

  async #deliver(): Promise<void> {
    const first = await this.#nextJob();
    if (first === undefined) return;
    const lanes = Array.from({ length: this.#options.connections }, (_, at) =>
      this.#runLane(at === 0 ? first : undefined),
    );
    await Promise.all(lanes);
  }

  /** A connection that takes jobs as long as there are any; it opens only when there is one. */
  async #runLane(given: QueueJob | undefined): Promise<void> {
    let waiting = given ?? (await this.#nextJob());
    while (waiting !== undefined && this.#pathFailure === undefined) {
      let first: QueueJob | undefined = waiting;
      const { route, crypto, timeouts, clock, signal } = this.#options;
      const driver = new ConnectionDriver({
        ...{ ...route, crypto, timeouts, clock, signal },
        nextJob: async () => {
          const job: QueueJob | undefined = first ?? (await this.#nextJob());
          first = undefined;
          return job === undefined ? undefined : this.#submissionOf(job);
        },
      });
      const { failure } = await driver.run();
      // The first job was never taken: the path itself did not come to be.
      if (first !== undefined) await this.#ended(first);
      if (failure !== undefined) this.#pathFailure ??= failure;
      waiting = failure === undefined ? await this.#nextJob() : undefined;
    }
  }

  #submissionOf(job: QueueJob): SubmissionJob {
    const { host, port } = this.#options.route.plan;
    this.#counts.attempted += 1;
    const ended = (each: QueueJob) => this.#afterAttempt(each);
    return submissionJobOf(job, { host: host.text, port }, { ...this.#options, ended });
  }

  async #nextJob(): Promise<QueueJob | undefined> {
    if (this.#options.signal?.aborted === true || this.#pathFailure !== undefined) return undefined;
    const again = this.#again.shift();
    if (again !== undefined) return again;
    const { value } = await this.#jobs.next();
    return value === undefined ? undefined : (value as QueueJob);
  }

  async *#dueJobs(): AsyncGenerator<QueueJob> {
    const { spool } = this.#options;
    for (const name of await spool.names()) {
      const seen = await spool.read(name);
      if (seen === undefined || !seen.messages.some(({ status }) => this.#isActionable(status)))
        continue;
      const file = await spool.claim(name);
      if (file !== undefined) yield* this.#jobsOf(file);
    }
  }

  /** The due messages of a claimed file; what is too old is given up on the way. */
  async *#jobsOf(file: ClaimedFile): AsyncGenerator<QueueJob> {
    this.#users.set(file, 1);
    for (const message of file.messages) {
      const { status } = message;
      if (!this.#isActionable(status) || status.phase !== "waiting") continue;
      if (this.#isExpired(message)) await this.#giveUp(file, message);
      else if (!(await file.isIntact(message))) await this.#hold(file, message);
      else {
        const recipients = status.recipients
          .filter(({ state }) => state === "open" || state === "uncertain")
          .map(({ recipient }) => recipient);
        this.#users.set(file, (this.#users.get(file) ?? 0) + 1);
        yield { file, message, recipients };
      }
    }
    await this.#ended({ file });
  }

  /** Due now, too old, or over and still in the queue since a crash. */
  #isActionable(status: MessageStatus): boolean {
    if (status.phase === "held") return false;
    if (status.phase !== "waiting") return true;
    return status.nextAtMs <= this.#options.clock.nowMs();
  }

  #isExpired({ record }: SpooledMessage): boolean {
    const { clock, timetable } = this.#options;
    return clock.nowMs() >= record.header.acceptedAtMs + timetable.giveUpAfterMs;
  }

  async #giveUp(file: ClaimedFile, { record: { header } }: SpooledMessage): Promise<void> {
    this.#counts.failed += 1;
    await file.journal(header.message, { kind: "expired" });
    const text = `Email ${header.message} given up: it could not be delivered in time`;
    const facts = { messageId: header.messageId, message: header.message };
    await this.#options.log.append({ event: "mail-expired", text, facts });
  }

  /** What is on the disk is not what was accepted: it is kept, and a person has to look. */
  async #hold(file: ClaimedFile, { record: { header } }: SpooledMessage): Promise<void> {
    const why = "its content is not what was accepted: the disk has changed it";
    await file.journal(header.message, { kind: "held", why });
    const text = `Email ${header.message} held: ${why}`;
    const facts = { messageId: header.messageId, message: header.message };
    await this.#options.log.append({ event: "mail-held", text, facts });
  }

  /** While the path may not be used, messages still grow too old. */
  async #expire(): Promise<void> {
    const { spool } = this.#options;
    for (const name of await spool.names()) {
      const seen = await spool.read(name);
      if (seen === undefined) continue;
      const isOld = seen.messages.some(
        (message) => message.status.phase === "waiting" && this.#isExpired(message),
      );
      if (!isOld) continue;
      const file = await spool.claim(name);
      if (file === undefined) continue;
      this.#users.set(file, 1);
      for (const message of file.messages) {
        if (message.status.phase === "waiting" && this.#isExpired(message)) {
          await this.#giveUp(file, message);
        }
      }
      await this.#ended({ file });
    }
  }

  /** The recipients that did not fit follow at once, as long as each round takes one. */
  async #afterAttempt(job: QueueJob): Promise<void> {
    const { record } = job.message;
    const at = job.file.messages.findIndex((message) => message.record === record);
    const status = job.file.statuses()[at] ?? job.message.status;
    const left = status.recipients.filter(({ last }) => last?.code === "TOO_MANY_RECIPIENTS");
    if (left.length > 0 && left.length < job.recipients.length) {
      const message = { ...job.message, status };
      this.#again.push({ ...job, message, recipients: left.map(({ recipient }) => recipient) });
      return;
    }
    if (status.phase === "finished") {
      const hasFailed = status.recipients.some(({ state }) => state === "failed");
      this.#counts[hasFailed ? "failed" : "delivered"] += 1;
    }
    await this.#ended(job);
  }

  /** A file is given back when its last job has ended. */
  async #ended({ file }: { readonly file: ClaimedFile }): Promise<void> {
    const users = (this.#users.get(file) ?? 1) - 1;
    this.#users.set(file, users);
    if (users === 0) await this.#release(file);
  }

  async #release(file: ClaimedFile): Promise<void> {
    this.#users.delete(file);
    const isOver = file
      .statuses()
      .every(({ phase }) => phase === "finished" || phase === "deleted");
    if (isOver) this.#over.push(file.name);
    await file.release();
  }

  async #rememberPath(before: PathState | undefined): Promise<PathState | undefined> {
    const { route, pathStatePath, files } = this.#options;
    const state =
      this.#pathFailure === undefined ? undefined : this.#stateOf(this.#pathFailure, before);
    // Without an attempt nothing is known that was not known before.
    if (state === undefined && (before === undefined || this.#counts.attempted === 0))
      return before;
    await writePathState(pathStatePath, state, files);
    if (state !== undefined) {
      const text = `Email queue waits: ${state.meaning}`;
      const facts = { code: state.code, host: route.plan.host.text, retryAtMs: state.retryAtMs };
      await this.#options.log.append({ event: "queue-path", text, facts });
    }
    return state;
  }

  #stateOf(verdict: Verdict, before: PathState | undefined): PathState {
    const { route, clock, dice, timetable } = this.#options;
    const { host, port, username } = route.plan;
    const failures = (before?.failures ?? 0) + 1;
    const retry = pathRetry(verdict, { failures, nowMs: clock.nowMs(), dice: dice() }, timetable);
    const lastWords = lastWordsOf(verdict);
    return {
      fingerprint: route.fingerprint,
      failures,
      code: verdict.code,
      meaning: describeOutcome(verdict, { host: host.text, port, username }),
      ...(lastWords === undefined ? {} : { lastWords }),
      ...(retry.kind === "at" ? { retryAtMs: retry.atMs } : {}),
    };
  }

  async #countWaiting(): Promise<number> {
    let waiting = 0;
    for (const name of await this.#options.spool.names()) {
      const file = await this.#options.spool.read(name);
      waiting += (file?.messages ?? []).filter(
        ({ status }) => status.phase === "waiting" || status.phase === "held",
      ).length;
    }
    return waiting;
  }
}
