import type { CommandContext } from "../command.ts";
import { REFUSED_PLAN_EXIT_CODE } from "../exit_code.ts";
import { openUnit } from "../open_unit.ts";
import { renderJson } from "../text/render_json.ts";
import { answerPlan, renderPlan } from "../text/render_plan.ts";

/** `plan`. */
export async function runPlan({ io, words, paint, isJson }: CommandContext): Promise<number> {
  words.allowNoOperand("plan", "it takes --json only");
  const unit = await openUnit(io);
  const { decision } = await unit.plan();
  io.write(isJson ? renderJson(answerPlan(decision)) : renderPlan(decision, paint));
  return decision.mode === null ? REFUSED_PLAN_EXIT_CODE : 0;
}
