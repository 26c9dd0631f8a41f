import { defaultHome, findServe, type RaiseResult, type RuntimeFailure } from "@fieldpost/runtime";
import { acceptOrFail } from "../accept_or_fail.ts";
import type { CommandContext } from "../command.ts";
import { QUEUE_WAITS_EXIT_CODE, REFUSED_PLAN_EXIT_CODE } from "../exit_code.ts";
import { openUnit } from "../open_unit.ts";
import { readEvent } from "../read_event.ts";
import { answerEvent, renderEvent } from "../text/render_event.ts";
import { renderJson } from "../text/render_json.ts";
import { showLine } from "../text/show_text.ts";

/** `event`. */
export async function runEvent({ io, words, isJson }: CommandContext): Promise<number> {
  const { event, values } = readEvent(words.operands);
  const unlogged: RuntimeFailure[] = [];
  const unit = await openUnit(io, (failure) => unlogged.push(failure));
  const options = { values, attachments: words.values("attach") };
  const result = await acceptOrFail(() => unit.events.raise(event, options));
  const [logFailure] = unlogged;
  // The log was all that it was for.
  if (result.kind === "noted" && logFailure !== undefined) throw logFailure;
  const warn = (text: string) => io.writeError(`fieldpost: warning: ${showLine(text)}\n`);
  if (logFailure !== undefined) warn(logFailure.message);
  if (result.kind === "mailed") result.warnings.forEach(warn);
  if (result.kind === "mailed" || result.kind === "collected") {
    const served = await findServe(defaultHome(io.environment, io.platform));
    if (served === undefined) warn('nothing leaves by itself: no "fieldpost serve" runs');
  }
  io.write(isJson ? renderJson(answerEvent(event, result)) : renderEvent(event, result));
  return exitCodeOfEvent(result);
}

function exitCodeOfEvent(result: RaiseResult): number {
  if (result.kind !== "kept") return 0;
  return result.by === "settings" ? REFUSED_PLAN_EXIT_CODE : QUEUE_WAITS_EXIT_CODE;
}
