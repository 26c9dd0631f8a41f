import type { CommandHelp } from "../command_help.ts";

/** Help on the command `serve`. */
export const SERVE_HELP: CommandHelp = {
  name: "serve",
  aliases: [],
  usage: ["serve [options]"],
  options: [
    {
      name: "http-port",
      value: "PORT",
      meaning: "Serve the pages there, 0 for any free port; else WebServer/Port",
    },
    {
      name: "bind",
      value: "ADDRESS",
      meaning: "Serve the pages at this address; else WebServer/Bind",
    },
    { name: "https", meaning: "Serve the pages over HTTPS only, as WebServer/HTTPS does" },
    { name: "no-http", meaning: "Serve no pages" },
    {
      name: "ports-file",
      value: "FILE",
      meaning: "Write there where the pages are, as JSON: http, url, setupToken",
    },
    { name: "json", short: "j", meaning: "Tell what happens as lines of JSON, one for each" },
  ],
  text: [
    "Is the device: delivers the queue, sends what events have collected, raises the event Boot, and stays until SIGTERM or Ctrl-C. It prints one line when it is ready, and says when the unit is not set up yet.",
    "It also serves the configuration pages, for this machine alone unless told otherwise. While nobody has set a password, it prints a setup token that does so once. Pages that cannot be served are told of; mail goes on.",
    "A stop finishes what is being delivered; a second one cuts it off, and it stays in the queue. Changed settings count at once. One process serves a data directory; a second one ends with 75.",
  ],
};
