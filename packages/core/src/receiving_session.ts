import type { EmailAddress } from "./email_address.ts";
import {
  type EnvelopeParameters,
  type RecipientParameters,
  tryParseEnvid,
  tryParseNotify,
  tryParseOrcpt,
  tryParseRet,
} from "./envelope_parameters.ts";
import { type LocalNames, readRecipient, readRecipients } from "./header_recipients.ts";
import { readSmtpCommand, readSmtpPath, type SmtpPath } from "./smtp_command.ts";

/** The envelope of a message that was handed over. */
export interface ReceivedEnvelope {
  /** `null` for the null sender. */
  readonly sender: EmailAddress | null;
  readonly recipients: readonly EmailAddress[];
  /** What the program wants to be told; absent when it wants nothing. */
  readonly parameters?: EnvelopeParameters;
}

/** What the server side of a dialogue does after a line. */
export type ReceivingAnswer =
  | { readonly kind: "reply"; readonly text: string }
  /** Reply, then read content up to the lone dot and answer it with what became of it. */
  | { readonly kind: "content"; readonly text: string; readonly envelope: ReceivedEnvelope }
  | { readonly kind: "end"; readonly text: string };

/** What a receiving dialogue works with. */
export interface ReceivingOptions extends LocalNames {
  /** Our name in the greeting. */
  readonly heloName: string;
}

/** Recipients of one message; RFC 5321 section 4.5.3.1.8 asks for at least 100. */
export const RECIPIENTS_LIMIT = 1000;

/** Octets of a command line; RFC 5321 section 4.5.3.1.4 asks for 512, extensions for more. */
export const COMMAND_LIMIT = 4096;

const OFFERED: readonly string[] = [
  "PIPELINING",
  "8BITMIME",
  "SMTPUTF8",
  "ENHANCEDSTATUSCODES",
  "DSN",
];

type IsUsable = (value: string) => boolean;

function matches(form: RegExp): IsUsable {
  return (value) => form.test(value);
}

function reads(parse: (text: string) => unknown): IsUsable {
  return (value) => parse(value) !== undefined;
}

/** Parameters that MAIL may carry, with the form of their value. */
const MAIL_PARAMETERS: ReadonlyMap<string, IsUsable> = new Map([
  ["BODY", matches(/^(?:7BIT|8BITMIME)$/i)],
  ["SIZE", matches(/^\d{1,20}$/)],
  ["SMTPUTF8", matches(/^$/)],
  ["RET", reads(tryParseRet)],
  ["ENVID", reads(tryParseEnvid)],
]);

/** Parameters that RCPT may carry. */
const RCPT_PARAMETERS: ReadonlyMap<string, IsUsable> = new Map([
  ["NOTIFY", reads(tryParseNotify)],
  ["ORCPT", reads(tryParseOrcpt)],
]);

/**
 * The server side of SMTP as a program speaks it with `sendmail -bs`: enough to hand messages over,
 * and nothing that a pipe does not need. No relaying is decided here: everything goes to the queue.
 *
 * It says only what is offered, and it never answers for the content: that is said once it is safe.
 *
 * @see RFC 5321 section 4.1
 * @example A message in four lines
 * ```ts
 * import { ReceivingSession } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const options = { heloName: "unit7", toAscii: (name: string) => name, localDomain: undefined };
 * const session = new ReceivingSession(options);
 * assert.equal(session.take("MAIL FROM:<a@example.com>").text, "503 5.5.1 Say EHLO first\r\n");
 * session.take("EHLO me");
 * session.take("MAIL FROM:<a@example.com>");
 * session.take("RCPT TO:<b@example.net>");
 * const answer = session.take("DATA");
 * assert.equal(answer.kind, "content");
 * ```
 */
export class ReceivingSession {
  readonly #options: ReceivingOptions;
  #isGreeted = false;
  #sender: EmailAddress | null | undefined;
  #recipients: EmailAddress[] = [];
  #parameters: EnvelopeParameters = {};

  constructor(options: ReceivingOptions) {
    this.#options = options;
  }

  /** What is said before the first command. */
  get greeting(): string {
    return `220 ${this.#options.heloName} ESMTP Fieldpost\r\n`;
  }

  /** Takes one command line, without its line end. */
  take(line: string): ReceivingAnswer {
    if (line.length > COMMAND_LIMIT) return reply("500 5.5.2 This line is too long");
    const { verb, argument } = readSmtpCommand(line);
    switch (verb) {
      case "EHLO":
      case "HELO":
        return this.#greet(verb, argument);
      case "MAIL FROM":
        return this.#takeSender(readSmtpPath(argument));
      case "RCPT TO":
        return this.#takeRecipient(readSmtpPath(argument));
      case "DATA":
        return this.#takeContent(argument);
      case "RSET":
        this.#reset();
        return reply("250 2.0.0 Forgotten");
      case "NOOP":
        return reply("250 2.0.0 Nothing done");
      case "VRFY":
        return reply("252 2.1.5 Cannot verify, mail is taken");
      case "HELP":
        return reply("214 2.0.0 EHLO MAIL RCPT DATA RSET NOOP QUIT");
      case "QUIT":
        return { kind: "end", text: `221 2.0.0 ${this.#options.heloName} is done\r\n` };
      default:
        return reply("500 5.5.1 This command is not known here");
    }
  }

  #greet(verb: "EHLO" | "HELO", argument: string): ReceivingAnswer {
    if (argument === "") return reply(`501 5.5.4 ${verb} is followed by a name`);
    this.#isGreeted = true;
    this.#reset();
    const { heloName } = this.#options;
    if (verb === "HELO") return reply(`250 ${heloName}`);
    const lines = [heloName, ...OFFERED];
    const text = lines.map((word, at) => `250${at === lines.length - 1 ? " " : "-"}${word}\r\n`);
    return { kind: "reply", text: text.join("") };
  }

  #takeSender(read: SmtpPath | undefined): ReceivingAnswer {
    if (!this.#isGreeted) return reply("503 5.5.1 Say EHLO first");
    if (this.#sender !== undefined) return reply("503 5.5.1 There is a sender already");
    if (read === undefined) return reply("501 5.5.4 MAIL FROM:<address> is accepted");
    const problem = parameterProblem(read.parameters, MAIL_PARAMETERS);
    if (problem !== undefined) return reply(problem);
    const sender = read.path === "" ? null : readRecipient(read.path, this.#options);
    if (sender === undefined) return reply("553 5.1.7 This is no address");
    this.#sender = sender;
    this.#parameters = mailParameters(read.parameters);
    return reply("250 2.1.0 Sender noted");
  }

  #takeRecipient(read: SmtpPath | undefined): ReceivingAnswer {
    if (this.#sender === undefined) return reply("503 5.5.1 Say MAIL first");
    if (read === undefined) return reply("501 5.5.4 RCPT TO:<address> is accepted");
    const problem = parameterProblem(read.parameters, RCPT_PARAMETERS);
    if (problem !== undefined) return reply(problem);
    const recipients = readRecipients(read.path, this.#options);
    if (recipients === undefined) return reply("553 5.1.3 This is no address");
    if (this.#recipients.length + recipients.length > RECIPIENTS_LIMIT) {
      return reply(`452 4.5.3 At most ${RECIPIENTS_LIMIT} recipients are taken at once`);
    }
    this.#recipients.push(...recipients);
    const wanted = rcptParameters(read.parameters);
    if (wanted !== undefined) {
      const each = Object.fromEntries(recipients.map(({ text }) => [text, wanted]));
      const known = this.#parameters.recipients;
      this.#parameters = { ...this.#parameters, recipients: { ...known, ...each } };
    }
    return reply("250 2.1.5 Recipient noted");
  }

  #takeContent(argument: string): ReceivingAnswer {
    if (argument !== "") return reply("501 5.5.4 DATA stands alone");
    const sender = this.#sender;
    if (sender === undefined) return reply("503 5.5.1 Say MAIL first");
    if (this.#recipients.length === 0) return reply("554 5.5.1 No valid recipient");
    const parameters = Object.keys(this.#parameters).length > 0 ? this.#parameters : undefined;
    const envelope = {
      sender,
      recipients: this.#recipients,
      ...(parameters === undefined ? {} : { parameters }),
    };
    this.#reset();
    return { kind: "content", text: "354 End with a dot alone on a line\r\n", envelope };
  }

  #reset(): void {
    this.#sender = undefined;
    this.#recipients = [];
    this.#parameters = {};
  }
}

function reply(text: string): ReceivingAnswer {
  return { kind: "reply", text: `${text}\r\n` };
}

function mailParameters(parameters: ReadonlyMap<string, string>): EnvelopeParameters {
  const ret = tryParseRet(parameters.get("RET") ?? "");
  const envid = tryParseEnvid(parameters.get("ENVID") ?? "");
  return { ...(ret === undefined ? {} : { ret }), ...(envid === undefined ? {} : { envid }) };
}

function rcptParameters(parameters: ReadonlyMap<string, string>): RecipientParameters | undefined {
  const notify = tryParseNotify(parameters.get("NOTIFY") ?? "");
  const orcpt = tryParseOrcpt(parameters.get("ORCPT") ?? "");
  if (notify === undefined && orcpt === undefined) return undefined;
  return {
    ...(notify === undefined ? {} : { notify }),
    ...(orcpt === undefined ? {} : { orcpt }),
  };
}

function parameterProblem(
  parameters: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, IsUsable>,
): string | undefined {
  for (const [keyword, value] of parameters) {
    const isUsable = known.get(keyword);
    if (isUsable === undefined) return "555 5.5.4 A parameter is not known here";
    if (!isUsable(value)) return "501 5.5.4 A parameter has no usable value";
  }
  return undefined;
}
