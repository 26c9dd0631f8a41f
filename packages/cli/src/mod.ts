/**
 * The `fieldpost` command: it turns words and answers of a person into calls of core and runtime,
 * and what they answer into text or JSON.
 *
 * It is not a place for decisions: what a plan, a reply or a value is worth is core's matter.
 *
 * @example What an exit code promises
 * ```ts
 * import { EXIT_CODES, RUNTIME_EXIT_CODES } from "@fieldpost/cli";
 * import assert from "node:assert/strict";
 *
 * const meaningOf = (code: number) => EXIT_CODES.find((each) => each.code === code)?.name;
 * assert.equal(meaningOf(RUNTIME_EXIT_CODES["key-unreadable"]), "EX_CONFIG");
 * ```
 *
 * @module
 */
export type { CliErrorCode } from "./cli_failure.ts";
export type { CommandHelp, CommandOption } from "./command_help.ts";
export type { ConsoleTerminal } from "./console_terminal.ts";
export {
  CHECK_EXIT_CODES,
  CLI_EXIT_CODES,
  EXIT_CODES,
  type ExitCode,
  exitCodeOf,
  OUTCOME_EXIT_ROWS,
  type OutcomeExitRow,
  QUEUE_WAITS_EXIT_CODE,
  REFUSED_PLAN_EXIT_CODE,
  RUNTIME_EXIT_CODES,
} from "./exit_code.ts";
export { COMMAND_HELP } from "./find_command.ts";
export type { Io, LineAnswer, LineRequest, OutputState, TerminalSize } from "./io.ts";
export { run } from "./main.ts";
export { type ConsoleOptions, openConsoleOn } from "./open_console_on.ts";
export { PAGE_CONSOLE_RULES, type PageConsoleRule } from "./page_console_rules.ts";
export { openProcessIo } from "./process_io.ts";
export type { StartedPages, StartPages, StartPagesOptions } from "./start_pages.ts";
export { renderCommandHelp } from "./text/render_help.ts";
