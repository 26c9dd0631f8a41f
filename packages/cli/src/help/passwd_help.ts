import type { CommandHelp } from "../command_help.ts";

/** Help on the command `passwd`. */
export const PASSWD_HELP: CommandHelp = {
  name: "passwd",
  aliases: [],
  usage: ["passwd NAME [options]"],
  options: [
    {
      name: "role",
      value: "ROLE",
      meaning: "Give the user this role: administrator, control or viewer",
    },
    { name: "password-stdin", meaning: "Read the password from standard input, one line" },
    { name: "password-fd", value: "NUMBER", meaning: "Read the password from an open descriptor" },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Sets the password of a user of the configuration pages, and asks for it on a terminal. The first user becomes their administrator; any other new one needs a role.",
    "It counts at once, and the user's sessions end. Whoever may run this may administer the unit anyway.",
  ],
};
