import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Answer, Dialogue } from "../../engine/dialogue.ts";
import { ReplyPipeline } from "../../engine/reply_pipeline.ts";
import { isPositive } from "../../engine/smtp_reply.ts";
import { BoundedLines } from "./bounded_lines.ts";
import { ContentDelivery } from "./content_delivery.ts";
import { errorReply, handlerAnswer } from "./handler_answer.ts";
import { InboundQueue } from "./inbound_queue.ts";
import { ProxyPreface } from "./proxy_preface.ts";
import { askOnSecure, secureChannel } from "./secure_channel.ts";
import { SMTPServerCommands } from "./smtp_server_commands.ts";
import type { SMTPServerHost, SMTPServerSession } from "./smtp_server_options.ts";
import {
  createSession,
  forgetClearText,
  isProxied,
  resetSession,
  setClient,
} from "./smtp_server_session.ts";
import { bannerText, createDialogue, NO_FAULTS } from "./smtp_server_settings.ts";

const QUIET_CODES: readonly string[] = ["ECONNRESET", "EPIPE"];
const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Runs a session whose answers the server's handlers decide.
 *
 * Diagnostics: a break of the connection ends the session and is told to `onClose`; a failed
 * handshake becomes an `error` event of the server; nothing is thrown into the process.
 */
export class SMTPServerConnection {
  readonly session: SMTPServerSession;
  readonly #host: SMTPServerHost;
  readonly #raw: Socket;
  #channel: Socket;
  #tls: TLSSocket | undefined;
  readonly #dialogue: Dialogue;
  readonly #pipeline: ReplyPipeline;
  readonly #commands: SMTPServerCommands;
  readonly #lines: BoundedLines;
  readonly #inbound: InboundQueue;
  readonly #proxy: ProxyPreface = new ProxyPreface();
  #delivery: ContentDelivery | undefined;

  constructor(socket: Socket, host: SMTPServerHost) {
    this.#raw = socket;
    this.#channel = socket;
    this.#host = host;
    this.session = createSession(socket, host.options);
    this.#dialogue = createDialogue(this.session, host.options);
    this.#lines = new BoundedLines(this.#dialogue.settings.commandLineLimitBytes);
    this.#pipeline = new ReplyPipeline(this.#dialogue, NO_FAULTS);
    this.#commands = new SMTPServerCommands(this.#dialogue, this.session, host);
    this.#inbound = new InboundQueue((error) => {
      host.failed(error);
      this.destroy();
    });
    socket.setNoDelay(true);
    socket.setTimeout(host.options.socketTimeout ?? DEFAULT_TIMEOUT_MS, () => this.#timedOut());
    socket.once("close", () => this.#closed());
    this.#listen(socket);
  }

  get remoteAddress(): string {
    return this.session.remoteAddress;
  }

  get remotePort(): number {
    return this.session.remotePort;
  }

  /** Begins, or waits for the header of the PROXY protocol. */
  open(): void {
    if (isProxied(this.session, this.#host.options)) {
      this.#dialogue.mode = "proxy";
    } else {
      this.#begin();
    }
  }

  /** Ends the session once it is between two commands and no transaction is under way. */
  shutDown(): void {
    this.#inbound.enqueue(async () => {
      if (this.#dialogue.mode === "handshake") {
        this.destroy();
      } else if (this.#dialogue.transaction === undefined && this.#delivery === undefined) {
        this.#leave("Server shutting down");
      }
    });
  }

  /** Breaks the connection off. */
  destroy(): void {
    this.#channel.destroy();
    this.#raw.destroy();
  }

  /** @param early What came with a PROXY header, and may be TLS already. */
  #begin(early?: Buffer): void {
    if (this.#host.options.secure === true && this.#host.options.secured !== true) {
      this.#startTls(early);
    } else {
      this.#inbound.enqueue(() => this.#greet());
    }
  }

  async #greet(): Promise<void> {
    const { options } = this.#host;
    if (options.maxClients !== undefined && this.#host.connectionCount > options.maxClients) {
      const { hostName } = this.#dialogue.settings;
      this.#leave(`${hostName} Too many connected clients, try again in a moment`);
      return;
    }
    const { error } = await handlerAnswer((done) => this.#host.onConnect(this.session, done));
    if (error !== undefined) {
      this.#conclude({ stage: "banner", reply: errorReply(error, 554) });
      this.#end();
    } else if (await this.#isSecureEnough()) {
      this.#host.connected(this.session);
      this.#conclude({ stage: "banner", reply: { code: 220, text: bannerText(options) } });
    }
  }

  /** Asks `onSecure`, where the channel is TLS of our own. */
  async #isSecureEnough(): Promise<boolean> {
    const error =
      this.#tls === undefined ? undefined : await askOnSecure(this.#tls, this.session, this.#host);
    if (error !== undefined) {
      this.#host.failed(error);
      this.destroy();
    }
    return error === undefined;
  }

  #listen(channel: Socket): void {
    channel.on("data", (chunk: Buffer) => {
      this.#inbound.enqueue(() => this.#consumeAll(chunk), { from: channel, chunk });
    });
    channel.on("error", (error) => this.#broken(error));
    channel.on("end", () => this.#inbound.enqueue(async () => this.#end()));
  }

  async #consumeAll(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length; at = await this.#consume(chunk, at)) {}
  }

  async #consume(chunk: Buffer, offset: number): Promise<number> {
    switch (this.#dialogue.mode) {
      case "proxy":
        return this.#consumeProxyHeader(chunk);
      case "command":
      case "auth":
        return this.#consumeLine(chunk, offset);
      case "data":
        return this.#consumeContent(chunk, offset);
      default:
        return chunk.length;
    }
  }

  #consumeProxyHeader(chunk: Buffer): number {
    const header = this.#proxy.take(chunk);
    if (header.kind === "invalid") {
      this.#channel.write("* BAD Invalid PROXY header\r\n");
      this.#end();
    }
    if (header.kind !== "header") {
      return chunk.length;
    }
    setClient(this.session, header.client);
    this.#dialogue.mode = "command";
    this.#begin(chunk.subarray(header.end));
    return this.#dialogue.mode === "command" ? header.end : chunk.length;
  }

  async #consumeLine(chunk: Buffer, offset: number): Promise<number> {
    const { end, line } = this.#lines.take(chunk, offset);
    if (line?.kind === "too-long") {
      this.#leave("Error: Command line too long");
    } else if (line !== undefined) {
      await this.#answer(line.text);
    }
    return end;
  }

  async #answer(line: string): Promise<void> {
    if (/^STARTTLS\b/i.test(line) && !this.#host.options.disabledCommands?.includes("STARTTLS")) {
      const argument = line.slice("STARTTLS".length);
      this.#conclude(this.#commands.answerStartTls(argument, () => this.#startTls()));
      return;
    }
    const answer = await this.#commands.answer(line);
    if (answer.stage === "data" && answer.reply !== null && isPositive(answer.reply)) {
      this.#delivery = new ContentDelivery(this.session, this.#host);
    }
    this.#conclude(answer);
    if (answer.stage === "quit") {
      this.#end();
    }
  }

  async #consumeContent(chunk: Buffer, offset: number): Promise<number> {
    const delivery = this.#delivery;
    if (delivery === undefined) {
      return chunk.length;
    }
    const end = await delivery.take(chunk, offset);
    if (delivery.ended) {
      const replies = await delivery.replies;
      this.#delivery = undefined;
      this.#dialogue.transaction = undefined;
      this.#dialogue.mode = "command";
      this.session.transaction++;
      resetSession(this.session, this.#host.options);
      for (const reply of replies) {
        this.#conclude({ stage: "end-of-data", reply });
      }
    }
    return end;
  }

  #leave(text: string): void {
    this.#conclude({ stage: "other", reply: { code: 421, text } });
  }

  /** Says an answer; after a 421 the connection closes (RFC 5321, 4.2.1). */
  #conclude(answer: Answer): void {
    const { reply } = answer;
    if (reply !== null && !isPositive(reply)) {
      this.session.error = `${reply.code} ${[reply.text].flat().join(" ")}`;
    }
    this.#pipeline.conclude(answer);
    this.#flush();
    if (reply?.code === 421) {
      this.#end();
    }
  }

  #flush(): void {
    for (const effect of this.#pipeline.takeEffects()) {
      if (effect.kind === "write" && this.#channel.writable) {
        this.#channel.write(effect.data);
      }
    }
  }

  #end(): void {
    this.#dialogue.mode = "over";
    this.#channel.end();
  }

  #startTls(early?: Buffer): void {
    this.#flush();
    this.#dialogue.mode = "handshake";
    this.#lines.clear();
    this.#channel = secureChannel(this.#raw, this.#host, {
      established: (channel) => this.#secured(channel),
      failed: (error) => this.#broken(error),
      ...(early !== undefined && { early }),
    });
    this.#listen(this.#channel);
  }

  #secured(channel: TLSSocket): void {
    this.#tls = channel;
    this.#dialogue.secured = true;
    this.#dialogue.transaction = undefined;
    this.#dialogue.record.auth = null;
    this.#dialogue.mode = "command";
    forgetClearText(this.session, channel, this.#host.options);
    this.#inbound.enqueue(async () => {
      await (this.#host.options.secure === true ? this.#greet() : this.#isSecureEnough());
    });
  }

  #timedOut(): void {
    if (this.#dialogue.mode === "handshake" || this.#dialogue.mode === "over") {
      this.destroy();
    } else {
      this.#leave("Timeout - closing connection");
    }
  }

  /** A break between two transactions is how many clients leave; it is no news. */
  #broken(error: Error): void {
    const { code = "" } = error as { code?: string };
    if (!QUIET_CODES.includes(code) || this.session.envelope.mailFrom !== false) {
      this.#host.failed(Object.assign(error, { remoteAddress: this.session.remoteAddress }));
    }
  }

  #closed(): void {
    this.#dialogue.mode = "over";
    this.#delivery?.destroy();
    this.#channel.destroy();
    this.#host.onClose(this.session);
    this.#host.gone(this.#raw);
  }
}
