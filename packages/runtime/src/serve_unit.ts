import { unlink } from "node:fs/promises";
import { HomeWatch, WORK_PARTS } from "./_home_watch.ts";
import { ServeWork, type WorkNote } from "./_serve_work.ts";
import { WakeCall } from "./_wake_call.ts";
import { type Clock, systemClock } from "./clock.ts";
import { openDataDirectory } from "./data_directory.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { removeHeartbeat, writeHeartbeat } from "./heartbeat.ts";
import { type OpenOptions, openFieldpost } from "./open_fieldpost.ts";
import { rebootRequestPath } from "./reboot_request.ts";
import { openServeLock } from "./serve_lock.ts";

/** How often the heartbeat file is replaced. */
export const HEARTBEAT_MS = 10_000;

/** How long a transaction may take to finish after a stop; then it is cut off and given back. */
export const STOP_GRACE_MS = 20_000;

/** What a running service tells. */
export interface ServeEvent {
  readonly kind: "ready" | "settings" | "stopping" | "rebooting" | "stopped" | WorkNote["kind"];
  readonly text: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What a service is started with. */
export interface ServeOptions extends OpenOptions {
  readonly onEvent?: (event: ServeEvent) => void;
  /** @default {STOP_GRACE_MS} */
  readonly graceMs?: number;
}

/** A running service. */
export interface ServeUnit {
  /** Resolves when it has stopped. */
  readonly ended: Promise<void>;
  /**
   * Stops it: what is being delivered is finished, nothing more is begun. Called again, or when the
   * grace is over, what is under way is cut off and stays in the queue.
   */
  stop(): void;
  /** Has it look at once: a test's clock has moved. */
  wake(): void;
}

/**
 * Serves a unit: delivers its queue as messages come and come due, sends the digests of its events,
 * raises the event `Boot`, and obeys changed settings at once. It sleeps in between.
 *
 * No problem with mail, settings or the disk stops it: each is logged and tried again. A reboot that
 * another process asks for stops it cleanly and starts it anew, with the event `Boot` as a person
 * asked for it: without hold-off.
 *
 * @throws {RuntimeFailure} `busy` if another process serves the directory, or if it cannot be opened
 * @example
 * ```ts
 * import { findServe, startServe } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const serve = await startServe({ home });
 * assert.equal(await findServe(home), process.pid);
 * serve.stop();
 * await serve.ended;
 * assert.equal(await findServe(home), undefined);
 * await rm(home, { recursive: true });
 * ```
 */
export async function startServe(options: ServeOptions): Promise<ServeUnit> {
  const { clock = systemClock } = options;
  const { path } = openDataDirectory(options.home);
  const lock = await openServeLock(path, clock);
  const service = new Service(options, clock);
  const ended = service.run().finally(() => lock.release());
  return { ended, stop: () => service.stop(), wake: () => service.wake() };
}

/** What ends one life of a service. */
class Ending {
  readonly #stop = new AbortController();
  readonly #cut = new AbortController();
  #grace: NodeJS.Timeout | undefined;
  isReboot = false;

  get isOver(): boolean {
    return this.#stop.signal.aborted;
  }

  get signals(): { readonly stop: AbortSignal; readonly signal: AbortSignal } {
    return { stop: this.#stop.signal, signal: this.#cut.signal };
  }

  begin(graceMs: number): void {
    this.#stop.abort();
    this.#grace ??= setTimeout(() => this.#cut.abort(), graceMs);
  }

  cut(): void {
    this.#cut.abort();
  }

  close(): void {
    clearTimeout(this.#grace);
  }
}

class Service {
  readonly #options: ServeOptions;
  readonly #clock: Clock;
  readonly #wake: WakeCall;
  readonly #watch: HomeWatch;
  #ending = new Ending();
  #isStopped = false;
  #work: ServeWork | undefined;
  #startedAtMs = 0;
  #beating: Promise<void> = Promise.resolve();

  constructor(options: ServeOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#wake = new WakeCall(clock);
    this.#watch = new HomeWatch(options.home, WORK_PARTS, (change) => {
      if (change === "reboot") void this.#checkReboot();
      else if (change === "settings") void this.#checkSettings();
      else this.#work?.note(change);
      this.#wake.callSoon();
    });
  }

  stop(): void {
    if (this.#isStopped) this.#ending.cut();
    this.#isStopped = true;
    this.#ending.isReboot = false;
    this.#end("stopping");
  }

  wake(): void {
    this.#wake.call();
  }

  async run(): Promise<void> {
    const { home } = this.#options;
    await unlink(rebootRequestPath(home)).catch(() => undefined);
    await this.#watch.open();
    const timer = setInterval(() => this.#tick(), HEARTBEAT_MS);
    try {
      for (let isReboot = false; ; isReboot = true) {
        await this.#live(isReboot);
        if (this.#isStopped) break;
        this.#ending = new Ending();
      }
    } finally {
      clearInterval(timer);
      this.#watch.close();
      this.#wake.close();
      await this.#beating;
      await removeHeartbeat(home);
    }
    this.#tell("stopped", "Stopped");
  }

  /** From the start to a stop or a reboot. */
  async #live(isReboot: boolean): Promise<void> {
    const { home } = this.#options;
    const ending = this.#ending;
    this.#startedAtMs = this.#clock.nowMs();
    const unit = await openFieldpost(this.#options);
    const tell = (note: WorkNote) => this.#tell(note.kind, note.text, note.facts);
    const work = new ServeWork({ unit, clock: this.#clock, tell, passed: () => this.wake() });
    this.#work = work;
    await this.#boot(unit, work, isReboot);
    await unlink(rebootRequestPath(home)).catch(() => undefined);
    this.#beat();
    while (!ending.isOver) {
      await work.run(ending.signals);
      this.#beat();
      if (!ending.isOver) await this.#wake.sleep(work.nextAtMs);
    }
    await work.finish();
    ending.close();
    const text = ending.isReboot ? "-- Fieldpost stops to start anew" : "-- Fieldpost stops";
    await unit.log.append({ event: "serve-stop", text, facts: { pid: process.pid } });
  }

  async #boot(unit: Fieldpost, work: ServeWork, isUrgent: boolean): Promise<void> {
    const { home } = this.#options;
    const facts = { pid: process.pid, home };
    await unit.log.append({ event: "serve-start", text: "-- Fieldpost starts", facts });
    await work.attempt("boot", async () => {
      await unit.events.raise("Boot", { isUrgent });
    });
    this.#tell("ready", `Serving ${home} as process ${process.pid}`, facts);
  }

  async #checkReboot(): Promise<void> {
    if (this.#ending.isOver || !(await this.#watch.isRebootWanted())) return;
    this.#ending.isReboot = true;
    this.#end("rebooting");
  }

  async #checkSettings(): Promise<void> {
    if (!(await this.#watch.hasNewSettings())) return;
    this.#work?.note("settings");
    this.#tell("settings", "The settings have changed");
    this.#wake.callSoon();
  }

  #end(kind: "stopping" | "rebooting"): void {
    if (this.#ending.isOver) return;
    this.#tell(kind, kind === "stopping" ? "Stopping" : "Starting anew");
    this.#ending.begin(this.#options.graceMs ?? STOP_GRACE_MS);
    this.#wake.call();
  }

  #tick(): void {
    this.#wake.check();
    void this.#watch.look(["settings", "queue", "events", "reboot"]);
    this.#beat();
  }

  /** One after the other: two of them would write one temporary file. */
  #beat(): void {
    this.#beating = this.#beating.then(() => this.#writeHeartbeat());
  }

  async #writeHeartbeat(): Promise<void> {
    const work = this.#work;
    if (work === undefined) return;
    await work.attempt("heartbeat", async () => {
      await writeHeartbeat(this.#options.home, {
        pid: process.pid,
        startedAt: new Date(this.#startedAtMs).toISOString(),
        beatAt: new Date(this.#clock.nowMs()).toISOString(),
        lastPassAt:
          work.lastPassAtMs === undefined ? null : new Date(work.lastPassAtMs).toISOString(),
        waiting: await this.#watch.countQueue(),
        path: work.path,
      });
    });
  }

  #tell(
    kind: ServeEvent["kind"],
    text: string,
    facts: Readonly<Record<string, unknown>> = {},
  ): void {
    this.#options.onEvent?.({ kind, text, facts });
  }
}
