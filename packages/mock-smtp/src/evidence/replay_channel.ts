import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { clearTimeout, setTimeout } from "node:timers";
import { connect as connectTls } from "node:tls";

/** Where a dialogue is replayed. */
export interface ReplayTarget {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** With whom TLS is spoken. */
export interface ReplayTls {
  readonly servername: string;
  readonly ca: string | readonly string[] | undefined;
}

/**
 * The client's end of a replayed dialogue: it says what it is told and hears replies line by line.
 *
 * Diagnostics: a connection that breaks is a reply that does not come; only connecting and TLS
 * throw.
 */
export class ReplayChannel {
  readonly #timeoutMs: number;
  #socket: Socket;
  #heard = "";
  #ended = false;
  #changed: () => void = () => {};

  private constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
    this.#listen(socket);
  }

  /** Connects, in clear. */
  static async open(target: ReplayTarget): Promise<ReplayChannel> {
    const { host, port, timeoutMs } = target;
    const socket = connect(port, host);
    try {
      await once(socket, "connect", { signal: AbortSignal.timeout(timeoutMs) });
    } catch (cause) {
      socket.destroy();
      throw new Error(`Cannot connect to ${host} port ${port} to replay a dialogue`, { cause });
    }
    return new ReplayChannel(socket, timeoutMs);
  }

  /** Sends bytes. */
  say(bytes: Buffer): void {
    if (this.#socket.writable) {
      this.#socket.write(bytes);
    }
  }

  /** The lines of the next reply; what there was of it if the connection ended or time ran out. */
  async hear(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#nextLine();
      if (line === undefined) {
        return lines;
      }
      lines.push(line);
      if (!/^\d{3}-/.test(line)) {
        return lines;
      }
    }
  }

  /** Begins TLS; what was heard before is not carried over. */
  async secure(tls: ReplayTls): Promise<void> {
    const raw = this.#socket;
    raw.removeAllListeners();
    this.#heard = "";
    const { servername, ca } = tls;
    const trusted = ca === undefined ? {} : { ca: typeof ca === "string" ? ca : [...ca] };
    const socket = connectTls({ socket: raw, servername, ...trusted });
    await once(socket, "secureConnect", { signal: AbortSignal.timeout(this.#timeoutMs) });
    this.#socket = socket;
    this.#listen(socket);
  }

  /** Whether the server closes within the time. */
  async closes(): Promise<boolean> {
    await this.#until(() => this.#ended);
    return this.#ended;
  }

  /** Closes orderly, as a client that has had enough. */
  end(): void {
    this.#socket.end();
  }

  /** Ends it, whatever state it is in. */
  destroy(): void {
    this.#socket.destroy();
  }

  #listen(socket: Socket): void {
    const end = (): void => {
      this.#ended = true;
      this.#changed();
    };
    socket.on("data", (chunk: Buffer) => {
      this.#heard += chunk.toString("latin1");
      this.#changed();
    });
    // After an error comes "close", which is what counts.
    socket.on("error", () => {});
    socket.on("end", end);
    socket.on("close", end);
  }

  async #nextLine(): Promise<string | undefined> {
    await this.#until(() => this.#ended || this.#heard.includes("\n"));
    const end = this.#heard.indexOf("\n");
    const line = end === -1 ? this.#heard : this.#heard.slice(0, end);
    if (end === -1 && line === "") {
      return undefined;
    }
    this.#heard = end === -1 ? "" : this.#heard.slice(end + 1);
    return line.replace(/\r$/, "");
  }

  #until(isTrue: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (isTrue()) {
          finish();
        }
      };
      const finish = (): void => {
        clearTimeout(timer);
        this.#changed = () => {};
        resolve();
      };
      const timer = setTimeout(finish, this.#timeoutMs);
      this.#changed = look;
      look();
    });
  }
}
