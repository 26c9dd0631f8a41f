import type { CommandHelp } from "../command_help.ts";

/** Help on the command `queue`. */
export const QUEUE_HELP: CommandHelp = {
  name: "queue",
  aliases: [],
  usage: [
    "queue [--watch]",
    "queue run",
    "queue show name",
    "queue retry|release|hold|delete name... | all",
    "queue export name [file]",
  ],
  options: [
    {
      name: "watch",
      short: "w",
      meaning: "Show the queue until Ctrl-C; in a pipe, until it is empty",
    },
    { name: "yes", short: "y", meaning: "Delete without asking" },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Lists what waits to be delivered, what is being sent at this moment, why, and when it is tried again; or does something about it.",
    "run makes one pass in the foreground: every message that is due gets one attempt. A message counts as delivered or failed when all of its recipients are over; where recipients fare differently they are counted too. It ends with 0 when nothing waits any more, with 75 when something does (what is held by hand does not count), with 78 when the settings refuse.",
    "show tells the life of one message, also of one that was delivered or has failed: how it stands, what the server said and what that means, which setting to change, how the channel was protected, and what was said in the last attempt that did not deliver everything.",
    "retry makes messages due at once and has the path tried again after a fault; release does so for those that are held; hold keeps them until they are released; delete takes them out for good; export writes one as it was accepted.",
  ],
};
