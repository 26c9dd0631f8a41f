import type { LiveEvent } from "../../api/live_api.ts";
import type { QueueState } from "../../api/queue_api.ts";

/** Messages that have ended and that the page keeps showing. */
export const ENDED_SHOWN = 200;

/** A queue with what a live event says: rows change in place, new ones follow, ended ones leave. */
export function mergeQueue(
  state: QueueState,
  event: Extract<LiveEvent, { kind: "queue" }>,
): QueueState {
  const gone = new Set(event.ended.map(({ message }) => message));
  const fresh = new Map(event.rows.map((row) => [row.message, row]));
  const kept = state.rows.filter(({ message }) => !gone.has(message));
  const known = new Set(kept.map(({ message }) => message));
  const ended = state.ended.filter(({ message }) => !gone.has(message));
  return {
    summary: event.summary,
    rows: [
      ...kept.map((row) => fresh.get(row.message) ?? row),
      // Beyond the rows that were read there are others: a new one belongs behind those.
      ...(state.next === null ? event.rows.filter(({ message }) => !known.has(message)) : []),
    ].filter(({ message }) => !gone.has(message)),
    next: state.next,
    ended: [...event.ended, ...ended].slice(0, ENDED_SHOWN),
  };
}
