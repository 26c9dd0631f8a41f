import { connect, type Socket } from "node:net";
import { ReplyParser, type SmtpReply, type TlsFacts } from "@fieldpost/core";
import { type CertificateFacts, certificateFacts } from "./_certificate_facts.ts";
import { INTERRUPTED_CODE, type ProbeLimit, ProbeStop, within } from "./_probe_stop.ts";
import { secureSocket } from "./_secure_socket.ts";
import { showable } from "./_showable.ts";

/** Everything that a probe ever says: no login, no sender, no content. */
export type ProbeCommand = `EHLO ${string}` | "STARTTLS" | "QUIT";

/** TLS as a probe found it. */
export interface ProbedTls extends TlsFacts {
  readonly certificate: CertificateFacts | undefined;
}

/** Where to connect to. */
export interface ProbeEndpoint {
  readonly address: string;
  readonly port: number;
}

const FIRST_BYTES = 60;

// A server that talks without being asked must not fill the memory while it is waited for.
const MOST_REPLIES = 20;

/**
 * One connection of a probe: replies in, the three harmless commands out.
 *
 * *Diagnostics*: every wait has a limit and throws `ProbeStop`; `close()` is the owner's.
 */
export class ProbeConnection {
  #socket: Socket;
  readonly #signal: AbortSignal | undefined;
  readonly #parser: ReplyParser = new ReplyParser();
  readonly #replies: SmtpReply[] = [];
  #ended: ProbeStop | undefined;
  #firstBytes: Buffer = Buffer.alloc(0);
  #wake: (() => void) | undefined;

  private constructor(socket: Socket, signal: AbortSignal | undefined) {
    this.#socket = socket;
    this.#signal = signal;
    this.#listen();
  }

  /** Connects over TCP to one address. */
  static async open(endpoint: ProbeEndpoint, limit: ProbeLimit): Promise<ProbeConnection> {
    const socket = connect({ host: endpoint.address, port: endpoint.port, noDelay: true });
    const connected = new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    try {
      await within(connected, limit);
    } catch (error) {
      socket.on("error", () => undefined);
      socket.destroy();
      throw error;
    }
    return new ProbeConnection(socket, limit.signal);
  }

  /** What came first, fit to be shown; `""` when nothing came. */
  get firstBytes(): string {
    return showable(this.#firstBytes.toString("latin1"));
  }

  /** Whether what came first is a TLS record and no text. */
  get beginsInTls(): boolean {
    return this.#firstBytes[0] === 0x15 || this.#firstBytes[0] === 0x16;
  }

  /** Whether bytes have come that nobody asked for. */
  get hasLeftover(): boolean {
    return this.#parser.hasPartial || this.#replies.length > 0;
  }

  /** Waits for the next reply. */
  async reply(limitMs: number): Promise<SmtpReply> {
    const arrived = new Promise<SmtpReply>((resolve, reject) => {
      const look = () => {
        const reply = this.#replies.shift();
        if (reply !== undefined) resolve(reply);
        else if (this.#ended !== undefined) reject(this.#ended);
        else this.#wake = look;
      };
      look();
    });
    try {
      return await within(arrived, { limitMs, signal: this.#signal });
    } finally {
      this.#wake = undefined;
    }
  }

  /** Says a command and waits for its reply. */
  async ask(command: ProbeCommand, limitMs: number): Promise<SmtpReply> {
    if (this.hasLeftover) this.#breakOff("talks without being asked");
    if (this.#ended !== undefined) throw this.#ended;
    this.#socket.write(`${command}\r\n`);
    return await this.reply(limitMs);
  }

  /** Turns the connection to TLS. A certificate that fails its check is a fact, no failure. */
  async secure(options: {
    readonly host: string;
    readonly ca: string | undefined;
    readonly nowMs: number;
    readonly limitMs: number;
  }): Promise<ProbedTls> {
    const plain = this.#socket;
    if (this.#ended !== undefined) throw this.#ended;
    plain.removeAllListeners();
    plain.on("error", () => undefined);
    plain.pause();
    const { host, ca, limitMs } = options;
    const { socket, tls, certificate } = await within(secureSocket(plain, { host, ca }), {
      limitMs,
      signal: this.#signal,
    });
    this.#socket = socket;
    this.#listen();
    const { nowMs } = options;
    const facts = certificate === undefined ? undefined : certificateFacts(certificate, nowMs);
    return { ...tls, certificate: facts };
  }

  /** Says goodbye without waiting for an answer, and closes. */
  leave(): void {
    if (this.#ended === undefined && this.#socket.writable) this.#socket.end("QUIT\r\n");
    this.#socket.destroySoon();
  }

  close(): void {
    this.#socket.destroy();
  }

  get localAddress(): string {
    return this.#socket.localAddress ?? "";
  }

  #listen(): void {
    const lost = { code: "ECONNRESET", message: "the server closed the connection" };
    this.#socket.on("data", (bytes) => this.#take(bytes));
    this.#socket.on("error", (error: NodeJS.ErrnoException) =>
      this.#end({ code: error.code ?? "UNKNOWN", message: error.message }),
    );
    this.#socket.on("end", () => this.#end(lost));
    this.#socket.on("close", () => this.#end(lost));
  }

  #take(bytes: Buffer): void {
    const room = FIRST_BYTES - this.#firstBytes.length;
    if (room > 0) this.#firstBytes = Buffer.concat([this.#firstBytes, bytes.subarray(0, room)]);
    const { replies, fault } = this.#parser.push(bytes);
    this.#replies.push(...replies);
    if (fault !== undefined) this.#breakOff(`sent "${showable(fault.line)}", which is not SMTP`);
    else if (this.#replies.length > MOST_REPLIES) this.#breakOff("talks without being asked");
    else this.#wake?.();
  }

  #breakOff(why: string): void {
    this.#end({ code: "NOT_SMTP", message: `the server ${why}` });
    this.#socket.destroy();
  }

  #end(failure: { readonly code: string; readonly message: string }): void {
    this.#ended ??= new ProbeStop(failure);
    this.#wake?.();
  }
}

/** Whether a probe was ended by its owner. */
export function isInterrupted(error: unknown): boolean {
  return error instanceof ProbeStop && error.code === INTERRUPTED_CODE;
}
