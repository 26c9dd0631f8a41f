import type { CommandHelp } from "../command_help.ts";

/** Help on the command `help`. */
export const HELP_HELP: CommandHelp = {
  name: "help",
  aliases: [],
  usage: ["help [command]"],
  options: [{ name: "json", short: "j", meaning: "Answer for programs" }],
  text: ["Lists the commands, or explains one."],
};
