import { encodeQuotedPrintable, type Mailbox } from "@fieldpost/core";
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
const PLAIN_TEXT_REGEXP = /^[\n\t -~]+$/;
const TEXT_REGEXP = /^[\n\t -~\u00a0-\uffff]+$/;

/** Characters of a text that is encoded here: a line at a time is held a few times over. */
const TEXT_LIMIT = 64 * 1024;

/**
 * Writes a message that is a text with headers that need neither folding nor encoding. Headers and
 * encoding are those that the library chooses, which need not be loaded for them.
 *
 * @returns `undefined` when any part is not that plain.
 */
export function composeSimple(message: OutgoingMessage, fixed: FixedHeader): string | undefined {
  const { from, to, cc = [], subject, html, attachments = [] } = message;
  if (html !== undefined || attachments.length > 0 || to.length === 0) return undefined;
  if (![from, ...to, ...cc].every(isSimpleMailbox)) return undefined;
  if (!SUBJECT_REGEXP.test(subject) || subject.includes("=?")) return undefined;
  const text = encodeText(message.text ?? "");
  if (text === undefined) return undefined;
  const header = [
    `From: ${formatSimple(from)}`,
    `To: ${to.map(formatSimple).join(", ")}`,
    ...(cc.length === 0 ? [] : [`Cc: ${cc.map(formatSimple).join(", ")}`]),
    `Subject: ${subject}`,
    `Message-ID: ${fixed.messageId}`,
    `Date: ${fixed.date.toUTCString().replace(/GMT$/, "+0000")}`,
    `Content-Transfer-Encoding: ${text.encoding}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
  ];
  return hasLongLine(header) ? undefined : [...header, "", text.encoded].join("\r\n");
}

interface EncodedText {
  readonly encoding: "7bit" | "quoted-printable";
  readonly encoded: string;
}

function encodeText(text: string): EncodedText | undefined {
  if (text.length > TEXT_LIMIT) return undefined;
  const lines = (text.endsWith("\n") ? text : `${text}\n`).split("\n");
  const content = lines.join("\r\n");
  if (PLAIN_TEXT_REGEXP.test(text) && !hasLongLine(lines)) {
    return { encoding: "7bit", encoded: content };
  }
  if (!TEXT_REGEXP.test(text) || !isMostlyLatin(text)) return undefined;
  const octets = Buffer.from(content).toString("latin1");
  return { encoding: "quoted-printable", encoded: encodeQuotedPrintable(octets) };
}

/** Of other scripts base64 is the shorter form. */
function isMostlyLatin(text: string): boolean {
  return text.replace(/[^A-Za-z]/g, "").length > text.replace(/[\u0000-\u007f]/g, "").length;
}

function hasLongLine(lines: readonly string[]): boolean {
  return lines.some(({ length }) => length > LINE_LENGTH);
}

function isSimpleMailbox({ name = "", address }: Mailbox): boolean {
  const isPlainName = name === "" || NAME_REGEXP.test(name);
  return isPlainName && ADDRESS_REGEXP.test(address.text) && !address.text.includes("xn--");
}

function formatSimple({ name = "", address }: Mailbox): string {
  return name === "" ? address.text : `${name} <${address.text}>`;
}
