import type { Answer, Dialogue } from "../engine/dialogue.ts";
import type { MailTransaction } from "../engine/mail_transaction.ts";
import { tryParsePath } from "../engine/smtp_command.ts";
import type { SmtpReply } from "../engine/smtp_reply.ts";
import { irregularPath } from "./mail_command.ts";

/** Refused recipients that are remembered. */
const REFUSED_LIMIT = 1000;

/** RCPT: adds a recipient (RFC 5321, 4.1.1.3). */
export function answerRcpt(dialogue: Dialogue, argument: string): Answer {
  const { transaction, settings } = dialogue;
  if (transaction === undefined) {
    return { stage: "rcpt", reply: { code: 503, status: "5.5.1", text: "MAIL comes first" } };
  }
  const path = tryParsePath("TO", argument);
  if (path === undefined || path.address === "") {
    const reply = { code: 501, status: "5.1.3", text: "RCPT needs TO:<address>" };
    return { stage: "rcpt", reply };
  }
  const { address, parameters } = path;
  const isUtf8 = transaction.fromParameters["SMTPUTF8"] === true;
  const refusal = refuseRecipient(transaction, settings.recipientLimit);
  return {
    stage: "rcpt",
    reply: refusal ?? { code: 250, status: "2.1.5", text: "Ok" },
    recipients: [address],
    refused: (reply) => {
      if (transaction.refusedRecipients.length < REFUSED_LIMIT) {
        transaction.refusedRecipients.push({ address, reply });
      }
    },
    ...(refusal === undefined && {
      commit: () => {
        transaction.recipients.push({ address, parameters });
      },
      irregular: irregularPath(path, { command: "RCPT", isUtf8, hide: settings.hide }),
    }),
  };
}

function refuseRecipient(transaction: MailTransaction, limit: number): SmtpReply | undefined {
  if (transaction.chunks !== undefined) {
    return { code: 503, status: "5.5.1", text: "The content has begun with BDAT" };
  }
  return transaction.recipients.length >= limit
    ? { code: 452, status: "4.5.3", text: "Too many recipients" }
    : undefined;
}
