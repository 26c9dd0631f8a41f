import type { CommandHelp, CommandOption } from "../command_help.ts";
import { EXIT_CODES } from "../exit_code.ts";

const NAME_WIDTH = 30;

/**
 * Writes the help of one command in the layout of JANOS: usage, options, sentences, aliases.
 *
 * @example The help of a command
 * ```ts
 * import { COMMAND_HELP, renderCommandHelp } from "@fieldpost/cli";
 * import assert from "node:assert/strict";
 *
 * const plan = COMMAND_HELP.find(({ name }) => name === "plan");
 * assert.ok(plan);
 * const [usage, blank, options] = renderCommandHelp(plan).split("\n");
 * assert.deepEqual([usage, blank, options], ["PLAN [--json]", "", "Options:"]);
 * ```
 */
export function renderCommandHelp(help: CommandHelp): string {
  const upper = (usage: string) => usage.replace(/^[a-z]+/, (name) => name.toUpperCase());
  const names = [help.name, ...help.aliases].map((name) => name.toUpperCase());
  return [
    ...help.usage.map(upper),
    "",
    "Options:",
    ...help.options.map(renderOption),
    "",
    ...help.text,
    "",
    `Aliases: ${names.join(", ")}`,
    "",
  ].join("\n");
}

function renderOption({ name, short, value, meaning }: CommandOption): string {
  const letter = short === undefined ? "    " : `-${short}, `;
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return ` ${`${letter}${long}`.padEnd(NAME_WIDTH)} ${meaning}`;
}

/** Writes the list of all commands, and what the exit codes mean. */
export function renderCommandList(commands: readonly CommandHelp[]): string {
  return [
    "fieldpost command [options]",
    "",
    "Commands:",
    ...commands.map(({ name, text }) => ` ${name.padEnd(12)} ${text[0] ?? ""}`),
    "",
    "Commands and options are accepted in either case, and options anywhere on the line.",
    'Without a command on a terminal the console opens. "help command" explains one.',
    "The data directory is named by FIELDPOST_HOME.",
    "",
    "Exit codes:",
    ...EXIT_CODES.map(({ code, meaning }) => `${String(code).padStart(4)} ${meaning}`),
    "",
  ].join("\n");
}
