import type { CommandHelp } from "../command_help.ts";

/** Help on the command `serve`. */
export const SERVE_HELP: CommandHelp = {
  name: "serve",
  aliases: [],
  usage: ["serve"],
  options: [
    { name: "json", short: "j", meaning: "Tell what happens as lines of JSON, one for each" },
  ],
  text: [
    "Is the device: delivers the queue, sends what events have collected, raises the event Boot, and stays until SIGTERM or Ctrl-C. It prints one line when it is ready.",
    "A stop finishes what is being delivered; a second one cuts it off, and it stays in the queue. Changed settings count at once. One process serves a data directory; a second one ends with 75.",
  ],
};
