import { randomUUID } from "node:crypto";
import { type LogTail, type UnitChange, type UnitWatch, watchUnit } from "@fieldpost/runtime";
import type { LiveEvent } from "../../api/live_api.ts";
import type { PagesContext } from "../pages_context.ts";
import { logLine } from "../views/log_line.ts";
import { readOverview } from "../views/overview_view.ts";
import { DeliveryCounters } from "./delivery_counters.ts";
import { LiveViewer } from "./live_viewer.ts";
import { QueueWatch } from "./queue_watch.ts";
import { SettingsWatch } from "./settings_watch.ts";

/** What events are made from. */
export type LiveContext = Pick<PagesContext, "unit" | "listing" | "version" | "startedAtMs">;

/** How often a unit is looked at while it changes. */
export interface LiveTempo {
  /** Changes within this time are told together. */
  readonly pauseMs: number;
  /** An overview is made at most this often. */
  readonly overviewMs: number;
  /** Looking takes at most one part in so many of the time, however large the queue is. */
  readonly restFactor: number;
}

/** At most two events of a kind a second. */
export const LIVE_TEMPO: LiveTempo = { pauseMs: 500, overviewMs: 2000, restFactor: 8 };

/** Lines of the log that one event has at most. */
const LOG_LINES = 200;

/**
 * Watches a unit once for all viewers: each event is made once and given to all of them. Without a
 * viewer only the log is followed, for the counters.
 *
 * *Diagnostics*: nothing throws. What cannot be read is looked at again with the next change.
 */
export class LiveHub {
  readonly bootId: string = randomUUID();
  readonly counters: DeliveryCounters = new DeliveryCounters();
  readonly #context: LiveContext;
  readonly #tempo: LiveTempo;
  readonly #viewers = new Set<LiveViewer>();
  readonly #changes = new Set<UnitChange>();
  readonly #queue: QueueWatch;
  readonly #settings: SettingsWatch;
  readonly #tail: LogTail;
  #watch: UnitWatch | undefined;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #overviewTimer: NodeJS.Timeout | undefined;
  #restUntilMs = 0;
  #overviewAtMs = 0;
  #overview = "";
  #isClosed = false;

  private constructor(context: LiveContext, tail: LogTail, tempo: LiveTempo) {
    this.#context = context;
    this.#tempo = tempo;
    this.#tail = tail;
    this.#queue = new QueueWatch(context);
    this.#settings = new SettingsWatch(context.unit);
  }

  /** Begins to watch. */
  static async open(context: LiveContext, tempo: LiveTempo = LIVE_TEMPO): Promise<LiveHub> {
    const hub = new LiveHub(context, await context.unit.log.tail(), tempo);
    hub.#watch = await watchUnit(context.unit.home, (change) => hub.#note(change));
    return hub;
  }

  get viewerCount(): number {
    return this.#viewers.size;
  }

  /** What one viewer gets, until the signal comes, it is too slow, or the hub is closed. */
  async view(signal: AbortSignal): Promise<AsyncIterable<LiveEvent>> {
    const viewer = new LiveViewer();
    // It asks for the states itself, and what was before that is nothing new.
    if (this.#viewers.size === 0) await this.#inTurn(() => this.#rebase());
    viewer.put({ kind: "hello", version: this.#context.version, bootId: this.bootId });
    this.#viewers.add(viewer);
    const end = (): void => {
      this.#viewers.delete(viewer);
      viewer.end();
    };
    if (signal.aborted || this.#isClosed) end();
    signal.addEventListener("abort", end, { once: true });
    return viewer;
  }

  /** Ends every viewer. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#overviewTimer);
    this.#watch?.close();
    for (const viewer of this.#viewers) viewer.end();
    this.#viewers.clear();
    await this.#turn;
  }

  async #rebase(): Promise<void> {
    await this.#attempt(async () => {
      await this.#settings.look();
      await this.#queue.look();
    });
  }

  /** One after the other: each look compares with the one before. */
  async #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn;
    await turn;
  }

  #note(change: UnitChange): void {
    this.#changes.add(change);
    this.#schedule(this.#tempo.pauseMs / 10);
  }

  #schedule(delayMs: number): void {
    if (this.#isClosed || this.#timer !== undefined) return;
    const restMs = this.#restUntilMs - performance.now();
    this.#timer = setTimeout(
      () => {
        void this.#inTurn(() => this.#look()).then(() => {
          this.#timer = undefined;
          if (this.#changes.size > 0) this.#schedule(0);
        });
      },
      Math.max(delayMs, restMs),
    ).unref();
  }

  async #look(): Promise<void> {
    const startMs = performance.now();
    const changes = new Set(this.#changes);
    this.#changes.clear();
    if (changes.has("log")) await this.#attempt(() => this.#followLog());
    if (this.#viewers.size > 0) {
      if (touches(changes, "settings", "trial"))
        await this.#attempt(async () => this.#tell(...(await this.#settings.look())));
      if (touches(changes, "queue", "ended", "path", "settings"))
        await this.#attempt(async () => {
          const event = await this.#queue.look();
          if (event !== undefined) this.#tell(event);
        });
      if (changes.has("events")) this.#tell({ kind: "events" });
      await this.#attempt(() => this.#tellOverview());
    }
    const tookMs = performance.now() - startMs;
    const { pauseMs, restFactor } = this.#tempo;
    this.#restUntilMs = performance.now() + Math.max(pauseMs, tookMs * restFactor);
  }

  async #followLog(): Promise<void> {
    const records = await this.#tail.read();
    this.counters.take(records);
    const lines = records.slice(-LOG_LINES).map(logLine);
    if (lines.length > 0) this.#tell({ kind: "log", lines });
  }

  async #tellOverview(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs < this.#overviewAtMs) {
      // What has changed meanwhile is told when its time has come.
      this.#overviewTimer ??= setTimeout(() => {
        this.#overviewTimer = undefined;
        this.#note("path");
      }, this.#overviewAtMs - nowMs).unref();
      return;
    }
    const overview = await readOverview(this.#context);
    const shown = JSON.stringify({ ...overview, now: "" });
    this.#overviewAtMs = performance.now() + this.#tempo.overviewMs;
    if (shown === this.#overview) return;
    this.#overview = shown;
    this.#tell({ kind: "overview", overview });
  }

  #tell(...events: readonly LiveEvent[]): void {
    for (const event of events) {
      for (const viewer of this.#viewers) if (!viewer.put(event)) this.#viewers.delete(viewer);
    }
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch {
      // A registry that cannot be read is told by every endpoint; here it is only looked at again.
    }
  }
}

function touches(changes: ReadonlySet<UnitChange>, ...wanted: readonly UnitChange[]): boolean {
  return wanted.some((change) => changes.has(change));
}
