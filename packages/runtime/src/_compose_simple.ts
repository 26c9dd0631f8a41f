import type { Mailbox } from "@fieldpost/core";
import type { OutgoingMessage } from "./compose_message.ts";

/** What is fixed about a message when it is composed. */
export interface FixedHeader {
  readonly messageId: string;
  readonly date: Date;
}

const LINE_LENGTH = 76;
const NAME_REGEXP = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;
const ADDRESS_REGEXP = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*$/;
const SUBJECT_REGEXP = /^[!#-~]+(?: [!#-~]+)*$/;
const TEXT_REGEXP = /^[\n -~]+$/;

/**
 * Writes a message that is plain in every part: ASCII text in short lines and headers that need neither
 * folding nor encoding. The octets are those that the library makes, which need not be loaded for them.
 *
 * @returns `undefined` when any part is not that plain.
 */
export function composeSimple(message: OutgoingMessage, fixed: FixedHeader): string | undefined {
  const { from, to, cc = [], subject, text = "", html, attachments = [] } = message;
  if (html !== undefined || attachments.length > 0 || to.length === 0) return undefined;
  if (![from, ...to, ...cc].every(isSimpleMailbox)) return undefined;
  if (!SUBJECT_REGEXP.test(subject) || subject.includes("=?") || !TEXT_REGEXP.test(text)) {
    return undefined;
  }
  const header = [
    `From: ${formatSimple(from)}`,
    `To: ${to.map(formatSimple).join(", ")}`,
    ...(cc.length === 0 ? [] : [`Cc: ${cc.map(formatSimple).join(", ")}`]),
    `Subject: ${subject}`,
    `Message-ID: ${fixed.messageId}`,
    `Date: ${fixed.date.toUTCString().replace(/GMT$/, "+0000")}`,
    "Content-Transfer-Encoding: 7bit",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
  ];
  const lines = [...header, "", ...(text.endsWith("\n") ? text : `${text}\n`).split("\n")];
  return lines.some(({ length }) => length > LINE_LENGTH) ? undefined : lines.join("\r\n");
}

function isSimpleMailbox({ name = "", address }: Mailbox): boolean {
  const isPlainName = name === "" || NAME_REGEXP.test(name);
  return isPlainName && ADDRESS_REGEXP.test(address.text) && !address.text.includes("xn--");
}

function formatSimple({ name = "", address }: Mailbox): string {
  return name === "" ? address.text : `${name} <${address.text}>`;
}
