import type { Spool } from "./spool.ts";
import { factsOfName } from "./spool_name.ts";

/** What is left in a queue. */
export interface WaitingCount {
  /** Messages that wait for their time or for a person. */
  readonly waiting: number;
  /** When the first of them is due; `undefined` when none waits for a time. */
  readonly nextAtMs: number | undefined;
}

/** Counts what is left in a queue; what has no journal has never been tried, and is not opened. */
export async function countWaiting(spool: Spool): Promise<WaitingCount> {
  let waiting = 0;
  let nextAtMs: number | undefined;
  const { names, hasJournal } = await spool.scan();
  for (const name of names) {
    const { count, acceptedAtMs } = factsOfName(name);
    const fresh = { waiting: count, nextAtMs: acceptedAtMs };
    const found = hasJournal(name) ? await spool.summaryOf(name) : fresh;
    waiting += found?.waiting ?? 0;
    if (found?.nextAtMs !== undefined) nextAtMs = Math.min(found.nextAtMs, nextAtMs ?? Infinity);
  }
  return { waiting, nextAtMs };
}
