import type { Answer, Dialogue } from "../engine/dialogue.ts";
import { answerData } from "./data_command.ts";
import { answerEhlo, answerHelo } from "./hello_command.ts";
import { answerMail } from "./mail_command.ts";
import {
  answerHelp,
  answerNoop,
  answerQuit,
  answerRset,
  answerStartTls,
  answerUnknown,
  answerVrfy,
} from "./other_commands.ts";
import { answerRcpt } from "./rcpt_command.ts";

/** The answer to any command that is one line and one reply. */
export function answerCommand(dialogue: Dialogue, verb: string, argument: string): Answer {
  switch (verb) {
    case "MAIL":
      return answerMail(dialogue, argument);
    case "RCPT":
      return answerRcpt(dialogue, argument);
    case "DATA":
      return answerData(dialogue, argument);
    case "EHLO":
      return answerEhlo(dialogue, argument);
    case "HELO":
      return answerHelo(dialogue, argument);
    case "STARTTLS":
      return answerStartTls(dialogue, argument);
    case "QUIT":
      return answerQuit(dialogue);
    case "RSET":
      return answerRset(dialogue);
    case "NOOP":
      return answerNoop();
    case "VRFY":
      return answerVrfy(argument);
    case "HELP":
      return answerHelp();
    default:
      return answerUnknown(verb);
  }
}
