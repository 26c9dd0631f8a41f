import { CliFailure } from "./cli_failure.ts";
import type { Command } from "./command.ts";
import type { CommandHelp, CommandOption } from "./command_help.ts";
import { CHECK_HELP } from "./help/check_help.ts";
import { EVENT_HELP } from "./help/event_help.ts";
import { EXPLAIN_HELP } from "./help/explain_help.ts";
import { HELP_HELP } from "./help/help_help.ts";
import { IPCONFIG_HELP } from "./help/ipconfig_help.ts";
import { LOG_HELP } from "./help/log_help.ts";
import { PASSWD_HELP } from "./help/passwd_help.ts";
import { PLAN_HELP } from "./help/plan_help.ts";
import { QUEUE_HELP } from "./help/queue_help.ts";
import { REBOOT_HELP } from "./help/reboot_help.ts";
import { REGISTRY_HELP } from "./help/registry_help.ts";
import { SENDMAIL_HELP } from "./help/sendmail_help.ts";
import { SERVE_HELP } from "./help/serve_help.ts";
import { nearestWord } from "./nearest_word.ts";

/** Every command, in the order in which people meet them; each is loaded when it is called. */
export const COMMANDS: readonly Command[] = [
  {
    help: REGISTRY_HELP,
    load: async () => (await import("./commands/run_registry.ts")).runRegistry,
  },
  {
    help: IPCONFIG_HELP,
    load: async () => (await import("./commands/run_ipconfig.ts")).runIpconfig,
  },
  { help: PLAN_HELP, load: async () => (await import("./commands/run_plan.ts")).runPlan },
  { help: CHECK_HELP, load: async () => (await import("./commands/run_check.ts")).runCheck },
  {
    help: SENDMAIL_HELP,
    load: async () => (await import("./commands/run_sendmail.ts")).runSendmail,
  },
  { help: QUEUE_HELP, load: async () => (await import("./commands/run_queue.ts")).runQueue },
  { help: SERVE_HELP, load: async () => (await import("./commands/run_serve.ts")).runServe },
  { help: EVENT_HELP, load: async () => (await import("./commands/run_event.ts")).runEvent },
  { help: REBOOT_HELP, load: async () => (await import("./commands/run_reboot.ts")).runReboot },
  { help: PASSWD_HELP, load: async () => (await import("./commands/run_passwd.ts")).runPasswd },
  { help: LOG_HELP, load: async () => (await import("./commands/run_log.ts")).runLog },
  {
    help: EXPLAIN_HELP,
    load: async () => (await import("./commands/run_explain.ts")).runExplain,
  },
  { help: HELP_HELP, load: async () => (await import("./commands/run_help.ts")).runHelp },
];

/** What a person can know about each command; the documents are rendered from it. */
export const COMMAND_HELP: readonly CommandHelp[] = COMMANDS.map(({ help }) => help);

/** The options of all commands; one name means the same in each of them. */
export const ALL_OPTIONS: readonly CommandOption[] = COMMAND_HELP.flatMap(({ options }) => options);

/**
 * Finds a command by its name or alias, in either case.
 *
 * @throws {CliFailure} `usage` if there is none; the word is repeated only if `isShown`
 */
export function findCommand(word: string, isShown: boolean): Command {
  const name = word.toLowerCase();
  const found = COMMANDS.find(({ help }) => help.name === name || help.aliases.includes(name));
  if (found !== undefined) return found;
  const names = COMMAND_HELP.flatMap((help) => [help.name, ...help.aliases]);
  const near = nearestWord(name, names);
  const accepted =
    near === undefined ? '"fieldpost help" lists the commands' : `"${near}" is the nearest one`;
  const what = isShown && /^[a-z][a-z-]{0,30}$/.test(name) ? `"${name}"` : "this";
  throw new CliFailure("usage", `Cannot run ${what}: it is no command, ${accepted}`);
}
