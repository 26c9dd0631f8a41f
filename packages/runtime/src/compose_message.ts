import { isAscii } from "node:buffer";
import { randomUUID } from "node:crypto";
import {
  type EmailAddress,
  type EnvelopeParameters,
  formatMailbox,
  type Mailbox,
  normalizeLineEnds,
} from "@fieldpost/core";
import { composeSimple, type FixedHeader } from "./_compose_simple.ts";
import type { Clock } from "./clock.ts";
import { RuntimeFailure } from "./runtime_failure.ts";

/** A file that goes with a message. */
export interface Attachment {
  readonly filename: string;
  readonly content: Uint8Array;
}

/** What a person wants to send. */
export interface OutgoingMessage {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc?: readonly Mailbox[];
  readonly bcc?: readonly Mailbox[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments?: readonly Attachment[];
  /** How long the queue has patience with it, when that is less than usual. */
  readonly giveUpAfterMs?: number | undefined;
  /** What the sender wants to be told, and how the message may travel. */
  readonly parameters?: EnvelopeParameters | undefined;
}

/** A message that never changes again, with its envelope. */
export interface ComposedMessage {
  /** `null` is the null sender of a report. */
  readonly sender: EmailAddress | null;
  /** To, Cc and Bcc, each address once. */
  readonly recipients: readonly EmailAddress[];
  readonly messageId: string;
  /** CRLF line ends; the same octets on every attempt. */
  readonly content: Uint8Array;
  readonly eightBit: boolean;
  readonly giveUpAfterMs?: number | undefined;
  /** What the sender wants to be told, and how the message may travel. */
  readonly parameters?: EnvelopeParameters | undefined;
}

const CONTROL_REGEXP = /[\u0000-\u001f\u007f]/;

/**
 * Composes a message once: Message-ID, Date and every octet are fixed here (rule V15).
 *
 * Bcc recipients are in the envelope and never in the content. nodemailer makes the MIME; it is not
 * given a way to read files or URLs.
 *
 * @throws {RuntimeFailure} `message-invalid` if a header would hold a control character or nobody
 *   would receive it
 */
export async function composeMessage(
  message: OutgoingMessage,
  clock: Clock,
): Promise<ComposedMessage> {
  checkMessage(message);
  const messageId = `<${randomUUID()}@${idDomain(message.from.address)}>`;
  const date = new Date(clock.nowMs());
  const simple = composeSimple(message, { messageId, date });
  const content =
    simple === undefined
      ? await composeAny(message, { messageId, date })
      : normalizeLineEnds(Buffer.from(simple));
  return {
    sender: message.from.address,
    recipients: recipientsOf(message),
    messageId,
    content,
    eightBit: !isAscii(content),
    ...(message.giveUpAfterMs === undefined ? {} : { giveUpAfterMs: message.giveUpAfterMs }),
    ...(message.parameters === undefined ? {} : { parameters: message.parameters }),
  };
}

/** By the library, which is loaded when it is needed: a plain message does not pay for it. */
export async function composeAny(
  message: OutgoingMessage,
  { messageId, date }: FixedHeader,
): Promise<Uint8Array> {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const mime = new MailComposer({
    from: addressOf(message.from),
    to: message.to.map(addressOf),
    cc: (message.cc ?? []).map(addressOf),
    subject: message.subject,
    messageId,
    date,
    text: message.text ?? "",
    ...(message.html === undefined ? {} : { html: message.html }),
    attachments: (message.attachments ?? []).map(({ filename, content }) => ({
      filename,
      content: Buffer.from(content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: "\r\n",
  });
  return normalizeLineEnds(await mime.compile().build());
}

function addressOf({ name, address }: Mailbox): { name: string; address: string } {
  return { name: name ?? "", address: address.text };
}

// An address literal is no name that a Message-ID may end in.
function idDomain({ domain }: EmailAddress): string {
  return domain.startsWith("[") ? "fieldpost.invalid" : domain;
}

function recipientsOf({ to, cc = [], bcc = [] }: OutgoingMessage): EmailAddress[] {
  const byText = new Map([...to, ...cc, ...bcc].map(({ address }) => [address.text, address]));
  return [...byText.values()];
}

function checkMessage(message: OutgoingMessage): void {
  if (recipientsOf(message).length === 0) {
    throw new RuntimeFailure(
      "message-invalid",
      "Cannot send the message: it has no recipient, at least one in To, Cc or Bcc is needed",
    );
  }
  const { subject, from, to, cc = [], attachments = [] } = message;
  const headers = [
    ["subject", subject],
    ...[from, ...to, ...cc].map((mailbox) => ["address", formatMailbox(mailbox)] as const),
    ...attachments.map(({ filename }) => ["attachment's name", filename] as const),
  ] as const;
  const bad = headers.find(([, text]) => CONTROL_REGEXP.test(text));
  if (bad !== undefined) {
    throw new RuntimeFailure(
      "message-invalid",
      `Cannot send the message: its ${bad[0]} holds a control character, one line of text is accepted`,
    );
  }
}
