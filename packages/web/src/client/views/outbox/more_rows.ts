import type { QueueState } from "../../../api/queue_api.ts";
import { callApi } from "../../api/call_api.ts";
import type { RemoteState } from "../../state/remote_state.ts";

/** What more rows are read of: the whole queue, or what was looked for in it. */
export interface RowSource {
  readonly state: Pick<RemoteState<QueueState>, "value" | "failure">;
  /** The path of the first rows. */
  readonly path: string;
}

/** Reads the rows behind those that the page has, and adds them. */
export async function readMoreRows(after: string, source: RowSource): Promise<void> {
  const { state } = source;
  const mark = source.path.includes("?") ? "&" : "?";
  const path = `${source.path}${mark}after=${encodeURIComponent(after)}`;
  const result = await callApi<QueueState>({ path });
  const queue = state.value.peek();
  if (!result.ok) {
    state.failure.value = result.failure;
  } else if (queue?.next === after) {
    // Otherwise the queue was read anew meanwhile, and these rows do not follow those that it has now.
    const known = new Set([...queue.rows, ...queue.ended].map(({ message }) => message));
    const fresh = result.value.rows.filter(({ message }) => !known.has(message));
    const { next } = result.value;
    state.value.value = { ...queue, rows: [...queue.rows, ...fresh], next };
  }
}
