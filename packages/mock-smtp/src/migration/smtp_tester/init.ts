import { clearTimeout, setTimeout } from "node:timers";
import { SMTPServer } from "../smtp_server/smtp_server.ts";
import { readTesterEmail, type TesterEmail } from "./tester_email.ts";

/** Called with the recipient that it was bound to, `null` for a catch-all. */
export type TesterHandler = (recipient: string | null, id: number, email: TesterEmail) => void;

/** What `captureOne` resolves with. */
export interface TesterCapture {
  readonly address: string | null;
  readonly id: number;
  readonly email: TesterEmail;
}

/** A running server of the kind that smtp-tester's `init` returns. */
export interface MailServer extends AsyncDisposable {
  readonly smtpServer: SMTPServer;
  /** `0` until it listens. */
  readonly port: number;
  /** Resolves once connections are accepted. */
  readonly ready: Promise<void>;
  /** Calls the handler for each message to that address, those that have come included. */
  bind(recipient: string, handler: TesterHandler): void;
  bind(handler: TesterHandler): void;
  unbind(recipient: string, handler: TesterHandler): void;
  unbind(handler: TesterHandler): void;
  /**
   * Takes the first message to that address, whether it has come or not, out of the server.
   *
   * @throws {Error} If none comes within `wait` milliseconds; without `wait` it waits for ever.
   */
  captureOne(recipient: string, options?: { readonly wait?: number }): Promise<TesterCapture>;
  /** Forgets a message. */
  remove(id: number): void;
  /** Forgets all messages. */
  removeAll(): void;
  /** Stops; tells so by callback and by promise. */
  stop(callback?: () => void): Promise<void>;
  /** Loads a module by name: there is `logAll`, which prints every message. */
  module(name: "logAll"): true;
  /** Takes a module out of force. */
  unmodule(name: "logAll"): void;
}

/** What `init` can be told besides the port. */
export interface TesterOptions {
  /** @default the addresses that Node listens on, IPv6 included */
  readonly host?: string;
  /** Takes what `logAll` prints. @default the standard output */
  readonly print?: (text: string) => void;
}

/**
 * Starts a server; it begins to listen at once, and `ready` says when it does.
 *
 * @param port `0` for any that is free.
 *
 * @example Every message, or those to one address
 * ```ts
 * import { init } from "@fieldpost/mock-smtp/smtp-tester";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const mailServer = init(0);
 * await mailServer.ready;
 * const subjects: unknown[] = [];
 * mailServer.bind((address, id, email) => subjects.push(email.headers["subject"]));
 *
 * const transport = createTransport({ host: "127.0.0.1", port: mailServer.port });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "One" });
 * assert.deepEqual(subjects, ["One"]);
 * await mailServer.stop();
 * ```
 */
export function init(port: number, options: TesterOptions = {}): MailServer {
  const server = new TesterServer(options);
  server.smtpServer.listen(...(options.host === undefined ? [port] : [port, options.host]));
  return server;
}

interface Binding {
  /** `null` for a catch-all. */
  readonly recipient: string | null;
  readonly handler: TesterHandler;
}

class TesterServer implements MailServer {
  readonly smtpServer: SMTPServer;
  readonly #messages: Map<number, TesterEmail> = new Map();
  readonly #print: (text: string) => void;
  readonly #logAll: TesterHandler = (_recipient, _id, email) => this.#print(describe(email));
  #bindings: readonly Binding[] = [];
  #lastId = 0;

  constructor(options: TesterOptions) {
    this.#print = options.print ?? printLine;
    this.smtpServer = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      onData: (stream, session, callback) => {
        // What a handler throws becomes the refusal that the sender sees.
        readTesterEmail(stream, session)
          .then((email) => this.#dispatch(email))
          .then(() => callback(null, "OK"), callback);
      },
    });
  }

  get port(): number {
    return this.smtpServer.port;
  }

  get ready(): Promise<void> {
    return this.smtpServer.ready;
  }

  bind(first: string | TesterHandler, second?: TesterHandler): void {
    const binding = toBinding(first, second);
    this.#bindings = [...this.#bindings, binding];
    for (const [id, email] of this.#messages) {
      if (isMeant(binding, email)) {
        binding.handler(binding.recipient, id, email);
      }
    }
  }

  unbind(first: string | TesterHandler, second?: TesterHandler): void {
    const { recipient, handler } = toBinding(first, second);
    this.#bindings = this.#bindings.filter(
      (it) => it.recipient !== recipient || it.handler !== handler,
    );
  }

  captureOne(recipient: string, options: { readonly wait?: number } = {}): Promise<TesterCapture> {
    const { wait = 0 } = options;
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      let isTaken = false;
      const take: TesterHandler = (address, id, email) => {
        // Binding calls for every message that is there; one is wanted.
        if (!isTaken) {
          isTaken = true;
          clearTimeout(timer);
          this.unbind(recipient, take);
          this.remove(id);
          resolve({ address, id, email });
        }
      };
      this.bind(recipient, take);
      if (isTaken) {
        this.unbind(recipient, take);
      } else if (wait > 0) {
        timer = setTimeout(() => {
          this.unbind(recipient, take);
          reject(new Error(`No message delivered to ${recipient}`));
        }, wait);
      }
    });
  }

  remove(id: number): void {
    this.#messages.delete(id);
  }

  removeAll(): void {
    this.#messages.clear();
  }

  stop(callback?: () => void): Promise<void> {
    return this.smtpServer.close(callback);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  module(name: "logAll"): true {
    if (name !== "logAll") {
      throw new RangeError(`Cannot load the module "${name}": there is "logAll"`);
    }
    this.bind(this.#logAll);
    return true;
  }

  unmodule(name: "logAll"): void {
    if (name === "logAll") {
      this.unbind(this.#logAll);
    }
  }

  /** Handlers are called before the sender gets its 250: what it awaits has happened then. */
  #dispatch(email: TesterEmail): void {
    const id = ++this.#lastId;
    this.#messages.set(id, email);
    for (const binding of this.#bindings) {
      if (isMeant(binding, email)) {
        binding.handler(binding.recipient, id, email);
      }
    }
  }
}

function toBinding(first: string | TesterHandler, second: TesterHandler | undefined): Binding {
  if (typeof first === "function") {
    return { recipient: null, handler: first };
  }
  if (second === undefined) {
    throw new TypeError(`Cannot bind "${first}": a handler is needed`);
  }
  // "ALL" is what smtp-tester calls a catch-all inside, and what some hand in.
  return { recipient: first === "ALL" ? null : first, handler: second };
}

function isMeant({ recipient }: Binding, email: TesterEmail): boolean {
  return recipient === null || Object.hasOwn(email.receivers, recipient);
}

function describe({ headers, body }: TesterEmail): string {
  return [
    `From: ${headers["from"]}`,
    `To: ${headers["to"]}`,
    `Date: ${headers["date"]}`,
    `Subject: ${headers["subject"]}`,
    body,
    "",
    "",
  ].join("\n");
}

function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}
