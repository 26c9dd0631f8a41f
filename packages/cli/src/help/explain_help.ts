import type { CommandHelp } from "../command_help.ts";

/** Help on the command `explain`. */
export const EXPLAIN_HELP: CommandHelp = {
  name: "explain",
  aliases: [],
  usage: ["explain [file] [--log] [--json]"],
  options: [
    { name: "log", meaning: "Show the log as well, its secrets masked" },
    { name: "json", short: "j", meaning: "Answer for programs" },
  ],
  text: [
    "Reads a log or transcript of any mail program and says what went wrong and what helps.",
    "Without a file, standard input is read; a dash reads it from the terminal. Nothing is sent anywhere.",
    "Known are nodemailer, msmtp, Postfix, Exim, PHPMailer, Python's smtplib, swaks and our own logs.",
  ],
};
