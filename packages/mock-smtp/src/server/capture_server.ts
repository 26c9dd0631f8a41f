import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Socket } from "node:net";
import { clearTimeout, setTimeout } from "node:timers";
import { type CapturedMessage, captureMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import { MessageStore, type StoreLimits } from "../capture/message_store.ts";
import type { CompleteTransaction } from "../engine/mail_transaction.ts";
import { SessionRecord } from "../engine/session_record.ts";
import { SmtpEngine } from "../engine/smtp_engine.ts";
import { FaultBook } from "../faults/fault_book.ts";
import type { TestAuthority } from "../tls/test_authority.ts";
import type { MessageFilter } from "../wait/message_filter.ts";
import { explainTimeout, WaitError } from "../wait/wait_error.ts";
import { WaitingRoom, type WaitLimits } from "../wait/waiting_room.ts";
import { Connection } from "./connection.ts";
import { faultControl } from "./fault_control.ts";
import { type BoundListener, bindListener, type ListenerPlan } from "./listener.ts";
import type { FaultControl, MockSmtp } from "./start_mock_smtp.ts";

/** How long a transaction under way may take to finish when the server closes. */
const GRACE_MS = 1000;
/** Records of ended sessions that are kept. */
const SESSION_LIMIT = 1000;

/** What a server is made with, its listeners apart. */
export interface CapturePlan {
  readonly limits: StoreLimits;
  readonly seed: number;
}

/** The running server: listeners, sessions, store and waits. */
export class CaptureServer implements MockSmtp {
  readonly authority: TestAuthority;
  readonly faults: FaultControl;
  readonly #faults: FaultBook;
  readonly #store: MessageStore;
  readonly #listeners: BoundListener[] = [];
  readonly #connections: Set<Connection> = new Set();
  readonly #stored: Map<CompleteTransaction, CapturedMessage> = new Map();
  readonly #waiting: WaitingRoom;
  readonly #idPrefix: string = randomBytes(4).toString("hex");
  #records: SessionRecord[] = [];
  #sessionCount = 0;
  #messageCount = 0;
  #idCount = 0;
  #closing: Promise<void> | undefined;
  #emptied: () => void = () => {};

  constructor(authority: TestAuthority, plan: CapturePlan) {
    this.authority = authority;
    this.#store = new MessageStore(plan.limits);
    this.#faults = new FaultBook(plan.seed);
    this.faults = faultControl(this.#faults);
    this.#waiting = new WaitingRoom((filter, timeoutMs) =>
      explainTimeout(filter, timeoutMs, { messages: this.messages, sessions: this.sessions }),
    );
  }

  get ca(): string {
    return this.authority.certificate;
  }

  get listeners(): BoundListener["facts"][] {
    return this.#listeners.map((it) => it.facts);
  }

  get messages(): readonly CapturedMessage[] {
    return this.#store.messages();
  }

  get sessions(): readonly CapturedSession[] {
    return [...this.#records];
  }

  get evictedMessages(): number {
    return this.#store.evicted;
  }

  port(name?: string): number {
    const found = this.listeners.find((it) => name === undefined || it.name === name);
    if (found === undefined) {
      const names = this.listeners.map((it) => `"${it.name}"`).join(", ");
      throw new RangeError(`Cannot find a listener named "${name}": there are ${names}`);
    }
    return found.port;
  }

  next(wanted: MessageFilter & WaitLimits = {}): Promise<CapturedMessage> {
    const { timeoutMs, signal, ...filter } = wanted;
    return this.#waiting.next(this.messages, filter, {
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  clear(): void {
    this.#store.clear();
    this.#records = this.#records.filter((it) => it.end === null);
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Adds a listener and resolves once it accepts. */
  async bind(plan: ListenerPlan): Promise<void> {
    this.#listeners.push(await bindListener(plan, (socket) => this.#accept(socket, plan)));
  }

  #accept(socket: Socket, plan: ListenerPlan): void {
    const record = new SessionRecord(
      {
        number: ++this.#sessionCount,
        listener: plan.name,
        client: `${socket.remoteAddress}:${socket.remotePort}`,
      },
      () => performance.now(),
    );
    this.#keep(record);
    const engine = new SmtpEngine(plan.settings, record, {
      faults: this.#faults,
      newId: () => this.#newId(),
    });
    const connection = new Connection(socket, engine, record, {
      tls: plan.tlsSetup,
      store: (message, from) => this.#capture(message, from),
      publish: (message) => this.#publish(message),
      closed: (it) => this.#forget(it),
    });
    this.#connections.add(connection);
    connection.open();
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    if (this.#connections.size === 0) {
      this.#emptied();
    }
  }

  #keep(record: SessionRecord): void {
    this.#records.push(record);
    if (this.#records.length > SESSION_LIMIT * 2) {
      const ended = this.#records.filter((it) => it.end !== null);
      const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - SESSION_LIMIT)));
      this.#records = this.#records.filter((it) => !forgotten.has(it));
    }
  }

  #newId(): string {
    return `${this.#idPrefix}-${++this.#idCount}`;
  }

  #capture(transaction: CompleteTransaction, record: SessionRecord): void {
    const arrival = { sequence: ++this.#messageCount, receivedAt: new Date() };
    this.#stored.set(transaction, captureMessage(transaction, record, arrival));
  }

  /** The 250 has been handed to the system, or its connection broke: from now on it is seen. */
  #publish(transaction: CompleteTransaction): void {
    const message = this.#stored.get(transaction);
    if (message !== undefined) {
      this.#stored.delete(transaction);
      this.#store.publish(message, transaction.sizeBytes);
      this.#waiting.offer(message);
    }
  }

  async #shutDown(): Promise<void> {
    const closed = this.#listeners.map(({ server }) => {
      const done = once(server, "close");
      server.close();
      return done;
    });
    for (const connection of this.#connections) {
      connection.shutDown();
    }
    const timer = setTimeout(() => this.#destroyAll(), GRACE_MS);
    await Promise.all(closed);
    if (this.#connections.size > 0) {
      await new Promise<void>((resolve) => {
        this.#emptied = resolve;
      });
    }
    clearTimeout(timer);
    this.#waiting.close(new WaitError("Cannot wait for a message: the server is closed", this));
  }

  #destroyAll(): void {
    for (const connection of this.#connections) {
      connection.destroy();
    }
  }
}
