import type { CommandHelp } from "../command_help.ts";

/** Help on the command `plan`. */
export const PLAN_HELP: CommandHelp = {
  name: "plan",
  aliases: [],
  usage: ["plan [--json]"],
  options: [{ name: "json", short: "j", meaning: "Answer for programs" }],
  text: [
    "Says how this unit will connect to the mail server and why; nothing is sent.",
    "Ends with exit code 78 when a setting has to change before anything can be sent.",
  ],
};
