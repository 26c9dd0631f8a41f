import type { CommandHelp } from "../command_help.ts";

/** Help on the command `sendmail`. */
export const SENDMAIL_HELP: CommandHelp = {
  name: "sendmail",
  aliases: [],
  usage: ["sendmail --sync --to address [options]", "sendmail --sync --block name [options]"],
  options: [
    { name: "sync", meaning: "Send now and wait for the answer; required, there is no queue yet" },
    { name: "to", short: "t", value: "LIST", isRepeatable: true, meaning: "Who receives it" },
    { name: "cc", value: "LIST", isRepeatable: true, meaning: "Who receives a copy" },
    { name: "bcc", value: "LIST", isRepeatable: true, meaning: "Who receives a copy unseen" },
    {
      name: "from",
      short: "f",
      value: "ADDRESS",
      meaning: "The sender, else IpConfig/EmailAddress",
    },
    { name: "subject", short: "s", value: "TEXT", meaning: "The subject" },
    { name: "body", short: "b", value: "TEXT", meaning: "The text, else standard input is read" },
    { name: "block", value: "NAME", meaning: "Begin with the message in Email/<Block>" },
    { name: "html", meaning: "The text is HTML" },
    {
      name: "attach",
      short: "a",
      value: "FILE",
      isRepeatable: true,
      meaning: "A file to go with it",
    },
    { name: "dry-run", short: "n", meaning: "Show the plan and the message, and send nothing" },
    { name: "verbose", short: "v", meaning: "Show the dialogue with the server, secrets masked" },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Sends a message and says for each recipient what the server answered and how the channel was protected.",
    "Of a block, an option replaces the part of the same name; attachments are added.",
  ],
};
