import type { CommandContext } from "../command.ts";
import { oneOperand } from "../one_operand.ts";
import { openUnit } from "../open_unit.ts";
import { parseQueuedName, unknownMessage } from "../queued_name.ts";
import { renderJson } from "../text/render_json.ts";
import { answerStory, renderStory } from "../text/render_story.ts";

/** `queue show`. */
export async function showQueued({ io, words, paint, isJson }: CommandContext): Promise<number> {
  const name = parseQueuedName(oneOperand(words.operands.slice(1), "queue show"));
  const unit = await openUnit(io);
  const story = await unit.queue.story(name);
  if (story === undefined) throw unknownMessage(name);
  io.write(isJson ? renderJson(answerStory(story)) : renderStory(story, Date.now(), paint));
  return 0;
}
