import { type ConsoleTerminal, openTerminalStreams } from "./console_terminal.ts";
import type { Io } from "./io.ts";
import { runLine } from "./main.ts";
import { judgePageCommand } from "./page_console_rules.ts";
import { openProcessIo } from "./process_io.ts";
import { runConsole } from "./run_console.ts";

/** For whom a console is opened. */
export interface ConsoleOptions {
  /** The data directory; nothing that is typed can choose another one. */
  readonly home: string;
  /** @default {process.env} */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs the interactive console on a terminal that is somewhere else, such as a page, until `exit` or
 * until the terminal closes. What reads or writes other files of the machine is refused, as
 * `PAGE_CONSOLE_RULES` lists.
 *
 * @example
 * ```ts
 * import { openConsoleOn } from "@fieldpost/cli";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * let screen = "";
 * await openConsoleOn(
 *   {
 *     user: "ann",
 *     size: () => ({ columns: 80, rows: 24 }),
 *     onResize: () => undefined,
 *     onInput: (type) => type("serve\rexit\r"),
 *     write: async (text) => {
 *       screen += text;
 *     },
 *     closed: new AbortController().signal,
 *   },
 *   { home },
 * );
 * assert.match(screen, /Cannot run serve here: this unit is being served/);
 * await rm(home, { recursive: true });
 * ```
 */
export async function openConsoleOn(
  terminal: ConsoleTerminal,
  options: ConsoleOptions,
): Promise<void> {
  const { NO_COLOR: _none, FORCE_COLOR: _forced, ...rest } = options.environment ?? process.env;
  const environment = { ...rest, FIELDPOST_HOME: options.home, TERM: "xterm-256color" };
  const actor = `${terminal.user} (console)`;
  const io = { ...openProcessIo(openTerminalStreams(terminal, environment)), actor };
  // Nothing may wait for a person who has left: the console ends, a question is not answered.
  const console: Io = {
    ...io,
    readLine: async (request) =>
      terminal.closed.aborted ? { kind: "end" } : await io.readLine(request),
  };
  const commands: Io = {
    ...io,
    readLine: async (request) =>
      terminal.closed.aborted ? { kind: "interrupted" } : await io.readLine(request),
    readSecretLine: async (prompt) =>
      terminal.closed.aborted ? { kind: "interrupted" } : await io.readSecretLine(prompt),
  };
  await runConsole(console, (words) => runLine(words, commands, judgePageCommand));
  await io.flush();
}
