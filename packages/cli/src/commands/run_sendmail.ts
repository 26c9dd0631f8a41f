import type { PlanDecision } from "@fieldpost/core";
import type { ComposedMessage, Fieldpost, SendResult } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { exitCodeOf, REFUSED_PLAN_EXIT_CODE } from "../exit_code.ts";
import { openUnit } from "../open_unit.ts";
import { readMessage } from "../read_message.ts";
import { renderJson } from "../text/render_json.ts";
import { answerPlan, renderPlan } from "../text/render_plan.ts";
import {
  answerDelivery,
  answerDraft,
  renderDelivery,
  renderDraft,
  renderTranscript,
} from "../text/render_sendmail.ts";

/** `sendmail`. */
export async function runSendmail(context: CommandContext): Promise<number> {
  const { io, words } = context;
  words.allowNoOperand("sendmail", "recipients follow --to, and text with spaces stands in quotes");
  if (!words.has("sync") && !words.has("dry-run")) {
    throw new CliFailure(
      "usage",
      "Cannot queue the message: there is no queue yet, add --sync to send it now and wait",
    );
  }
  const unit = await openUnit(io);
  const { from, ...parts } = await readMessage(words, unit, io);
  const { settings, decision } = await unit.plan();
  const sender =
    settings.from === undefined ? undefined : { name: undefined, address: settings.from };
  const author = from ?? sender;
  // Without a sender nothing can be composed; the plan refuses for the same reason.
  if (author === undefined) return refuse(decision, context);
  const message = await unit.compose({ ...parts, from: author });
  if (words.has("dry-run")) return showDraft(message, decision, context);
  return await deliver(message, unit, context);
}

function refuse(decision: PlanDecision, { io, paint, isJson }: CommandContext): number {
  io.write(
    isJson
      ? renderJson({ refusals: answerPlan(decision).refusals })
      : `The message was not sent.\n${renderPlan(decision, paint)}`,
  );
  return REFUSED_PLAN_EXIT_CODE;
}

function showDraft(
  message: ComposedMessage,
  decision: PlanDecision,
  { io, paint, isJson }: CommandContext,
): number {
  io.write(
    isJson
      ? renderJson(answerDraft(message, decision))
      : renderDraft(message, decision, { paint, isTerminal: io.isOutputTerminal }),
  );
  return decision.mode === null ? REFUSED_PLAN_EXIT_CODE : 0;
}

async function deliver(
  message: ComposedMessage,
  unit: Fieldpost,
  context: CommandContext,
): Promise<number> {
  const result = await unit.deliver(message);
  if (result.kind === "refused") return refuse(result.decision, context);
  showResult(result, context);
  return exitCodeOf(result.recipients.map(({ verdict }) => verdict));
}

function showResult(
  result: Extract<SendResult, { kind: "sent" }>,
  { io, words, paint, isJson }: CommandContext,
): void {
  const isVerbose = words.has("verbose");
  if (isJson) {
    const { transcript } = result;
    io.write(renderJson({ ...answerDelivery(result), ...(isVerbose ? { transcript } : {}) }));
    return;
  }
  if (isVerbose) io.write(renderTranscript(result.transcript, paint));
  io.write(renderDelivery(result, paint));
}
