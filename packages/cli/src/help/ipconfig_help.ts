import type { CommandHelp } from "../command_help.ts";

/** Help on the command `ipconfig`. */
export const IPCONFIG_HELP: CommandHelp = {
  name: "ipconfig",
  aliases: [],
  usage: ["ipconfig", "ipconfig [options]"],
  options: [
    { name: "mail-host", value: "HOST", meaning: "The mail server that takes our messages" },
    { name: "email", value: "ADDRESS", meaning: "The sender: an address of your own there" },
    { name: "username", short: "u", value: "NAME", meaning: "The user to log in as" },
    { name: "port", value: "PORT", meaning: "The port of the mail server: 25, 587 or 465" },
    { name: "host-name", value: "NAME", meaning: "The name of this unit" },
    { name: "password", meaning: "Ask for the password, twice, without showing it" },
    { name: "password-stdin", meaning: "Read the password from standard input, one line" },
    { name: "password-fd", value: "NUMBER", meaning: "Read the password from an open descriptor" },
    { name: "clear-password", meaning: "Forget the password" },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Shows or changes the settings that a message needs, and stores the password sealed.",
    "A password is never taken as an argument, because every user of the machine could read it in " +
      "the process list. A new user name on a terminal asks for the password.",
    'An empty value removes a setting: --username "".',
  ],
};
