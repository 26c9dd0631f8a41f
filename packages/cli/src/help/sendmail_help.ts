import type { CommandHelp } from "../command_help.ts";

/** Help on the command `sendmail`. */
export const SENDMAIL_HELP: CommandHelp = {
  name: "sendmail",
  aliases: [],
  usage: [
    "sendmail --to address [options]",
    "sendmail --block name [options]",
    "sendmail --sync --to address [options]",
  ],
  options: [
    { name: "sync", meaning: "Send now, past the queue, and wait for the answer" },
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
    {
      name: "notify",
      value: "WHEN",
      meaning: "Reports about it: never, or success,failure,delay; else of failures",
    },
    { name: "return", value: "PART", meaning: "What a failure report gives back: full or hdrs" },
    { name: "envelope-id", value: "ID", meaning: "Your own name for it, given back in reports" },
    {
      name: "require-tls",
      meaning: "Only over verified TLS, from server to server, or not at all",
    },
    { name: "dry-run", short: "n", meaning: "Show the plan and the message, and send nothing" },
    { name: "verbose", short: "v", meaning: "Show the dialogue with the server, secrets masked" },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Accepts a message into the queue and prints its name there: from then on it is delivered, reported failed, or still there.",
    "It is delivered by serve, or by queue run. Settings that cannot work do not keep it from being accepted; the queue says why it waits.",
    "With --sync nothing is queued: it is sent while you wait, and each recipient's answer is shown with how the channel was protected.",
    "What --notify, --return and --envelope-id want is passed on to a server that offers notifications (DSN), and kept for the reports of this unit.",
    "Of a block, an option replaces the part of the same name; attachments are added.",
  ],
};
