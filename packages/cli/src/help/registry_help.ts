import type { CommandHelp } from "../command_help.ts";

/** Help on the command `registry`. */
export const REGISTRY_HELP: CommandHelp = {
  name: "registry",
  aliases: ["reg"],
  usage: [
    "registry [node]",
    "registry key",
    "registry key = [value]",
    "registry --remove key",
    "registry --import file [--dry-run] [--yes]",
    "registry --export [file]",
    "registry --catalogue",
  ],
  options: [
    { name: "recursive", short: "r", meaning: "List everything below the node" },
    {
      name: "remove",
      value: "KEY",
      isRepeatable: true,
      meaning: "Take the key and its value away",
    },
    {
      name: "import",
      short: "i",
      value: "FILE",
      meaning: "Make the settings of an INI file, - is standard input; all of them or none",
    },
    { name: "dry-run", short: "n", meaning: "Report what would change, and change nothing" },
    { name: "yes", short: "y", meaning: "Import without asking" },
    { name: "export", short: "e", meaning: "Write the registry as an INI file, secrets sealed" },
    { name: "catalogue", short: "c", meaning: "List every key that is read, and its meaning" },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Lists, shows, sets and removes the settings of this unit.",
    "A key has parts between slashes, as Email/Port, and is found in any case. A node is what stands " +
      "before a slash; a slash at the end of a word always means the node.",
    "An empty value removes the key. Keys that are not in the catalogue are kept, with a warning.",
    'A secret is shown as "(sealed)" and cannot be set here: ipconfig --password stores it.',
    "A key that is not set ends with exit code 1.",
  ],
};
