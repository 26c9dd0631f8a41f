import type { PlanDecision } from "@fieldpost/core";
import type { ExplainedPath, Fieldpost } from "@fieldpost/runtime";

/** Why the queue waits as a whole, if it does: refused settings come before a fault of the path. */
export interface QueueState {
  readonly decision: PlanDecision;
  readonly path: ExplainedPath | undefined;
}

export async function readQueueState(unit: Fieldpost): Promise<QueueState> {
  const { decision } = await unit.plan();
  const path = decision.plan === undefined ? undefined : await unit.queue.pathState();
  return { decision, path };
}
