import type { Spool } from "./spool.ts";

/** What is left in a queue. */
export interface WaitingCount {
  /** Messages that wait for their time or for a person. */
  readonly waiting: number;
  /** When the first of them is due; `undefined` when none waits for a time. */
  readonly nextAtMs: number | undefined;
}

/** Counts what is left in a queue, reading it whole. */
export async function countWaiting(spool: Spool): Promise<WaitingCount> {
  let waiting = 0;
  let nextAtMs: number | undefined;
  for (const name of await spool.names()) {
    const file = await spool.read(name);
    for (const { status } of file?.messages ?? []) {
      if (status.phase !== "waiting" && status.phase !== "held") continue;
      waiting += 1;
      if (status.phase === "waiting") nextAtMs = Math.min(status.nextAtMs, nextAtMs ?? Infinity);
    }
  }
  return { waiting, nextAtMs };
}
