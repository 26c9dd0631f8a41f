import {
  type Mailbox,
  parseHostName,
  parseMailboxList,
  parsePort,
  type RegistryChange,
} from "@fieldpost/core";
import {
  type CheckOptions,
  type CheckReport,
  checkUnit,
  type Fieldpost,
  toAscii,
} from "@fieldpost/runtime";
import { agreeToChanges, countChanges } from "../agree_to_changes.ts";
import type { Arguments } from "../arguments.ts";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { CHECK_EXIT_CODES } from "../exit_code.ts";
import { openChecklist } from "../open_checklist.ts";
import { openUnit } from "../open_unit.ts";
import { reportProblems } from "../report_write.ts";
import { answerCheck, renderReport } from "../text/render_check.ts";
import { renderJson } from "../text/render_json.ts";
import { renderChange } from "../text/render_registry.ts";

/** `check`. */
export async function runCheck(context: CommandContext): Promise<number> {
  const { io, words, paint, isJson } = context;
  words.allowNoOperand("check", "every value follows the option that it is for");
  // The password is for the configured host.
  words.allowOneOf(["host", "login"]);
  words.allowOneOf(["host", "send"]);
  const options = readOptions(words);
  const unit = await openUnit(io);
  const report = await runSteps(unit, options, context);
  if (!isJson) io.write(renderReport(report, paint));
  const isApplying = words.has("apply") && report.path !== "unknown";
  const applied = isApplying ? await applyRecommendation(report, unit, context) : undefined;
  if (isJson) io.write(renderJson(answerCheck(report, applied)));
  return CHECK_EXIT_CODES[report.path];
}

function readOptions(words: Arguments): CheckOptions {
  const send = words.value("send");
  const host = words.value("host");
  const ports = words.values("port").map((text) => readValue("port", () => parsePort(text)));
  return {
    login: words.has("login"),
    ...(send === undefined ? {} : { sendTo: readRecipient(send) }),
    ...(host === undefined
      ? {}
      : { host: readValue("host", () => parseHostName(host, toAscii)).text }),
    ...(ports.length === 0 ? {} : { ports: [...new Set(ports)] }),
  };
}

function readRecipient(text: string): Mailbox {
  const [recipient, second] = readValue("send", () => parseMailboxList(text, toAscii));
  if (recipient === undefined || second !== undefined) {
    const why = "it has more than one address, one is accepted";
    throw new CliFailure("input-invalid", `Cannot use --send: ${why}`);
  }
  return recipient;
}

function readValue<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const why = error.message.replace(/^Cannot /, "cannot ");
    throw new CliFailure("input-invalid", `Cannot use --${option}: ${why}`, { cause: error });
  }
}

async function runSteps(
  unit: Fieldpost,
  options: CheckOptions,
  { io, paint, isJson }: CommandContext,
): Promise<CheckReport> {
  const owner = new AbortController();
  const release = io.onInterrupt?.(() => owner.abort());
  const list = isJson ? undefined : openChecklist(io, paint);
  try {
    const onStep: CheckOptions["onStep"] = (step) => list?.update(step);
    return await checkUnit(unit, { ...options, signal: owner.signal, onStep });
  } finally {
    list?.close();
    release?.();
  }
}

/** Makes the recommended settings; a person on a terminal is asked before. */
async function applyRecommendation(
  { recommendation }: CheckReport,
  unit: Fieldpost,
  { io, words, isJson }: CommandContext,
): Promise<readonly RegistryChange[]> {
  const assignments = recommendation?.assignments ?? [];
  const preview = await unit.registry.preview(assignments);
  if (preview.kind === "refused") {
    reportProblems(preview.problems, io);
    return [];
  }
  const count = countChanges(preview.changes.length);
  if (!isJson)
    io.write(
      preview.changes.length === 0
        ? "\nNothing to change.\n"
        : `\n${count} to make:\n${preview.changes.map(renderChange).join("")}`,
    );
  if (preview.changes.length === 0) return [];
  const isAsked = !isJson && !words.has("yes") && io.isInteractive;
  if (isAsked && !(await agreeToChanges(count, "apply the settings", io))) {
    io.write("Nothing was changed.\n");
    return [];
  }
  const write = await unit.registry.assign(assignments);
  if (write.kind === "refused") {
    reportProblems(write.problems, io);
    return [];
  }
  if (!isJson)
    io.write(
      `${countChanges(write.changes.length)} made; "fieldpost check" tries the new settings.\n`,
    );
  return write.changes;
}
