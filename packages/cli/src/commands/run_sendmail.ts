import type { PlanDecision } from "@fieldpost/core";
import {
  type ComposedMessage,
  defaultHome,
  type Fieldpost,
  findServe,
  type SendResult,
} from "@fieldpost/runtime";
import { acceptOrFail } from "../accept_or_fail.ts";
import type { CommandContext } from "../command.ts";
import { exitCodeOf, REFUSED_PLAN_EXIT_CODE } from "../exit_code.ts";
import type { Io } from "../io.ts";
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
import { warnOfRefusals } from "../warn_of_refusals.ts";

/** `sendmail`. */
export async function runSendmail(context: CommandContext): Promise<number> {
  const { words } = context;
  words.allowNoOperand("sendmail", "recipients follow --to, and text with spaces stands in quotes");
  if (!words.has("sync") && !words.has("dry-run")) return await enqueue(context);
  const { unit, decision, message } = await compose(context);
  if (message === undefined) return refuse(decision, context);
  if (words.has("dry-run")) return showDraft(message, decision, context);
  return await deliver(message, unit, context);
}

/** Accepts; whether the settings can work is the queue's matter, and only told here. */
async function enqueue(context: CommandContext): Promise<number> {
  const { io, isJson } = context;
  const { decision, queued } = await acceptOrFail(async () => {
    const { unit, decision: decided, message } = await compose(context);
    if (message === undefined) return { decision: decided, queued: undefined };
    const name = await unit.queue.accept({ ...message, origin: { kind: "command" } });
    return { decision: decided, queued: { message: name, messageId: message.messageId } };
  });
  if (queued === undefined) return refuse(decision, context);
  io.write(isJson ? renderJson(queued) : `${queued.message}\n`);
  warnOfRefusals(decision, io);
  if (io.isInteractive && decision.refusals.length === 0) await warnOfNoServe(io);
  return 0;
}

/** A script has its reasons; a person may believe that it is on its way. */
async function warnOfNoServe(io: Io): Promise<void> {
  if ((await findServe(defaultHome(io.environment, io.platform))) !== undefined) return;
  io.writeError(
    'fieldpost: warning: nothing leaves by itself: no "fieldpost serve" runs, "fieldpost queue run" makes one pass\n',
  );
}

interface Composed {
  readonly unit: Fieldpost;
  readonly decision: PlanDecision;
  /** Absent without a sender: nothing can be composed, and the plan refuses for the same reason. */
  readonly message: ComposedMessage | undefined;
}

async function compose({ io, words }: CommandContext): Promise<Composed> {
  const unit = await openUnit(io);
  const { from, ...parts } = await readMessage(words, unit, io);
  const { settings, decision } = await unit.plan();
  const sender =
    settings.from === undefined ? undefined : { name: undefined, address: settings.from };
  const author = from ?? sender;
  const message = author === undefined ? undefined : await unit.compose({ ...parts, from: author });
  return { unit, decision, message };
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
