import type { CommandHelp } from "../command_help.ts";

/** Help on the command `reboot`. */
export const REBOOT_HELP: CommandHelp = {
  name: "reboot",
  aliases: [],
  usage: ["reboot"],
  options: [{ name: "json", short: "j", meaning: "Answer for programs" }],
  text: [
    "Has the running serve stop cleanly and start anew, and waits for it: the machine itself is left alone.",
    "With Events/OnBoot/Email enabled that sends the message Email On Boot, without hold-off: a good test of all settings. It ends with 69 when no serve runs.",
  ],
};
