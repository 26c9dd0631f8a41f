import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { clearTimeout, setTimeout } from "node:timers";
import type { CompleteTransaction } from "../engine/mail_transaction.ts";
import type { SessionRecord } from "../engine/session_record.ts";
import type { SmtpEffect } from "../engine/smtp_effect.ts";
import type { SmtpEngine } from "../engine/smtp_engine.ts";
import type { TlsSetup } from "../tls/tls_setup.ts";
import type { ServerSocket } from "./memory_socket.ts";
import { startTlsChannel } from "./tls_channel.ts";

/** What a connection needs from the server that accepted it. */
export interface ConnectionHost {
  readonly tls: TlsSetup | undefined;
  store(message: CompleteTransaction): void;
  publish(message: CompleteTransaction): void;
  /** Something was heard. */
  active(nowMs: number): void;
  closed(): void;
}

/** What may wait here, of a client's words or of ours, before no more is read. */
const WAITING_LIMIT_BYTES = 1024 * 1024;

/** How long a client that was told to go may take to go. */
const CLOSE_GRACE_MS = 1000;

/**
 * Runs an engine over a socket.
 *
 * Diagnostics: whatever the client or the network does ends up in the session's record; nothing is
 * thrown into the process.
 */
export class Connection {
  readonly record: SessionRecord;
  readonly #engine: SmtpEngine;
  readonly #raw: ServerSocket;
  readonly #host: ConnectionHost;
  #channel: Duplex;
  readonly #timers: Set<NodeJS.Timeout> = new Set();
  #isExpired = false;
  #bytesPerSecond = Number.POSITIVE_INFINITY;
  #waitingBytes = 0;
  #isClosed = false;
  #isLeaving = false;

  constructor(
    socket: ServerSocket,
    engine: SmtpEngine,
    record: SessionRecord,
    host: ConnectionHost,
  ) {
    this.#raw = socket;
    this.#channel = socket;
    this.#engine = engine;
    this.record = record;
    this.#host = host;
    this.#listen(socket);
    socket.once("close", () => this.#closed());
  }

  /** Whether the client is in the middle of something, or a fault makes it wait. */
  get isBusy(): boolean {
    return this.#engine.isBusy || this.#engine.isSuspended;
  }

  /** When the client was heard last, by `performance.now()`. */
  get lastActivityMs(): number {
    return this.#isExpired ? Number.POSITIVE_INFINITY : this.record.nowMs();
  }

  /** Says hello, or waits for the client's TLS hello. */
  open(): void {
    this.#perform(this.#engine.connected());
  }

  /** Tells the client that the server goes down and closes, once no transaction is under way. */
  shutDown(): void {
    this.#isLeaving = true;
    if (!this.#isClosed && !this.#engine.isInTransaction) {
      this.record.ending ??= "server-closed";
      this.#perform(this.#engine.hangUp("4.3.2 Service shutting down"));
    }
  }

  /** Turns a client away that there is no room for. */
  refuse(reason: string): void {
    this.record.fail("connect", reason, null, null);
    this.#end("4.3.2 Too many connections");
  }

  /** Ends a connection whose client has been silent for too long. */
  expire(idleMs: number): void {
    this.record.fail("other", `the client said nothing for ${idleMs} ms`, null, null);
    this.#end("4.4.2 Idle for too long");
    this.#later(CLOSE_GRACE_MS, () => this.destroy());
    this.#isExpired = true;
  }

  /** Breaks the connection off. */
  destroy(): void {
    this.record.ending ??= "server-closed";
    this.#channel.destroy();
    this.#raw.destroy();
  }

  #end(text: string): void {
    this.record.ending ??= "server-closed";
    this.#perform(this.#engine.hangUp(text));
  }

  #listen(channel: Duplex): void {
    channel.on("data", (chunk: Buffer) => this.#received(chunk));
    channel.on("error", (error) => this.#broken(error.message));
    channel.on("end", () => {
      this.record.ending ??= "client-closed";
      this.#endChannel();
    });
  }

  #received(chunk: Buffer): void {
    this.#perform(this.#engine.receive(chunk));
    if (this.#engine.isSuspended) {
      this.#holdBack(chunk.length);
    } else if (this.#bytesPerSecond !== Number.POSITIVE_INFINITY) {
      this.#channel.pause();
      this.#later((chunk.length * 1000) / this.#bytesPerSecond, () => this.#channel.resume());
    }
    this.#waitForReader();
    if (this.#isLeaving) {
      this.shutDown();
    }
    this.#host.active(this.record.nowMs());
  }

  /** A client that does not read its replies is not read either, or they would pile up here. */
  #waitForReader(): void {
    if (this.#channel.writableLength > WAITING_LIMIT_BYTES && !this.#channel.writableEnded) {
      this.#channel.pause();
      this.#channel.once("drain", () => this.#channel.resume());
    }
  }

  /** Lets a client that keeps talking during a delay fill its own buffers, not ours. */
  #holdBack(bytes: number): void {
    this.#waitingBytes += bytes;
    if (this.#waitingBytes > WAITING_LIMIT_BYTES) {
      this.#channel.pause();
    }
  }

  #wake(): void {
    this.#perform(this.#engine.wake());
    if (!this.#engine.isSuspended && this.#waitingBytes > 0) {
      this.#waitingBytes = 0;
      this.#channel.resume();
    }
  }

  #later(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }

  #perform(effects: readonly SmtpEffect[]): void {
    let pending: string | Buffer | undefined;
    for (const effect of effects) {
      if (effect.kind === "publish") {
        const { message } = effect;
        this.#write(pending ?? "", () => this.#host.publish(message));
        pending = undefined;
        continue;
      }
      if (pending !== undefined) {
        this.#write(pending);
        pending = undefined;
      }
      if (effect.kind === "write") {
        pending = effect.data;
      } else {
        this.#act(effect);
      }
    }
    if (pending !== undefined) {
      this.#write(pending);
    }
  }

  #act(effect: Exclude<SmtpEffect, { readonly kind: "write" | "publish" }>): void {
    switch (effect.kind) {
      case "store":
        this.#host.store(effect.message);
        break;
      case "start-tls":
        this.#startTls(effect.early);
        break;
      case "sleep":
        this.#later(effect.ms, () => this.#wake());
        break;
      case "throttle":
        this.#bytesPerSecond = effect.bytesPerSecond;
        break;
      case "close":
        this.#endChannel();
        break;
      case "reset":
        this.#channel.write("", () => this.#raw.resetAndDestroy());
        break;
    }
  }

  #write(data: string | Buffer, flushed?: () => void): void {
    if (typeof data === "string") {
      this.#channel.write(data, "latin1", flushed);
    } else {
      this.#channel.write(data, flushed);
    }
  }

  /** Ending twice would have Node build an error that nobody hears. */
  #endChannel(): void {
    if (!this.#channel.writableEnded) {
      this.#channel.end();
    }
  }

  #startTls(early: Buffer | undefined): void {
    const setup = this.#host.tls;
    if (setup === undefined) {
      this.destroy();
      return;
    }
    const raw = this.#raw;
    if (raw instanceof Socket && raw.writableLength > 0) {
      // TLS writes past the queue of a TCP socket: what is in it has to be out first.
      raw.write("", () => this.#startTls(early));
      return;
    }
    raw.removeAllListeners("data");
    raw.removeAllListeners("end");
    if (early !== undefined) {
      // While it flows, what is put back would go to nobody: TLS has not begun to read.
      raw.pause();
      raw.unshift(early);
    }
    this.#channel = startTlsChannel(raw, setup, {
      established: (facts) => this.#perform(this.#engine.tlsEstablished(facts)),
      failed: (alert) => this.#handshakeFailed(alert),
    });
    this.#listen(this.#channel);
  }

  #handshakeFailed(alert: string): void {
    this.record.tick();
    const stage = this.record.tls === null ? "handshake" : "other";
    this.record.note("event", `TLS failed: ${alert}`);
    this.record.fail(stage, `TLS failed: ${alert}`, null, null);
    this.record.ending ??= "broken";
  }

  #broken(message: string): void {
    if (this.record.ending === null) {
      this.record.tick();
      this.record.ending = "broken";
      this.record.note("event", `the connection broke: ${message}`);
      this.record.fail("other", `the connection broke: ${message}`, null, null);
    }
  }

  #closed(): void {
    if (!this.#isClosed) {
      this.#isClosed = true;
      for (const timer of this.#timers) {
        clearTimeout(timer);
      }
      this.record.ending ??= "client-closed";
      this.#engine.closed();
      this.record.note("event", `closed (${this.record.ending})`);
      this.record.end = this.record.ending;
      this.#channel.destroy();
      this.#host.closed();
    }
  }
}
