import type { CommandHelp } from "../command_help.ts";

/** Help on the command `log`. */
export const LOG_HELP: CommandHelp = {
  name: "log",
  aliases: [],
  usage: ["log [--tail number]"],
  options: [
    { name: "tail", short: "t", value: "NUMBER", meaning: "The last lines only" },
    { name: "json", short: "j", meaning: "Answer for programs: the records behind the lines" },
  ],
  text: ["Shows the system log, the oldest line first."],
};
