import { Duplex } from "node:stream";

/** What the server needs of a connection, which both a TCP socket and a memory socket have. */
export interface ServerSocket extends Duplex {
  resetAndDestroy(): unknown;
}

type Done = (error?: Error | null) => void;

/**
 * One end of a connection that exists in this process only. It has the methods of a TCP socket
 * that mail clients call.
 */
export class MemorySocket extends Duplex implements ServerSocket {
  readonly remoteAddress: string = "memory";
  readonly remotePort: number = 0;
  #peer: MemorySocket | undefined;
  #resume: Done | undefined;

  /** Makes both ends. The server's end stays open for writing when the client's ends. */
  static pair(): { readonly client: MemorySocket; readonly server: MemorySocket } {
    const client = new MemorySocket({ allowHalfOpen: false });
    const server = new MemorySocket({ allowHalfOpen: true });
    client.#peer = server;
    server.#peer = client;
    return { client, server };
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  /** A connection in memory is never slow. */
  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  resetAndDestroy(): this {
    const reset = Object.assign(new Error("Cannot read: ECONNRESET"), { code: "ECONNRESET" });
    this.#peer?.destroy(reset);
    return this.destroy();
  }

  override _read(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }

  override _write(chunk: Buffer, _: string, done: Done): void {
    // Later, as with a real socket: nobody expects an answer while still writing.
    queueMicrotask(() => this.#deliver(chunk, done));
  }

  override _final(done: Done): void {
    queueMicrotask(() => {
      if (this.#peer?.readable === true) {
        this.#peer.push(null);
      }
      done();
    });
  }

  override _destroy(error: Error | null, done: Done): void {
    const peer = this.#peer;
    queueMicrotask(() => {
      if (peer?.readable === true && !peer.destroyed) {
        peer.push(null);
      }
      // Whoever waited for this end to read may go on, now that nobody will read.
      this._read();
    });
    done(error);
  }

  #deliver(chunk: Buffer, done: Done): void {
    const peer = this.#peer;
    if (peer === undefined || peer.destroyed) {
      done(Object.assign(new Error("Cannot write: EPIPE"), { code: "EPIPE" }));
    } else if (peer.push(chunk)) {
      done();
    } else {
      peer.#resume = done;
    }
  }
}
