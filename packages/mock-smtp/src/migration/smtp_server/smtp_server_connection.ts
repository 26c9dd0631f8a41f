import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { answerStartTls } from "../../commands/answer_start_tls.ts";
import type { Answer, Dialogue } from "../../engine/dialogue.ts";
import { LineReader } from "../../engine/line_reader.ts";
import { ReplyPipeline } from "../../engine/reply_pipeline.ts";
import { isPositive } from "../../engine/smtp_reply.ts";
import { ContentDelivery } from "./content_delivery.ts";
import { errorReply, handlerAnswer, oneLine } from "./handler_answer.ts";
import { InboundQueue } from "./inbound_queue.ts";
import { ProxyPreface } from "./proxy_preface.ts";
import { secureChannel } from "./secure_channel.ts";
import { SMTPServerCommands } from "./smtp_server_commands.ts";
import type { SMTPServerHost, SMTPServerSession } from "./smtp_server_options.ts";
import {
  createSession,
  forgetClearText,
  isProxied,
  resetSession,
  setClient,
} from "./smtp_server_session.ts";
import { createDialogue, NO_FAULTS } from "./smtp_server_settings.ts";

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
  readonly #dialogue: Dialogue;
  readonly #pipeline: ReplyPipeline;
  readonly #commands: SMTPServerCommands;
  readonly #lines: LineReader = new LineReader();
  readonly #inbound: InboundQueue;
  readonly #proxy: ProxyPreface = new ProxyPreface();
  #delivery: ContentDelivery | undefined;

  constructor(socket: Socket, host: SMTPServerHost) {
    this.#raw = socket;
    this.#channel = socket;
    this.#host = host;
    this.session = createSession(socket, host.options);
    this.#dialogue = createDialogue(this.session, host.options);
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
      if (this.#dialogue.transaction === undefined && this.#delivery === undefined) {
        this.#leave("Server shutting down");
      }
    });
  }

  /** Breaks the connection off. */
  destroy(): void {
    this.#channel.destroy();
    this.#raw.destroy();
  }

  #begin(): void {
    if (this.#host.options.secure === true && this.#host.options.secured !== true) {
      this.#startTls();
    } else {
      this.#inbound.enqueue(() => this.#greet());
    }
  }

  async #greet(): Promise<void> {
    const { options } = this.#host;
    const { hostName } = this.#dialogue.settings;
    if (options.maxClients !== undefined && this.#host.connectionCount > options.maxClients) {
      this.#leave(`${hostName} Too many connected clients, try again in a moment`);
      return;
    }
    const { error } = await handlerAnswer((done) => this.#host.onConnect(this.session, done));
    if (error !== undefined) {
      this.#conclude({ stage: "banner", reply: errorReply(error, 554) });
      this.#end();
    } else if (await this.#isSecureEnough()) {
      this.#host.connected(this.session);
      const protocol = options.lmtp === true ? "LMTP" : "ESMTP";
      const banner = options.banner === undefined ? "" : ` ${oneLine(options.banner)}`;
      const text = `${hostName} ${protocol}${banner}`;
      this.#conclude({ stage: "banner", reply: { code: 220, text } });
    }
  }

  /** Asks `onSecure`, where the channel is TLS of our own. */
  async #isSecureEnough(): Promise<boolean> {
    if (this.#channel === this.#raw) {
      return true;
    }
    const { error } = await handlerAnswer((done) =>
      this.#host.onSecure(this.#channel as TLSSocket, this.session, done),
    );
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
    for (let offset = 0; offset < chunk.length; ) {
      offset = await this.#consume(chunk, offset);
    }
    this.#flush();
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
    const isTls = this.#host.options.secure === true;
    if (isTls && header.end < chunk.length) {
      this.#channel.unshift(chunk.subarray(header.end));
    }
    this.#begin();
    return isTls ? chunk.length : header.end;
  }

  async #consumeLine(chunk: Buffer, offset: number): Promise<number> {
    const limit = this.#dialogue.settings.commandLineLimitBytes;
    const end = this.#lines.findEnd(chunk, offset);
    if (end === -1) {
      this.#lines.keep(chunk.subarray(offset), limit);
      return chunk.length;
    }
    const line = this.#lines.finish(chunk.subarray(offset, end), limit);
    if (line.kind === "too-long") {
      this.#leave("Error: Command line too long");
    } else {
      await this.#answer(line.text);
    }
    return end;
  }

  async #answer(line: string): Promise<void> {
    if (/^STARTTLS\b/i.test(line) && !this.#host.options.disabledCommands?.includes("STARTTLS")) {
      const argument = line.slice("STARTTLS".length);
      this.#conclude(answerStartTls(this.#dialogue, argument, () => this.#startTls()));
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

  #startTls(): void {
    this.#flush();
    this.#dialogue.mode = "handshake";
    this.#lines.clear();
    this.#channel = secureChannel(this.#raw, this.#host, {
      established: (channel) => this.#secured(channel),
      failed: (error) => this.#broken(error),
    });
    this.#listen(this.#channel);
  }

  #secured(channel: TLSSocket): void {
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
    const { mode } = this.#dialogue;
    if (mode === "handshake" || mode === "over") {
      this.destroy();
    } else {
      this.#leave("Timeout - closing connection");
    }
  }

  /** A break between two transactions is how many clients leave; it is no news. */
  #broken(error: Error): void {
    const { code } = error as { code?: unknown };
    const isQuiet = code === "ECONNRESET" || code === "EPIPE";
    if (!isQuiet || this.session.envelope.mailFrom !== false) {
      this.#host.failed(Object.assign(error, { remoteAddress: this.session.remoteAddress }));
    }
  }

  #closed(): void {
    this.#dialogue.mode = "over";
    this.#delivery?.destroy();
    this.#channel.destroy();
    this.#host.gone(this.#raw);
    this.#host.onClose(this.session);
  }
}
