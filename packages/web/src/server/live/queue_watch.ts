import type { LiveEvent } from "../../api/live_api.ts";
import type { PagesContext } from "../pages_context.ts";
import { messageRow } from "../views/message_views.ts";
import { queueSummary } from "../views/queue_summary.ts";

/** Rows of the queue that are followed. */
const ROWS = 50;

/** Ended messages that one event tells of at most. */
const ENDED = 200;

/** Rows that have gone and that are looked for one by one; the others the next time. */
const SEARCHES = 10;

type QueueEvent = Extract<LiveEvent, { kind: "queue" }>;

/** Finds out what has changed in the queue since it was last looked at. */
export class QueueWatch {
  readonly #context: Pick<PagesContext, "unit" | "listing">;
  #rows: ReadonlyMap<string, string> = new Map();
  #ended: ReadonlySet<string> = new Set();
  #summary = "";

  constructor(context: Pick<PagesContext, "unit" | "listing">) {
    this.#context = context;
  }

  /** What has changed; `undefined` when nothing has. */
  async look(): Promise<QueueEvent | undefined> {
    const { listing, unit } = this.#context;
    const { rows: found } = await listing.page({ limit: ROWS });
    const rows = found.map(messageRow);
    const over = (await listing.ended(ENDED)).map(messageRow);
    const ended = over.filter(({ message }) => !this.#ended.has(message));
    const known = new Set(over.map(({ message }) => message));
    const here = new Map(rows.map((row) => [row.message, JSON.stringify(row)]));
    const gone = [...this.#rows.keys()].filter((name) => !here.has(name) && !known.has(name));
    for (const name of gone.slice(0, SEARCHES)) {
      const told = await unit.queue.findEnded(name);
      if (told !== undefined) ended.push(messageRow(told));
    }
    for (const name of gone.slice(SEARCHES)) here.set(name, this.#rows.get(name) ?? "");
    const summary = await queueSummary(this.#context);
    const changed = rows.filter((row) => this.#rows.get(row.message) !== here.get(row.message));
    const hasChanged = this.#take({ here, known, summary: JSON.stringify(summary) });
    return hasChanged || changed.length > 0 || ended.length > 0
      ? { kind: "queue", summary, rows: changed, ended }
      : undefined;
  }

  #take(now: {
    readonly here: ReadonlyMap<string, string>;
    readonly known: ReadonlySet<string>;
    readonly summary: string;
  }): boolean {
    const hasChanged = now.summary !== this.#summary;
    this.#rows = now.here;
    this.#ended = now.known;
    this.#summary = now.summary;
    return hasChanged;
  }
}
