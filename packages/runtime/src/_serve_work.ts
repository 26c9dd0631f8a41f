import { isNewUnit, type PlanDecision } from "@fieldpost/core";
import type { WorkChange } from "./_home_watch.ts";
import type { Clock } from "./clock.ts";
import type { Fieldpost } from "./fieldpost.ts";
import type { PathReport } from "./heartbeat.ts";
import type { QueueRunOptions } from "./mail_queue.ts";
import type { QueuePassReport } from "./queue_pass.ts";
import { errorCodeOf, RuntimeFailure } from "./runtime_failure.ts";

/** However quiet it is, the queue is looked at this often: clocks are set, and watches miss things. */
const LONGEST_REST_MS = 15 * 60_000;

/** After a failure of the unit's own: a full disk, say. */
const FAILURE_REST_MS = 30_000;

/** When everything that is due is in another process's hands. */
const CLAIMED_REST_MS = 5_000;

const NOT_SET_UP = "The unit is not set up yet, and sends nothing until it is";

/** What the work tells about itself. */
export interface WorkNote {
  readonly kind: "pass" | "digest" | "waiting" | "not-set-up" | "trial" | "failure";
  readonly text: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What the work of a unit is done with. */
export interface ServeWorkOptions {
  readonly unit: Fieldpost;
  readonly clock: Clock;
  readonly tell: (note: WorkNote) => void;
  /** Told when a pass has ended. */
  readonly passed: () => void;
}

/**
 * What `serve` does whenever it is awake: digests that are due, and a pass over the queue when
 * something in it is.
 *
 * *Diagnostics*: nothing throws. What fails is logged, told once, and tried again later.
 */
export class ServeWork {
  readonly #options: ServeWorkOptions;
  readonly #changes = new Set<WorkChange>(["settings"]);
  readonly #told = new Map<string, string>();
  #digestAtMs = Infinity;
  #trialAtMs = Infinity;
  #passAtMs = -Infinity;
  #lastPassAtMs: number | undefined;
  #passing: Promise<void> | undefined;
  #path: PathReport = { state: "open" };

  constructor(options: ServeWorkOptions) {
    this.#options = options;
  }

  get lastPassAtMs(): number | undefined {
    return this.#lastPassAtMs;
  }

  get path(): PathReport {
    return this.#path;
  }

  /** When there is something to do again, if nothing happens before. */
  get nextAtMs(): number {
    const passAtMs = this.#passing === undefined ? this.#passAtMs : Infinity;
    return Math.min(this.#digestAtMs, this.#trialAtMs, passAtMs);
  }

  /** Notes what another process has done. */
  note(change: WorkChange): void {
    this.#changes.add(change);
  }

  /** Does what is to be done now; a pass goes on behind it, because a slow server delays no digest. */
  async run(signals: QueueRunOptions): Promise<void> {
    await this.#settleTrial();
    await this.#settleEvents();
    if (signals.stop?.aborted === true || this.#passing !== undefined || !this.#isPassDue()) return;
    this.#changes.clear();
    this.#passing = this.#pass(signals).finally(() => {
      this.#passing = undefined;
      this.#options.passed();
    });
  }

  /** Waits for the pass that goes on. */
  async finish(): Promise<void> {
    await this.#passing;
  }

  /** Does something that must not stop the service; answers whether it went well. */
  async attempt(what: string, act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      this.#told.delete(what);
      return true;
    } catch (error) {
      await this.#tellFailure(what, error);
      return false;
    }
  }

  /** Takes settings back that nobody has confirmed in time. */
  async #settleTrial(): Promise<void> {
    const { registry } = this.#options.unit;
    const isGood = await this.attempt("trial", async () => {
      const end = await registry.settleTrial();
      this.#trialAtMs = (await registry.trial())?.expiresAtMs ?? Infinity;
      if (end === undefined) return;
      const facts = { id: end.trial.id, by: end.trial.by, kept: end.kept };
      const text = "The settings of a trial were taken back: nobody has confirmed them";
      this.#options.tell({ kind: "trial", text, facts });
      this.#changes.add("settings");
    });
    if (!isGood) this.#trialAtMs = this.#after(FAILURE_REST_MS);
  }

  async #settleEvents(): Promise<void> {
    const { unit, clock, tell } = this.#options;
    this.#digestAtMs = Infinity;
    const isGood = await this.attempt("events", async () => {
      const { mailed, kept, nextAtMs } = await unit.events.settle();
      for (const facts of mailed) {
        tell({ kind: "digest", text: `On${facts.event} queued as ${facts.message}`, facts });
        this.#changes.add("queue");
      }
      this.#digestAtMs = nextAtMs ?? Infinity;
      if (kept.some(({ by }) => by === "disk")) this.#digestAtMs = this.#after(FAILURE_REST_MS);
    });
    if (!isGood) this.#digestAtMs = clock.nowMs() + FAILURE_REST_MS;
  }

  /** A path that is closed is not tried because a message more waits behind it. */
  #isPassDue(): boolean {
    if (this.#changes.has("settings") || this.#changes.has("path")) return true;
    if (this.#options.clock.nowMs() >= this.#passAtMs) return true;
    return this.#changes.has("queue") && this.#path.state === "open";
  }

  async #pass(signals: QueueRunOptions): Promise<void> {
    const { unit, clock } = this.#options;
    const isGood = await this.attempt("queue", async () => {
      const result = await unit.queue.run(signals);
      this.#lastPassAtMs = clock.nowMs();
      if (result.kind === "refused") await this.#learnRefusal(result.decision);
      else this.#learn(result.report);
    });
    if (!isGood) this.#passAtMs = this.#after(FAILURE_REST_MS);
  }

  async #learnRefusal({ refusals }: PlanDecision): Promise<void> {
    this.#passAtMs = this.#after(LONGEST_REST_MS);
    const path = { state: "refused", codes: refusals.map(({ code }) => code) } as const;
    const { registry } = await this.#options.unit.registry.read();
    // What was never set is no fault.
    if (isNewUnit(registry)) return this.#changePath(path, NOT_SET_UP, "not-set-up");
    this.#changePath(path, refusals.map(({ message }) => message).join("; "));
  }

  #learn(report: QueuePassReport): void {
    const { attempted, delivered, failed, waiting, path } = report;
    if (attempted + failed > 0) {
      const facts = { attempted, delivered, failed, waiting };
      const text = `${attempted} attempted, ${delivered} delivered, ${failed} failed, ${waiting} waiting`;
      this.#options.tell({ kind: "pass", text, facts });
    }
    this.#passAtMs = Math.min(this.#nextPassAtMs(report), this.#after(LONGEST_REST_MS));
    if (path === undefined) return this.#changePath({ state: "open" }, "The path is open");
    const { code, meaning, retryAtMs } = path;
    const retryAt = retryAtMs === undefined ? {} : { retryAt: new Date(retryAtMs).toISOString() };
    this.#changePath({ state: "closed", code, meaning, ...retryAt }, meaning);
  }

  #nextPassAtMs({ attempted, nextAtMs, path }: QueuePassReport): number {
    if (path !== undefined) return path.retryAtMs ?? Infinity;
    if (nextAtMs === undefined) return Infinity;
    return attempted > 0 ? nextAtMs : Math.max(nextAtMs, this.#after(CLAIMED_REST_MS));
  }

  #changePath(path: PathReport, text: string, kind: WorkNote["kind"] = "waiting"): void {
    const isChanged = JSON.stringify(path) !== JSON.stringify(this.#path);
    this.#path = path;
    if (isChanged) this.#options.tell({ kind, text, facts: { path } });
  }

  async #tellFailure(what: string, error: unknown): Promise<void> {
    const message = describe(error);
    if (this.#told.get(what) === message) return;
    this.#told.set(what, message);
    const facts = { what, code: error instanceof RuntimeFailure ? error.code : "internal" };
    this.#options.tell({ kind: "failure", text: message, facts });
    await this.#options.unit.log.append({ event: "serve-failure", text: message, facts });
  }

  #after(ms: number): number {
    return this.#options.clock.nowMs() + ms;
  }
}

/** The platform's errors quote the value that they refuse, and that may be a secret. */
function describe(error: unknown): string {
  if (error instanceof RuntimeFailure) return error.message;
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  return `Cannot go on with this: a fault of the program (${[kind, errorCodeOf(error)].join(" ").trim()}), it is tried again`;
}
