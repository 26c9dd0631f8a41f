import type { SaslCrypto, SessionOutcome, SessionTimeouts, Verdict } from "@fieldpost/core";
import type { ClaimedFiles } from "./_claimed_files.ts";
import { ConnectionDriver } from "./_connection_driver.ts";
import { SLOT_WAIT_MS } from "./_connection_slots.ts";
import { endSignal, isEnding, laneSignal, type PassSignals } from "./_lane_signal.ts";
import type { SubmissionJob } from "./_submission_job.ts";
import type { Clock } from "./clock.ts";
import type { MailRoute } from "./mail_route.ts";
import type { QueueJob } from "./queue_job.ts";
import type { ProcessLock } from "./with_lock.ts";

/** Transactions that one connection carries before the next one takes over. */
export const TRANSACTIONS_PER_CONNECTION = 100;

/** What a lane works with. */
export interface DeliveryLaneOptions extends PassSignals {
  readonly route: MailRoute;
  readonly crypto: SaslCrypto;
  readonly timeouts: SessionTimeouts;
  readonly clock: Clock;
  readonly next: () => Promise<QueueJob | undefined>;
  /** One that can be begun before the one under way is over; `undefined` where there is none. */
  readonly atHand: () => QueueJob | undefined;
  readonly submissionOf: (job: QueueJob) => SubmissionJob;
  /** Told what is being sent; takes a job that this pass does not try. */
  readonly files: Pick<ClaimedFiles, "sending" | "sent" | "leave">;
  /** Takes a job back that was not begun, to be the next one. */
  readonly putBack: (job: QueueJob) => void;
  /** Takes one of the connections that the unit may have; `undefined` when there is none. */
  readonly takeSlot: () => Promise<ProcessLock | undefined>;
  /** Whether somebody has found none since it was asked last. */
  readonly isSlotWanted: () => boolean;
  readonly isStopped: () => boolean;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told what broke a connection off. */
  readonly broke: (
    failure: Verdict,
    outcome: SessionOutcome,
    driver: ConnectionDriver,
  ) => Promise<void>;
}

/** One connection after the other, as long as there are jobs; one opens only when there is a job. */
export class DeliveryLane {
  readonly #options: DeliveryLaneOptions;
  #waiting: QueueJob | undefined;
  /** The one whose envelope went along. */
  #follower: QueueJob | undefined;
  #left = 0;

  constructor(options: DeliveryLaneOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { next, files, putBack } = this.#options;
    for (let job = await next(); job !== undefined; job = await next()) {
      const slot = await this.#slot();
      if (slot === undefined) return await files.leave(job);
      files.sending(job.message);
      this.#waiting = job;
      this.#left = TRANSACTIONS_PER_CONNECTION;
      const driver = await this.#connect().finally(() => slot.release());
      // The first job was never taken: the connection did not come to be.
      if (this.#waiting !== undefined) await files.leave(this.#waiting);
      if (driver.hasLeftOver && this.#follower !== undefined) {
        files.sent(this.#follower.message);
        putBack(this.#follower);
      }
      await this.#letOthers();
    }
  }

  /** Whoever waits for a slot asks now and then only: without a pause it would hardly ever find one free. */
  async #letOthers(): Promise<void> {
    const { isSlotWanted, wait } = this.#options;
    if (isSlotWanted()) await wait(2 * SLOT_WAIT_MS, endSignal(this.#options));
  }

  /** Waits for a place among the connections of the unit; `undefined` when the pass ends before. */
  async #slot(): Promise<ProcessLock | undefined> {
    const { takeSlot, isStopped, wait } = this.#options;
    for (;;) {
      if (isStopped()) return undefined;
      const slot = await takeSlot();
      if (slot !== undefined) return slot;
      await wait(SLOT_WAIT_MS, endSignal(this.#options));
    }
  }

  async #connect(): Promise<ConnectionDriver> {
    const { route, crypto, timeouts, clock, submissionOf, broke } = this.#options;
    const lane = laneSignal(this.#options, () => this.#waiting !== undefined);
    const driver = new ConnectionDriver({
      ...{ ...route, crypto, timeouts, clock, signal: lane.signal },
      nextJob: async () => {
        const job = await this.#take();
        return job === undefined ? undefined : submissionOf(job);
      },
      jobAtHand: () => {
        this.#follower = this.#takeAtHand();
        return this.#follower === undefined ? undefined : submissionOf(this.#follower);
      },
    });
    const outcome = await driver.run().finally(async () => {
      lane.close();
      await driver.closed();
    });
    // What was cut off here says nothing about the path.
    const { failure } = outcome;
    if (failure !== undefined && !isEnding(this.#options)) await broke(failure, outcome, driver);
    return driver;
  }

  async #take(): Promise<QueueJob | undefined> {
    // It may have been cut off just when it became ready: then its job was never begun.
    if (isEnding(this.#options)) return undefined;
    this.#left -= 1;
    const job = this.#waiting ?? (this.#left < 0 ? undefined : await this.#nextToBegin());
    this.#waiting = undefined;
    return job;
  }

  /** Finding one may take so long that the pass is told to end meanwhile: then it is not begun. */
  async #nextToBegin(): Promise<QueueJob | undefined> {
    const { next, files } = this.#options;
    const job = await next();
    if (job === undefined || !isEnding(this.#options)) return job;
    await files.leave(job);
    return undefined;
  }

  #takeAtHand(): QueueJob | undefined {
    if (this.#left <= 0) return undefined;
    const job = this.#options.atHand();
    if (job !== undefined) this.#left -= 1;
    return job;
  }
}
