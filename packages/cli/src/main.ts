import type { Arguments } from "./arguments.ts";
import { CliFailure } from "./cli_failure.ts";
import { ALL_OPTIONS, COMMAND_HELP, findCommand } from "./find_command.ts";
import type { Io } from "./io.ts";
import { findCommandWord, isOptionWord, parseArguments } from "./parse_arguments.ts";
import { reportFailure } from "./report_failure.ts";
import { choosePaint } from "./text/paint.ts";
import { renderCommandHelp, renderCommandList } from "./text/render_help.ts";
import { renderJson } from "./text/render_json.ts";
import { readVersion } from "./version.ts";

/**
 * Runs one command line and answers its exit code; nothing is thrown.
 *
 * Without words the console opens where a person can be asked.
 *
 * @example A setting, its plan, and what was printed
 * ```ts
 * import { openProcessIo, run } from "@fieldpost/cli";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * let output = "";
 * const io = {
 *   ...openProcessIo(),
 *   environment: { FIELDPOST_HOME: home },
 *   write: (text: string) => {
 *     output += text;
 *   },
 * };
 * assert.equal(await run(["registry", "Email/Port = 465"], io), 0);
 * assert.equal(await run(["REG", "/email/port"], io), 0);
 * assert.equal(output, "Added: Email/Port = 465\n465\n");
 * await rm(home, { recursive: true });
 * ```
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const code = await attempt(argv, io, async () => {
    if (argv.length > 0) return await runWords(argv, io);
    if (io.isInteractive) return await openConsole(io);
    io.writeError(renderCommandList(COMMAND_HELP));
    throw new CliFailure(
      "usage",
      "Cannot run nothing: the console needs a terminal, a command is accepted",
    );
  });
  return await finish(code, io);
}

async function attempt(
  argv: readonly string[],
  io: Io,
  action: () => Promise<number>,
): Promise<number> {
  try {
    return await action();
  } catch (error) {
    return await reportFailure(error, io, asksForJson(argv));
  }
}

/** A full disk behind standard output is a failure; a reader that went away is not. */
async function finish(code: number, io: Io): Promise<number> {
  const state = await io.flush();
  if (state.kind !== "failed" || code !== 0) return code;
  const message = `Cannot write the output: ${state.code}, a place with room is needed`;
  return await reportFailure(new CliFailure("output-failed", message), io, false);
}

async function openConsole(io: Io): Promise<number> {
  const { runConsole } = await import("./run_console.ts");
  return await runConsole(io, (words) => runLine(words, io));
}

/** Judges a command line before it is run; what it throws is reported. */
export type JudgeCommand = (command: string, words: Arguments) => void;

/**
 * Runs one line of a console and answers its exit code; nothing is thrown.
 *
 * @param judge Refuses commands by throwing; without it none is refused
 */
export async function runLine(
  words: readonly string[],
  io: Io,
  judge?: JudgeCommand,
): Promise<number> {
  return await attempt(words, io, () => runWords(words, io, judge));
}

async function runWords(argv: readonly string[], io: Io, judge?: JudgeCommand): Promise<number> {
  const { command, rest, isFirst } = findCommandWord(argv, ALL_OPTIONS);
  if (command === undefined) return runBare(rest, io);
  const { help, load } = findCommand(command, isFirst);
  const words = parseArguments(rest, help.options);
  if (words.has("help")) {
    io.write(words.has("json") ? renderJson({ commands: [help] }) : renderCommandHelp(help));
    return 0;
  }
  judge?.(help.name, words);
  const runCommand = await load();
  return await runCommand({
    ...{ io, words, isJson: words.has("json") },
    get paint() {
      return choosePaint(io);
    },
  });
}

/** Options without a command. */
function runBare(argv: readonly string[], io: Io): number {
  const words = parseArguments(argv, [
    { name: "version", short: "v", meaning: "Show the version" },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ]);
  if (words.has("version")) {
    const version = readVersion();
    io.write(words.has("json") ? renderJson({ version }) : `fieldpost ${version}\n`);
    return 0;
  }
  if (words.has("help")) {
    const isJson = words.has("json");
    io.write(isJson ? renderJson({ commands: COMMAND_HELP }) : renderCommandList(COMMAND_HELP));
    return 0;
  }
  throw new CliFailure("usage", 'Cannot run nothing: "fieldpost help" lists the commands');
}

function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.some((word) => isOptionWord(word) && /^(?:--json|-j)$/i.test(word));
}
