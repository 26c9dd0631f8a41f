import type { CommandContext } from "../command.ts";
import { oneOperand } from "../one_operand.ts";
import { openUnit } from "../open_unit.ts";
import { readQueueState } from "../queue_state.ts";
import { parseQueuedName, unknownMessage } from "../queued_name.ts";
import { renderJson } from "../text/render_json.ts";
import { renderPath } from "../text/render_queue.ts";
import { answerStory, renderStory } from "../text/render_story.ts";

/** `queue show`. */
export async function showQueued({ io, words, paint, isJson }: CommandContext): Promise<number> {
  const name = parseQueuedName(oneOperand(words.operands.slice(1), "queue show"));
  const unit = await openUnit(io);
  const story = (await unit.queue.find(name)) ?? (await unit.queue.findEnded(name));
  if (story === undefined) throw unknownMessage(name);
  if (isJson) {
    io.write(renderJson(answerStory(story)));
    return 0;
  }
  const nowMs = Date.now();
  io.write(renderStory(story, nowMs, paint));
  const { path } = await readQueueState(unit);
  if (story.status.phase === "waiting" && path !== undefined) {
    io.write(renderPath(path, nowMs, paint));
  }
  return 0;
}
