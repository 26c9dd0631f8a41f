import type { Answer, Dialogue } from "../engine/dialogue.ts";
import {
  answerHelp,
  answerNoop,
  answerRset,
  answerUnknown,
  answerVrfy,
} from "./answer_small_commands.ts";
import { answerData } from "./data_command.ts";
import { answerEhlo, answerHelo } from "./hello_command.ts";
import { answerMail } from "./mail_command.ts";
import { answerRcpt } from "./rcpt_command.ts";

/** SMTP knows EHLO and HELO, LMTP only LHLO (RFC 2033, 4.1). */
function answerHello(dialogue: Dialogue, verb: "EHLO" | "HELO" | "LHLO", name: string): Answer {
  if ((verb === "LHLO") !== (dialogue.settings.protocol === "lmtp")) {
    return answerUnknown();
  }
  return verb === "HELO" ? answerHelo(dialogue, name) : answerEhlo(dialogue, verb, name);
}

/** The answer to any command after which the channel stays as it is. */
export function answerCommand(dialogue: Dialogue, verb: string, argument: string): Answer {
  switch (verb) {
    case "MAIL":
      return answerMail(dialogue, argument);
    case "RCPT":
      return answerRcpt(dialogue, argument);
    case "DATA":
      return answerData(dialogue, argument);
    case "EHLO":
    case "LHLO":
    case "HELO":
      return answerHello(dialogue, verb, argument);
    case "RSET":
      return answerRset(dialogue);
    case "NOOP":
      return answerNoop();
    case "VRFY":
      return answerVrfy(argument);
    case "HELP":
      return answerHelp();
    default:
      return answerUnknown();
  }
}
