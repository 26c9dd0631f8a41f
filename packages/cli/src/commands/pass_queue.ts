import type { Fieldpost, QueuePassReport } from "@fieldpost/runtime";
import type { CommandContext } from "../command.ts";
import { QUEUE_WAITS_EXIT_CODE, REFUSED_PLAN_EXIT_CODE } from "../exit_code.ts";
import { openUnit } from "../open_unit.ts";
import { renderJson } from "../text/render_json.ts";
import { answerPlan, renderRefusal } from "../text/render_plan.ts";
import { answerPath, renderPath } from "../text/render_queue.ts";

/** `queue run`. */
export async function passQueue(context: CommandContext): Promise<number> {
  const { io, paint, isJson } = context;
  const unit = await openUnit(io);
  const pass = await runPass(unit, context);
  if (pass.kind === "refused") {
    const { decision } = pass;
    const refusals = decision.refusals.map((refusal) => `  ${renderRefusal(refusal)}\n`);
    const text = `${paint("bad", "Nothing was tried: the settings refuse.")}\n${refusals.join("")}`;
    io.write(isJson ? renderJson({ refusals: answerPlan(decision).refusals }) : text);
    return REFUSED_PLAN_EXIT_CODE;
  }
  const { report } = pass;
  const held = await countHeld(unit);
  const waiting = report.waiting - held;
  const path = report.path === undefined ? undefined : await unit.queue.pathState();
  if (isJson) {
    const { attempted, delivered, failed, recipients, reports } = report;
    const answer = { attempted, delivered, failed, waiting, held, recipients, reports };
    io.write(renderJson({ ...answer, path: path === undefined ? null : answerPath(path) }));
  } else {
    io.write(renderReport(report, { waiting, held }));
    if (path !== undefined) io.write(renderPath(path, Date.now(), paint));
  }
  return waiting > 0 ? QUEUE_WAITS_EXIT_CODE : 0;
}

/** Ctrl-C ends the pass after what is under way. */
async function runPass(
  unit: Fieldpost,
  { io }: CommandContext,
): ReturnType<Fieldpost["queue"]["run"]> {
  const stop = new AbortController();
  const disarm = io.onInterrupt?.(() => stop.abort());
  try {
    return await unit.queue.run({ stop: stop.signal });
  } finally {
    disarm?.();
  }
}

async function countHeld(unit: Fieldpost): Promise<number> {
  let held = 0;
  for await (const { status } of unit.queue.list()) if (status.phase === "held") held++;
  return held;
}

function renderReport(
  { attempted, delivered, failed, recipients, isMixed, reports }: QueuePassReport,
  { waiting, held }: { readonly waiting: number; readonly held: number },
): string {
  const tried = attempted === 1 ? "1 attempt" : `${attempted} attempts`;
  const counts = [`${delivered} delivered`, `${failed} failed`, `${waiting} waiting`];
  const parts = held === 0 ? counts : [...counts, `${held} held`];
  const queued = reports === 1 ? "1 failure report was" : `${reports} failure reports were`;
  return [
    `${tried}: ${parts.join(", ")}.\n`,
    // A message that has reached some of its recipients still waits, or has failed as a whole.
    isMixed
      ? `By recipient: ${recipients.delivered} delivered, ${recipients.failed} failed.\n`
      : "",
    reports === 0 ? "" : `${queued} queued.\n`,
  ].join("");
}
