import type { CommandHelp } from "../command_help.ts";

/** Help on the command `event`. */
export const EVENT_HELP: CommandHelp = {
  name: "event",
  aliases: [],
  usage: ["event name [-v key=value]... [--attach file]..."],
  options: [
    {
      name: "value",
      short: "v",
      meaning: "Goes before values for the message: level=80 is put where the block has {level}",
    },
    {
      name: "attach",
      short: "a",
      value: "FILE",
      isRepeatable: true,
      meaning: "A file to go with it",
    },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Raises an event: a line in the log, and a message when Events/On<Name>/Email is enabled.",
    "The message is made from the block that Events/On<Name>/EmailBlock names, else from the block of the event's own name; {unit}, {event}, {time} and {count} are filled by the unit. Without a recipient it goes to IpConfig/EmailAddress.",
    "What is raised before the event was quiet for Events/On<Name>/HoldOff milliseconds is collected, and goes as one message when it has been. It ends with 0 when the event is kept or queued, with 78 when a setting has to change before it can be mailed.",
  ],
};
