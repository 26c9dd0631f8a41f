import type { Fieldpost, QueueCommand, QueueCommandResult } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { QUEUE_WAITS_EXIT_CODE } from "../exit_code.ts";
import type { Io } from "../io.ts";
import { openUnit } from "../open_unit.ts";
import { parseQueuedName } from "../queued_name.ts";
import { renderJson } from "../text/render_json.ts";

type Action = "retry" | "release" | "hold" | "delete";

/** What became of one message; `held` is one that only `release` lets go. */
type ActionResult = QueueCommandResult | "held";

const DONE_WORDS: Readonly<Record<Action, string>> = {
  retry: "due now",
  release: "released, due now",
  hold: "held",
  delete: "deleted",
};

const REFUSED_WORDS: Readonly<Record<Exclude<ActionResult, "done">, string>> = {
  unknown: "not in the queue",
  busy: "being delivered at this moment, nothing was changed",
  over: "over already, nothing was changed",
  held: 'held, nothing was changed: "queue release" lets it go',
};

/** `queue retry`, `release`, `hold` and `delete`. */
export async function commandQueued(context: CommandContext): Promise<number> {
  const { io, words, isJson } = context;
  const [first = "", ...names] = words.operands;
  const action = first.toLowerCase() as Action;
  const unit = await openUnit(io);
  const chosen = await chooseMessages(unit, action, names);
  if (action === "delete" && !(await isAgreed(chosen.length, context))) {
    io.write(isJson ? renderJson([]) : "Nothing was deleted.\n");
    return 0;
  }
  // A fault of the path holds every message, so a retry of one begins with it.
  if (action === "retry") await unit.queue.retryPath();
  const results: { readonly message: string; readonly result: ActionResult }[] = [];
  for (const message of chosen) {
    results.push({ message, result: await act(unit, action, message) });
  }
  if (isJson) io.write(renderJson(results));
  else tell(results, action, io);
  if (results.some(({ result }) => result === "busy")) return QUEUE_WAITS_EXIT_CODE;
  return results.every(({ result }) => result === "done") ? 0 : 1;
}

async function chooseMessages(
  unit: Fieldpost,
  action: Action,
  names: readonly string[],
): Promise<readonly string[]> {
  if (names.length === 0) {
    throw new CliFailure("usage", `Cannot run queue ${action}: names, or all, are accepted`);
  }
  if (!names.some((name) => name.toLowerCase() === "all")) return names.map(parseQueuedName);
  const all: string[] = [];
  for await (const { message, status } of unit.queue.list()) {
    if (isMeant(action, status.phase)) all.push(message);
  }
  return all;
}

/** Of all, those that the action changes. */
function isMeant(action: Action, phase: string): boolean {
  if (action === "delete") return true;
  return action === "release" ? phase === "held" : phase === "waiting";
}

async function act(unit: Fieldpost, action: Action, message: string): Promise<ActionResult> {
  if (action !== "retry") return await unit.queue.command(message, action satisfies QueueCommand);
  const found = await unit.queue.find(message);
  if (found?.status.phase === "held") return "held";
  return await unit.queue.command(message, "release");
}

async function isAgreed(count: number, { io, words, isJson }: CommandContext): Promise<boolean> {
  if (words.has("yes") || count === 0) return true;
  if (isJson || !io.isInteractive) {
    throw new CliFailure("usage", "Cannot delete without asking: add --yes, nothing was deleted");
  }
  const what = count === 1 ? "1 message" : `${count} messages`;
  const answer = await io.readLine({ prompt: `Delete ${what} for good? [y/N] ` });
  if (answer.kind === "interrupted") {
    throw new CliFailure("interrupted", "Cannot delete: interrupted, nothing was deleted");
  }
  return answer.kind === "line" && /^y(?:es)?$/i.test(answer.text.trim());
}

function tell(
  results: readonly { readonly message: string; readonly result: ActionResult }[],
  action: Action,
  io: Io,
): void {
  if (results.length === 0) io.write("There is no such message in the queue.\n");
  for (const { message, result } of results) {
    if (result === "done") io.write(`${message}: ${DONE_WORDS[action]}\n`);
    else io.writeError(`fieldpost: ${message}: ${REFUSED_WORDS[result]}\n`);
  }
}
