import type { CommandHelp } from "../command_help.ts";

/** Help on the command `check`. */
export const CHECK_HELP: CommandHelp = {
  name: "check",
  aliases: [],
  usage: ["check [options]"],
  options: [
    { name: "login", meaning: "Log in as well: the password goes to the configured server" },
    { name: "send", value: "ADDRESS", meaning: "Send a test message there; this logs in, too" },
    { name: "apply", meaning: "Make the recommended settings" },
    { name: "yes", short: "y", meaning: "Make them without asking" },
    { name: "host", value: "HOST", meaning: "Check another mail server; no password goes there" },
    {
      name: "port",
      value: "PORT",
      isRepeatable: true,
      meaning: "Look at this port, else 465, 587, 25 and 2525",
    },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Checks everything that mail needs, from the network to the mail server, and recommends the strongest settings.",
    "No password, sender or message leaves unless --login or --send asks for it.",
    "Ends with exit code 69 when mail cannot leave, and with 78 when a setting has to change first.",
  ],
};
