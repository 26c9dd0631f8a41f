import type { QueueCensus } from "@fieldpost/runtime";
import type { PathView, QueueSummary } from "../../api/queue_api.ts";
import type { PagesContext } from "../pages_context.ts";
import { isoTimeOrNull } from "./iso_time.ts";
import { readPathView } from "./path_view.ts";

/** How many messages are where, and what keeps all of them. */
export async function queueSummary({
  unit,
  listing,
}: Pick<PagesContext, "unit" | "listing">): Promise<QueueSummary> {
  return summaryOf(await listing.census(), await readPathView(unit));
}

function summaryOf(census: QueueCensus, path: PathView | null): QueueSummary {
  const { waiting, sending, held, oldestAtMs, nextAtMs } = census;
  const nextAttemptAt = path === null ? isoTimeOrNull(nextAtMs) : path.retryAt;
  return { waiting, sending, held, oldestAt: isoTimeOrNull(oldestAtMs), nextAttemptAt, path };
}
