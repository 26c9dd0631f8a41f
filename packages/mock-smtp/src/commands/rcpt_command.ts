import type { Answer, Dialogue } from "../engine/dialogue.ts";
import { tryParsePath } from "../engine/smtp_command.ts";
import { formatReply, type SmtpReply } from "../engine/smtp_reply.ts";
import { warnAboutPath } from "./mail_command.ts";

/** RCPT: adds a recipient (RFC 5321, 4.1.1.3). */
export function answerRcpt(dialogue: Dialogue, argument: string): Answer {
  const { transaction, settings } = dialogue;
  if (transaction === undefined) {
    return refuse({ code: 503, status: "5.5.1", text: "MAIL comes first" });
  }
  if (transaction.chunks !== undefined) {
    return refuse({ code: 503, status: "5.5.1", text: "The content has begun with BDAT" });
  }
  const path = tryParsePath("TO", argument);
  if (path === undefined || path.address === "") {
    return refuse({ code: 501, status: "5.1.3", text: "RCPT needs TO:<address>" });
  }
  if (transaction.recipients.length >= settings.recipientLimit) {
    return refuse({ code: 452, status: "4.5.3", text: "Too many recipients" });
  }
  return {
    stage: "rcpt",
    reply: { code: 250, status: "2.1.5", text: "Ok" },
    commit: () => {
      transaction.recipients.push({ address: path.address, parameters: path.parameters });
      warnAboutPath(dialogue, "RCPT TO", path);
    },
  };
}

function refuse(reply: SmtpReply): Answer {
  return { stage: "rcpt", reply };
}

/** Remembers a recipient that got a refusal, whoever decided it. */
export function noteRefusedRecipient(dialogue: Dialogue, argument: string, reply: string): void {
  const path = tryParsePath("TO", argument);
  if (path !== undefined) {
    dialogue.transaction?.refusedRecipients.push({ address: path.address, reply });
  }
}

/** The reply as the one line that evidence shows. */
export function replyLine(reply: SmtpReply): string {
  return formatReply(reply).trimEnd().replaceAll("\r\n", " / ");
}
