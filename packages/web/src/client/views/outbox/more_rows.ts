import type { QueueState } from "../../../api/queue_api.ts";
import { callApi } from "../../api/call_api.ts";
import { queueState } from "../../state/unit_states.ts";

/** Reads the rows behind those that the page has, and adds them. */
export async function readMoreRows(after: string): Promise<void> {
  const path = `/queue?after=${encodeURIComponent(after)}`;
  const result = await callApi<QueueState>({ path });
  const queue = queueState.value.peek();
  if (!result.ok) {
    queueState.failure.value = result.failure;
  } else if (queue?.next === after) {
    // Otherwise the queue was read anew meanwhile, and these rows do not follow those that it has now.
    const known = new Set([...queue.rows, ...queue.ended].map(({ message }) => message));
    const fresh = result.value.rows.filter(({ message }) => !known.has(message));
    const { next } = result.value;
    queueState.value.value = { ...queue, rows: [...queue.rows, ...fresh], next };
  }
}
