import type { CommandContext } from "../command.ts";
import { openUnit } from "../open_unit.ts";
import { type QueueState, readQueueState } from "../queue_state.ts";
import { renderJson } from "../text/render_json.ts";
import { answerQueued, renderPath, renderQueued, renderRefusals } from "../text/render_queue.ts";

/** `queue`. */
export async function listQueue(context: CommandContext): Promise<number> {
  const { io, words, paint, isJson } = context;
  words.allowOneOf(["watch", "json"]);
  const unit = await openUnit(io);
  if (words.has("watch")) {
    const { watchQueue } = await import("../watch_queue.ts");
    return await watchQueue(unit, context);
  }
  if (isJson) {
    const answers = [];
    for await (const queued of unit.queue.list()) answers.push(answerQueued(queued));
    io.write(renderJson(answers));
    return 0;
  }
  let count = 0;
  const nowMs = Date.now();
  const state = await readQueueState(unit);
  for await (const queued of unit.queue.list()) {
    if (count === 0) io.write(renderState(state, nowMs, paint));
    count++;
    io.write(renderQueued(queued, nowMs, paint));
  }
  io.write(renderCount(count));
  return 0;
}

function renderState(
  { decision, path }: QueueState,
  nowMs: number,
  paint: CommandContext["paint"],
): string {
  if (path !== undefined) return renderPath(path, nowMs, paint);
  return renderRefusals(decision.refusals, paint);
}

function renderCount(count: number): string {
  if (count === 0) return "The queue is empty.\n";
  return count === 1 ? "1 message waits.\n" : `${count} messages wait.\n`;
}
