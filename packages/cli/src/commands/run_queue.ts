import { CliFailure } from "../cli_failure.ts";
import type { CommandContext, RunCommand } from "../command.ts";

/** What `queue` can be followed by; each is loaded when it is called. */
const ACTIONS: ReadonlyMap<string, () => Promise<RunCommand>> = new Map([
  ["", async () => (await import("./list_queue.ts")).listQueue],
  ["list", async () => (await import("./list_queue.ts")).listQueue],
  ["run", async () => (await import("./pass_queue.ts")).passQueue],
  ["show", async () => (await import("./show_queued.ts")).showQueued],
  ["export", async () => (await import("./export_queued.ts")).exportQueued],
  ["retry", loadCommand],
  ["release", loadCommand],
  ["hold", loadCommand],
  ["delete", loadCommand],
]);

/** `queue`. */
export async function runQueue(context: CommandContext): Promise<number> {
  const [action = ""] = context.words.operands;
  const load = ACTIONS.get(action.toLowerCase());
  if (load === undefined) {
    const names = [...ACTIONS.keys()].filter((name) => name !== "").join(", ");
    throw new CliFailure(
      "usage",
      `Cannot do this with the queue: it is no action, ${names} are accepted`,
    );
  }
  return await (await load())(context);
}

async function loadCommand(): Promise<RunCommand> {
  return (await import("./command_queued.ts")).commandQueued;
}
