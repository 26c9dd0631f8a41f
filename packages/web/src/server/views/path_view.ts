import type { PlanRefusal } from "@fieldpost/core";
import type { ExplainedPath, Fieldpost } from "@fieldpost/runtime";
import type { PathView } from "../../api/queue_api.ts";
import { diagnosisView } from "./diagnosis_view.ts";
import { isoTimeOrNull } from "./iso_time.ts";

/** What keeps the queue as a whole: settings that refuse come before a fault of the path. */
export function pathView(
  refusals: readonly PlanRefusal[],
  path: ExplainedPath | undefined,
): PathView | null {
  const [refusal] = refusals;
  if (refusal !== undefined) {
    const { code, message: meaning, key } = refusal;
    return { code, meaning, retryAt: null, key, diagnosis: null };
  }
  if (path === undefined) return null;
  const { code, meaning, retryAtMs, diagnosis } = path;
  const key = diagnosis?.change[0]?.key ?? null;
  const retryAt = isoTimeOrNull(retryAtMs);
  return { code, meaning, retryAt, key, diagnosis: diagnosisView(diagnosis) };
}

/** As the unit stands now. */
export async function readPathView(unit: Fieldpost): Promise<PathView | null> {
  const { decision } = await unit.plan();
  // A secret that cannot be opened is told by whoever sends; the list goes on without it.
  const path = await unit.queue.pathState().catch(() => undefined);
  return pathView(decision.refusals, path);
}
