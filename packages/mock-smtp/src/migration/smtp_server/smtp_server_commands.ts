import { answerCommand } from "../../commands/answer_command.ts";
import { answerStartTls } from "../../commands/answer_start_tls.ts";
import type { Answer, Dialogue } from "../../engine/dialogue.ts";
import { type PathArgument, parseCommand, tryParsePath } from "../../engine/smtp_command.ts";
import { isPositive, type SmtpReply } from "../../engine/smtp_reply.ts";
import { ClientLogin } from "./client_login.ts";
import { errorReply, handlerAnswer, oneLine } from "./handler_answer.ts";
import type { SMTPServerHost, SMTPServerSession } from "./smtp_server_options.ts";
import { isDsnShown, resetSession, toAddress } from "./smtp_server_session.ts";

const NEEDS_HELLO: ReadonlySet<string> = new Set(["MAIL", "RCPT", "DATA", "AUTH"]);
const HELLOS: ReadonlySet<string> = new Set(["HELO", "EHLO", "LHLO"]);
const UNRECOGNIZED_LIMIT = 10;
const HTTP_REGEXP = /^(?:OPTIONS|GET|HEAD|POST|PUT|DELETE|TRACE|CONNECT) \/.* HTTP\/\d\.\d$/i;

/** Answers commands after the handlers were asked; says nothing itself. */
export class SMTPServerCommands {
  readonly #dialogue: Dialogue;
  readonly #session: SMTPServerSession;
  readonly #host: SMTPServerHost;
  readonly #login: ClientLogin;
  #unrecognized = 0;
  #beforeLogin = 0;

  constructor(dialogue: Dialogue, session: SMTPServerSession, host: SMTPServerHost) {
    this.#dialogue = dialogue;
    this.#session = session;
    this.#host = host;
    this.#login = new ClientLogin(dialogue, session, host);
  }

  /**
   * Answers STARTTLS.
   *
   * @param begin Begins the handshake.
   */
  answerStartTls(argument: string, begin: () => void): Answer {
    const answer = answerStartTls(this.#dialogue, argument, begin);
    return answer.reply?.code === 501 ? withText(answer, "Error: syntax: STARTTLS") : answer;
  }

  /** Answers a line; a reply of 421 means that the connection has to be closed after it. */
  async answer(line: string): Promise<Answer> {
    if (this.#dialogue.mode === "auth") {
      return this.#afterLogin(await this.#login.continue(line));
    }
    const { verb, argument } = parseCommand(line);
    return this.#refuse(line, verb) ?? this.#execute(verb, argument);
  }

  #refuse(line: string, verb: string): Answer | undefined {
    const { lmtp, authOptional } = this.#host.options;
    if (this.#host.isClosing) {
      return other(421, "4.3.2", "Server shutting down");
    }
    if (HTTP_REGEXP.test(line)) {
      return other(421, "4.7.0", "HTTP requests not allowed");
    }
    const isAnonymous = !this.#session.user && this.#isSupported("AUTH") && authOptional !== true;
    if (isAnonymous && verb !== "AUTH" && this.#isOneTooMany()) {
      return other(421, "4.7.0", "Error: too many unauthenticated commands");
    }
    return this.#session.hostNameAppearsAs === false && NEEDS_HELLO.has(verb)
      ? other(503, "5.5.1", `Error: send ${lmtp === true ? "LHLO" : "HELO/EHLO"} first`)
      : undefined;
  }

  #isOneTooMany(): boolean {
    const limit = this.#host.options.maxAllowedUnauthenticatedCommands ?? 10;
    this.#beforeLogin++;
    return limit !== false && this.#beforeLogin >= limit;
  }

  #isSupported(verb: string): boolean {
    return !(this.#host.options.disabledCommands ?? []).includes(verb);
  }

  async #execute(verb: string, argument: string): Promise<Answer> {
    if (!this.#isSupported(verb)) {
      return this.#unknown();
    }
    if (HELLOS.has(verb)) {
      return this.#hello(verb, argument);
    }
    switch (verb) {
      case "AUTH":
        return this.#afterLogin(await this.#login.open(argument));
      case "MAIL":
        return this.#mail(argument);
      case "RCPT":
        return this.#recipient(argument);
      case "DATA":
        return this.#withWording(answerCommand(this.#dialogue, verb, argument));
      case "RSET":
        resetSession(this.#session, this.#host.options);
        return withText(answerCommand(this.#dialogue, verb, argument), "Flushed");
      case "QUIT":
        return { stage: "quit", reply: { code: 221, status: "2.0.0", text: "Bye" } };
      case "NOOP":
        return other(250, "2.0.0", "OK");
      case "VRFY":
        return other(252, "2.1.5", "Try to send something. No promises though");
      case "HELP":
        return other(214, "2.0.0", "See https://tools.ietf.org/html/rfc5321 for details");
      default:
        return this.#unknown();
    }
  }

  #unknown(): Answer {
    return ++this.#unrecognized >= UNRECOGNIZED_LIMIT
      ? other(421, "4.7.0", "Error: too many unrecognized commands")
      : other(500, "5.5.2", "Error: command not recognized");
  }

  #afterLogin(answer: Answer): Answer {
    resetSession(this.#session, this.#host.options);
    return answer;
  }

  #hello(verb: string, name: string): Answer {
    const answer = answerCommand(this.#dialogue, verb, name.trim());
    if (answer.reply === null || !isPositive(answer.reply)) {
      return answer;
    }
    const session = this.#session;
    session.hostNameAppearsAs = name.trim().toLowerCase();
    session.openingCommand = verb === "LHLO" ? "EHLO" : verb === "EHLO" ? "EHLO" : "HELO";
    resetSession(session, this.#host.options);
    const words = [this.#dialogue.settings.hostName, session.clientHostname];
    const greeting = (this.#host.options.heloResponse ?? "%s Nice to meet you, %s").replace(
      /%s/g,
      () => words.shift() ?? "",
    );
    const text = verb === "HELO" ? greeting : [greeting, ...this.#features()];
    return { ...answer, reply: { code: 250, text } };
  }

  #features(): string[] {
    const { options } = this.#host;
    const { hide } = this.#dialogue.settings;
    const names = ["PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "DSN"] as const;
    const isTlsShown = !this.#session.secure && this.#isSupported("STARTTLS");
    const limit = options.hideSize === true ? "SIZE" : `SIZE ${options.size}`;
    return [
      ...names.filter((name) => !hide.has(name)),
      ...(hide.has("AUTH") || this.#session.user
        ? []
        : [`AUTH ${this.#dialogue.settings.authMechanisms.join(" ")}`]),
      ...(isTlsShown && options.hideSTARTTLS !== true ? ["STARTTLS"] : []),
      ...(options.size ? [limit] : []),
    ];
  }

  async #mail(argument: string): Promise<Answer> {
    const answer = this.#withWording(answerCommand(this.#dialogue, "MAIL", argument));
    const path = tryParsePath("FROM", argument);
    if (path === undefined || answer.reply === null || !isPositive(answer.reply)) {
      return answer;
    }
    const wrong = this.#wrongParameter(path);
    if (wrong !== undefined) {
      return { stage: "mail", reply: wrong };
    }
    const address = toAddress(path.address, path.parameters);
    this.#noteParameters(path);
    const { error } = await handlerAnswer((done) =>
      this.#host.onMailFrom(address, this.#session, done),
    );
    if (error !== undefined) {
      return { stage: "mail", reply: errorReply(error, 550) };
    }
    this.#session.envelope.mailFrom = address;
    return { ...answer, reply: { code: 250, status: "2.1.0", text: "Accepted" } };
  }

  #wrongParameter({ parameters }: PathArgument): SmtpReply | undefined {
    const { BODY, SMTPUTF8, RET } = parameters;
    const isDsn = isDsnShown(this.#host.options);
    if (BODY !== undefined && !/^(?:7bit|8bitmime)$/i.test(String(BODY))) {
      return wrong("Invalid BODY parameter value. Must be 7BIT or 8BITMIME");
    }
    if (SMTPUTF8 !== undefined && SMTPUTF8 !== true) {
      return wrong("Invalid SMTPUTF8 parameter. This flag does not accept a value");
    }
    return isDsn && RET !== undefined && !/^(?:full|hdrs)$/i.test(String(RET))
      ? wrong("Invalid RET parameter value. Must be FULL or HDRS")
      : undefined;
  }

  #noteParameters({ address, parameters }: PathArgument): void {
    const { envelope } = this.#session;
    const { args } = toAddress(address, parameters);
    const { BODY, SMTPUTF8, RET, ENVID } = args || {};
    envelope.bodyType = typeof BODY === "string" ? BODY.toLowerCase() : "7bit";
    envelope.smtpUtf8 = SMTPUTF8 === true;
    if (envelope.dsn !== undefined) {
      envelope.dsn.ret = typeof RET === "string" ? RET.toUpperCase() : null;
      envelope.dsn.envid = typeof ENVID === "string" ? ENVID : null;
    }
  }

  async #recipient(argument: string): Promise<Answer> {
    const answer = this.#withWording(answerCommand(this.#dialogue, "RCPT", argument));
    const path = tryParsePath("TO", argument);
    if (path === undefined || answer.reply === null || !isPositive(answer.reply)) {
      return answer;
    }
    const address = toAddress(path.address, path.parameters);
    const notify = typeof path.parameters["NOTIFY"] === "string" ? path.parameters["NOTIFY"] : "";
    if (isDsnShown(this.#host.options) && address.args !== false) {
      const reply = wrongNotify(notify);
      if (reply !== undefined) {
        return { stage: "rcpt", reply };
      }
      const { ORCPT } = address.args;
      address.dsn = {
        ...(notify !== "" && { notify: notify.toUpperCase().split(",") }),
        ...(typeof ORCPT === "string" && { orcpt: ORCPT }),
      };
    }
    const { error } = await handlerAnswer((done) =>
      this.#host.onRcptTo(address, this.#session, done),
    );
    if (error !== undefined) {
      return { stage: "rcpt", reply: errorReply(error, 550) };
    }
    const { rcptTo } = this.#session.envelope;
    const known = rcptTo.findIndex(
      (it) => it.address.toLowerCase() === address.address.toLowerCase(),
    );
    rcptTo.splice(known === -1 ? rcptTo.length : known, 1, address);
    return { ...answer, reply: { code: 250, status: "2.1.5", text: "Accepted" } };
  }

  /** The one refusal whose text is an option. */
  #withWording(answer: Answer): Answer {
    const text = this.#host.options.authRequiredMessage ?? "Error: authentication Required";
    return answer.reply?.code === 530
      ? { ...answer, reply: { code: 530, status: "5.7.0", text: oneLine(text) } }
      : answer;
  }
}

function withText(answer: Answer, text: string): Answer {
  return answer.reply === null ? answer : { ...answer, reply: { ...answer.reply, text } };
}

function other(code: number, status: string, text: string): Answer {
  return { stage: "other", reply: { code, status, text } };
}

function wrong(text: string): SmtpReply {
  return { code: 501, status: "5.5.4", text };
}

function wrongNotify(notify: string): SmtpReply | undefined {
  const values = notify === "" ? [] : notify.toUpperCase().split(",");
  if (values.includes("NEVER") && values.length > 1) {
    return wrong("Error: NOTIFY=NEVER cannot be combined with other values");
  }
  return values.every((it) => ["NEVER", "SUCCESS", "FAILURE", "DELAY"].includes(it))
    ? undefined
    : wrong("Error: NOTIFY parameter must be NEVER, SUCCESS, FAILURE, or DELAY");
}
