import { randomUUID } from "node:crypto";
import {
  type EmailAddress,
  normalizeLineEnds,
  type Protection,
  parseEmailAddress,
} from "@fieldpost/core";
import type { SentMessageInfo, Transport } from "nodemailer";
import { type NodemailerWishes, readNodemailerParameters } from "./_nodemailer_parameters.ts";
import type { ComposedMessage } from "./compose_message.ts";
import { defaultHome } from "./data_directory.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { openFieldpost } from "./open_fieldpost.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import type { RecipientResult } from "./send_result.ts";
import { toAscii } from "./to_ascii.ts";

/** How nodemailer's messages are sent. */
export interface FieldpostTransportOptions {
  /** The data directory of the unit. @default {defaultHome(process.env, process.platform)} */
  readonly home?: string;
  /**
   * `queue` accepts a message durably and answers at once; `now` delivers while `sendMail()` waits.
   *
   * @default {"queue"}
   */
  readonly delivery?: "queue" | "now";
}

/** What `sendMail()` gives, in nodemailer's own shape. */
export interface FieldpostSentInfo extends SentMessageInfo {
  /** Delivered, or in the queue: all of them there. */
  readonly accepted: string[];
  /** Refused for good. */
  readonly rejected: string[];
  /** Not delivered yet, when delivering now. */
  readonly pending: string[];
  /** The server's last words, or where the message stands in the queue. */
  readonly response: string;
  /** How the channel was protected, when delivering now. */
  readonly protection?: Protection;
  /** The name in the queue, when queueing. */
  readonly queued?: string;
}

/** The part of nodemailer's message that a transport needs. */
interface ComposedMail {
  readonly data: NodemailerWishes & { readonly messageId?: string };
  readonly message: {
    getHeader(name: string): string;
    setHeader(name: string, value: string): void;
    getEnvelope(): { readonly from: string | false; readonly to: string[] };
    messageId(): string;
    build(): Promise<Buffer>;
  };
}

/**
 * Offers a unit as a nodemailer transport: its settings, its decisions, its spool. Of a message's
 * options `dsn` and `requireTLSExtensionEnabled` are obeyed as nodemailer documents them.
 *
 * A message without `from` is sent as `IpConfig/EmailAddress`.
 *
 * `sendMail()` fails as nodemailer's own transports do, with `code`, and with `response` and
 * `responseCode` where the server spoke: when nothing was accepted, or the settings cannot work.
 *
 * @example A message that survives a power failure once `sendMail()` has resolved
 * ```ts
 * import { fieldpostTransport, openFieldpost } from "@fieldpost/runtime";
 * import { createTransport } from "nodemailer";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const mailer = createTransport(fieldpostTransport({ home }));
 * const info = await mailer.sendMail({
 *   from: "unit7@example.com",
 *   to: "ops@example.net",
 *   subject: "Boot",
 *   text: "Up.",
 * });
 * assert.deepEqual(info.accepted, ["ops@example.net"]);
 * const unit = await openFieldpost({ home });
 * assert.equal((await unit.queue.find(info.queued ?? ""))?.messageId, info.messageId);
 * await rm(home, { recursive: true });
 * ```
 */
export function fieldpostTransport(
  options: FieldpostTransportOptions = {},
): Transport<FieldpostSentInfo> {
  const { delivery = "queue", home = defaultHome(process.env, process.platform) } = options;
  const opened = { unit: undefined as Promise<Fieldpost> | undefined };
  const open = () => {
    opened.unit ??= openFieldpost({ home });
    return opened.unit;
  };
  return {
    name: "fieldpost",
    version: "0.1.0",
    send(mail, callback) {
      const sending = sendComposed(mail as unknown as ComposedMail, open, delivery);
      void settle(sending, callback);
    },
    // As nodemailer's own: with a callback, or with a promise.
    verify(callback?: (error: Error | null, success?: true) => void) {
      if (callback === undefined) return verifyPlan(open);
      void settle(verifyPlan(open), callback);
      return undefined;
    },
  };
}

async function settle<Result>(
  doing: Promise<Result>,
  callback: (error: Error | null, result?: Result) => void,
): Promise<void> {
  const outcome = await doing.then(
    (result) => ({ result }),
    (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
  );
  if ("error" in outcome) callback(outcome.error);
  else callback(null, outcome.result);
}

async function sendComposed(
  mail: ComposedMail,
  open: () => Promise<Fieldpost>,
  delivery: "queue" | "now",
): Promise<FieldpostSentInfo> {
  const unit = await open();
  if (!mail.message.getHeader("From")) await giveAuthor(mail, unit);
  const envelope = mail.message.getEnvelope();
  const composed = await composedOf(mail, envelope);
  const { messageId } = composed;
  if (delivery === "now") return { envelope, messageId, ...(await deliverNow(unit, composed)) };
  const queued = await unit.queue.accept({ ...composed, origin: { kind: "nodemailer" } });
  const accepted = composed.recipients.map(({ text }) => text);
  const response = `queued as ${queued}`;
  return { envelope, messageId, accepted, rejected: [], pending: [], response, queued };
}

/** nodemailer gives a message without From the null sender, and a Message-ID of localhost. */
async function giveAuthor({ data, message }: ComposedMail, unit: Fieldpost): Promise<void> {
  const { from } = (await unit.plan()).settings;
  if (from === undefined) {
    const why = "it has no sender, from or IpConfig/EmailAddress is needed";
    throw new RuntimeFailure("message-invalid", `Cannot send the message: ${why}`);
  }
  message.setHeader("From", from.text);
  const isNamed = data.messageId !== undefined;
  if (!isNamed) message.setHeader("Message-ID", `<${randomUUID()}@${from.domain}>`);
}

async function composedOf(
  mail: ComposedMail,
  envelope: { readonly from: string | false; readonly to: readonly string[] },
): Promise<ComposedMessage> {
  const content = normalizeLineEnds(await mail.message.build());
  const sender = envelope.from ? addressOf(envelope.from) : null;
  if (envelope.to.length === 0) {
    throw new RuntimeFailure(
      "message-invalid",
      "Cannot send the message: it has no recipient, at least one in to, cc or bcc is needed",
    );
  }
  const recipients = envelope.to.map(addressOf);
  const names = recipients.map(({ text }) => text);
  return {
    sender,
    recipients,
    messageId: mail.message.messageId(),
    content,
    eightBit: content.some((byte) => byte > 127),
    parameters: readNodemailerParameters(mail.data, names),
  };
}

function addressOf(text: string): EmailAddress {
  try {
    return parseEmailAddress(text, toAscii);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new RuntimeFailure("message-invalid", why, { cause: error });
  }
}

type Delivered = Pick<
  FieldpostSentInfo,
  "accepted" | "rejected" | "pending" | "response" | "protection"
>;

async function deliverNow(unit: Fieldpost, message: ComposedMessage): Promise<Delivered> {
  const result = await unit.deliver(message);
  if (result.kind === "refused") throw refusalOf(result.decision.refusals[0]);
  const of = (...kinds: readonly string[]) =>
    result.recipients
      .filter(({ verdict }) => kinds.includes(verdict.kind))
      .map(({ recipient }) => recipient);
  const accepted = of("delivered");
  const first = result.recipients.find(({ verdict }) => verdict.kind !== "delivered");
  if (accepted.length === 0 && first !== undefined) throw failureOf(first);
  const { protection } = result;
  const response = result.recipients.find(({ verdict }) => verdict.kind === "delivered")?.lastWords;
  const pending = of("transient", "hold", "uncertain");
  return { accepted, rejected: of("permanent"), pending, response: response ?? "", protection };
}

async function verifyPlan(open: () => Promise<Fieldpost>): Promise<true> {
  const { decision } = await (await open()).plan();
  const [refusal] = decision.refusals;
  if (refusal !== undefined) throw refusalOf(refusal);
  return true;
}

function refusalOf(
  refusal: { readonly code: string; readonly message: string } | undefined,
): Error {
  const error = new Error(
    `Cannot send the message: ${refusal?.message ?? "the settings refuse it"}`,
  );
  return Object.assign(error, { code: refusal?.code ?? "CONFIG" });
}

function failureOf({ verdict, meaning, lastWords }: RecipientResult): Error {
  const error = new Error(`Cannot deliver the message: ${meaning}`);
  const { code, reply } = verdict;
  return Object.assign(error, { code, response: lastWords, responseCode: reply?.code });
}
