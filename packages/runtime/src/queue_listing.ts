import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ENDED_PARTS, type EndedJournal, EndedJournals } from "./_ended_journals.ts";
import { SEGMENT_REGEXP, stemOf } from "./ended_message.ts";
import type { CleanText } from "./message_title.ts";
import { type EndedMessage, type QueuedMessageDetail, queuedMessage } from "./queued_message.ts";
import type { Spool } from "./spool.ts";

/** What a listing reads. */
export interface QueueListingOptions {
  readonly path: string;
  /** As `SpoolOptions.readMask`. */
  readonly readClean: () => Promise<CleanText | undefined>;
}

/** A part of the queue, oldest first. */
export interface QueuePage {
  readonly rows: readonly QueuedMessageDetail[];
  /** The message after which the next part begins; `undefined` at the end. */
  readonly next: string | undefined;
}

/** What is in the queue, in numbers. */
export interface QueueCensus {
  readonly waiting: number;
  /** How many of those that wait are being sent at this moment. */
  readonly sending: number;
  readonly held: number;
  /** When the oldest of them was accepted. */
  readonly oldestAtMs: number | undefined;
  /** When the first of those that wait is due; not later than now when one is due. */
  readonly nextAtMs: number | undefined;
}

type FileCensus = Pick<QueueCensus, "waiting" | "held" | "nextAtMs">;

const MAIL_REGEXP = /^([0-9a-z]{9})[0-9a-z]{10}_(\d{1,4})u?\.mail$/;
const LOG_REGEXP = /^[0-9a-z]{19}_\d{1,4}u?\.log$/;

/** Messages that one page looks at, however few of them are wanted. */
export const LOOKED_AT = 5000;

/** Which rows are wanted. */
export interface QueuePageOptions {
  readonly after?: string | undefined;
  readonly limit: number;
  /** @default every row */
  readonly matches?: (row: QueuedMessageDetail) => boolean;
}

/** Journals that one census reads anew; those beyond are read by the next ones. */
const READ_AT_ONCE = 2000;

/** Files that are looked at in one turn of the event loop. */
const TURN_LENGTH = 256;

/**
 * Lists of a queue for people who look at it again and again: a page reads only the files of its rows,
 * a census only the journals that have changed since the last one.
 *
 * *Diagnostics*: nothing here waits for a delivery or keeps one from going on. What leaves the queue
 * while it is read is left out.
 *
 * @example
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * const listing = await unit.queue.listing();
 * assert.deepEqual(await listing.page({ limit: 50 }), { rows: [], next: undefined });
 * assert.equal((await listing.census()).waiting, 0);
 * await rm(home, { recursive: true });
 * ```
 */
export class QueueListing {
  readonly #spool: Spool;
  readonly #path: string;
  readonly #readClean: QueueListingOptions["readClean"];
  readonly #known = new Map<string, { readonly stamp: string; readonly census: FileCensus }>();

  readonly #ended: EndedJournals;

  constructor(spool: Spool, { path, readClean }: QueueListingOptions) {
    this.#spool = spool;
    this.#path = path;
    this.#readClean = readClean;
    this.#ended = new EndedJournals(path);
  }

  /** The wanted rows that follow a message, or the first ones. */
  async page(options: QueuePageOptions): Promise<QueuePage> {
    const { after = "", limit, matches = () => true } = options;
    let [looked, last] = [0, ""];
    const rows: QueuedMessageDetail[] = [];
    const stem = stemOf(after);
    const clean = await this.#readClean();
    const sending = await this.#spool.sending();
    for (const name of await this.#spool.names()) {
      if (name.slice(0, stem.length) < stem) continue;
      const found = await this.#spool.describe(name, clean);
      const start = found.findIndex(({ record }) => record.header.message === after) + 1;
      for (const each of found.slice(start)) {
        if (each.status.phase !== "waiting" && each.status.phase !== "held") continue;
        if (rows.length >= limit || looked >= LOOKED_AT) return { rows, next: last };
        const row = queuedMessage(each, sending);
        looked += 1;
        last = row.message;
        if (matches(row)) rows.push(row);
      }
    }
    return { rows, next: undefined };
  }

  /** Counts the queue. */
  async census(): Promise<QueueCensus> {
    const names = await readdir(join(this.#path, "queue"));
    const logs = new Set(names.filter((name) => LOG_REGEXP.test(name)));
    const mails = names.filter((name) => MAIL_REGEXP.test(name)).sort();
    let [waiting, held, reads] = [0, 0, 0];
    let nextAtMs: number | undefined;
    for (const [at, mail] of mails.entries()) {
      if (at % TURN_LENGTH === 0) await new Promise(setImmediate);
      const [, time = "", count = ""] = MAIL_REGEXP.exec(mail) ?? [];
      const name = mail.slice(0, -".mail".length);
      // Without a journal nothing has happened to it: it is due.
      const fresh = { waiting: Number(count), held: 0, nextAtMs: Number.parseInt(time, 36) };
      const census = logs.has(`${name}.log`)
        ? await this.#censusOf(name, reads < READ_AT_ONCE, () => (reads += 1))
        : fresh;
      waiting += (census ?? fresh).waiting;
      held += (census ?? fresh).held;
      nextAtMs = earliest(nextAtMs, (census ?? fresh).nextAtMs);
    }
    this.#forget(logs);
    const oldestAtMs =
      mails[0] === undefined ? undefined : Number.parseInt(mails[0].slice(0, 9), 36);
    const sending = Math.min(waiting, (await this.#spool.sending()).size);
    return { waiting, sending, held, oldestAtMs, nextAtMs };
  }

  /** The newest wanted messages that have left the queue, by the moment of their acceptance. */
  async ended(
    limit: number,
    matches: (ended: EndedMessage) => boolean = () => true,
  ): Promise<readonly EndedMessage[]> {
    const wanted = new Set<string>();
    const journals = [...(await this.#endedJournals())].sort(newestFirst);
    const found = new Map<string, EndedMessage>();
    for (const journal of journals) {
      if (wanted.size >= limit) break;
      for (const ended of await this.#ended.of(journal)) {
        // The journal of its file knows more of a message than that of the run that ended it.
        const known = found.get(ended.message)?.journal.length ?? 0;
        if (known >= ended.journal.length) continue;
        found.set(ended.message, ended);
        if (matches(ended)) wanted.add(ended.message);
        else wanted.delete(ended.message);
      }
    }
    return [...found.values()]
      .filter(({ message }) => wanted.has(message))
      .sort((one, other) => other.acceptedAtMs - one.acceptedAtMs)
      .slice(0, limit);
  }

  /** Of files that have left the queue, and of runs. */
  async #endedJournals(): Promise<readonly EndedJournal[]> {
    const folders = ENDED_PARTS.map(async (part) => {
      const names = await readdir(join(this.#path, part));
      return names
        .filter((name) => LOG_REGEXP.test(name) || SEGMENT_REGEXP.test(name))
        .map((name) => ({ part, name: name.slice(0, -".log".length) }));
    });
    return (await Promise.all(folders)).flat();
  }

  /** `undefined` when its journal has changed and may not be read this time. */
  async #censusOf(
    name: string,
    mayRead: boolean,
    count: () => void,
  ): Promise<FileCensus | undefined> {
    const stat = statSync(join(this.#path, "queue", `${name}.log`), { throwIfNoEntry: false });
    const stamp = `${stat?.size} ${stat?.mtimeMs}`;
    const known = this.#known.get(name);
    if (known?.stamp === stamp) return known.census;
    if (!mayRead) return known?.census;
    count();
    let [waiting, held] = [0, 0];
    let nextAtMs: number | undefined;
    for (const { status } of (await this.#spool.read(name))?.messages ?? []) {
      if (status.phase === "held") held += 1;
      if (status.phase !== "waiting") continue;
      waiting += 1;
      nextAtMs = earliest(nextAtMs, status.nextAtMs);
    }
    const census = { waiting, held, nextAtMs };
    this.#known.set(name, { stamp, census });
    return census;
  }

  #forget(logs: ReadonlySet<string>): void {
    if (this.#known.size <= logs.size) return;
    for (const name of this.#known.keys()) if (!logs.has(`${name}.log`)) this.#known.delete(name);
  }
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}

function newestFirst({ name: one }: EndedJournal, { name: other }: EndedJournal): number {
  if (one === other) return 0;
  return one < other ? 1 : -1;
}
