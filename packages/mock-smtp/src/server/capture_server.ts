import { once } from "node:events";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { clearInterval, clearTimeout, setInterval, setTimeout } from "node:timers";
import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import type { StoreLimits } from "../capture/message_store.ts";
import { ContentBudget } from "../engine/content_budget.ts";
import type { CompleteTransaction } from "../engine/mail_transaction.ts";
import { SmtpEngine } from "../engine/smtp_engine.ts";
import type { TestAuthority } from "../tls/test_authority.ts";
import type { Inbox } from "../wait/inbox.ts";
import type { SettleOptions } from "../wait/settlement.ts";
import { WaitError } from "../wait/wait_error.ts";
import { Connection } from "./connection.ts";
import { faultControl } from "./fault_control.ts";
import { type BoundListener, bindListener, type ListenerPlan } from "./listener.ts";
import { MailHub } from "./mail_hub.ts";
import type { MailScope } from "./mail_scope.ts";
import { MemorySocket, type ServerSocket } from "./memory_socket.ts";
import { SessionRegistry } from "./session_registry.ts";
import type { FaultControl, MockSmtp } from "./start_mock_smtp.ts";

/** How long a transaction under way may take to finish when the server closes. */
const GRACE_MS = 1000;
/** How often idle connections are looked for, at most. */
const SWEEP_MS = 1000;

/** What a server is made with, its listeners apart. */
export interface CapturePlan {
  readonly store: StoreLimits;
  readonly seed: number;
  readonly mimePartLimit: number;
  /** Records of ended sessions that are kept. */
  readonly sessionLimit: number;
  /** Connections at a time. */
  readonly connectionLimit: number;
  readonly idleTimeoutMs: number;
  onMessage(message: CapturedMessage): void;
  onSessionEnd(session: CapturedSession): void;
}

/** The running server: listeners and connections, over a hub where the messages arrive. */
export class CaptureServer implements MockSmtp {
  readonly authority: TestAuthority;
  readonly faults: FaultControl;
  readonly #plan: CapturePlan;
  readonly #sessions: SessionRegistry;
  readonly #hub: MailHub;
  readonly #budget: ContentBudget;
  readonly #listeners: BoundListener[] = [];
  readonly #sweeper: NodeJS.Timeout;
  #closing: Promise<void> | undefined;

  constructor(authority: TestAuthority, plan: CapturePlan) {
    this.authority = authority;
    this.#plan = plan;
    this.#sessions = new SessionRegistry(plan.sessionLimit);
    this.#budget = new ContentBudget(plan.store.totalBytes);
    this.#hub = new MailHub(this.#sessions, plan);
    this.faults = faultControl(this.#hub.faults);
    this.#sweeper = setInterval(() => this.#sweep(), Math.min(SWEEP_MS, plan.idleTimeoutMs));
    this.#sweeper.unref();
  }

  get ca(): string {
    return this.authority.certificate;
  }

  get listeners(): BoundListener["facts"][] {
    return this.#listeners.map((it) => it.facts);
  }

  get messages(): readonly CapturedMessage[] {
    return this.#hub.inbox.messages;
  }

  get sessions(): readonly CapturedSession[] {
    return this.#sessions.records();
  }

  get evictedMessages(): number {
    return this.#hub.evidence().evictedMessages;
  }

  /** The secrets of the scopes' users, as they come and go. */
  get scopeSecrets(): ReadonlyMap<string, string> {
    return this.#hub.scopeSecrets;
  }

  port(name?: string): number {
    const { facts } = this.#listener(name);
    if (facts.port === null) {
      throw new RangeError(`Cannot tell the port of "${facts.name}": it has none, use connect()`);
    }
    return facts.port;
  }

  connect(name?: string): Duplex {
    const { plan } = this.#listener(name);
    const { client, server } = MemorySocket.pair();
    if (this.#closing !== undefined) {
      server.resetAndDestroy();
    } else {
      this.#accept(server, plan, "memory");
    }
    return client;
  }

  next(wanted?: Parameters<Inbox["next"]>[0]): Promise<CapturedMessage> {
    return this.#hub.inbox.next(wanted);
  }

  all(wanted?: Parameters<Inbox["all"]>[0]): Promise<CapturedMessage[]> {
    return this.#hub.inbox.all(wanted);
  }

  none(wanted?: Parameters<Inbox["none"]>[0]): Promise<void> {
    return this.#hub.inbox.none(wanted);
  }

  settled(options?: SettleOptions): Promise<void> {
    return this.#hub.inbox.settled(options);
  }

  scope(): MailScope {
    return this.#hub.openScope();
  }

  clear(): void {
    this.#hub.forget(() => true);
    this.#sessions.clear();
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
    const accept = (socket: Socket): void =>
      this.#accept(socket, plan, `${socket.remoteAddress}:${socket.remotePort}`);
    this.#listeners.push(await bindListener(plan, accept));
  }

  #listener(name: string | undefined): BoundListener {
    const found = this.#listeners.find((it) => name === undefined || it.facts.name === name);
    if (found === undefined) {
      const names = this.listeners.map((it) => `"${it.name}"`).join(", ");
      throw new RangeError(`Cannot find a listener named "${name}": there are ${names}`);
    }
    return found;
  }

  #accept(socket: ServerSocket, plan: ListenerPlan, client: string): void {
    const record = this.#sessions.record(plan.name, client);
    const hub = this.#hub;
    const engine = new SmtpEngine(plan.settings, record, {
      faults: hub.faults,
      budget: this.#budget,
      newId: () => hub.newId(),
    });
    const connection = new Connection(socket, engine, record, {
      tls: plan.tlsSetup,
      store: (message) => hub.store(message, record),
      publish: (transaction) => this.#publish(transaction),
      active: (nowMs) => this.#sessions.noteActivity(nowMs),
      closed: () => {
        this.#sessions.remove(connection);
        callBack(() => this.#plan.onSessionEnd(record));
      },
    });
    this.#sessions.add(connection);
    if (this.#sessions.openCount > this.#plan.connectionLimit) {
      connection.refuse(`${this.#plan.connectionLimit} connections are open, no more are accepted`);
    } else {
      connection.open();
    }
  }

  #publish(transaction: CompleteTransaction): void {
    const message = this.#hub.publish(transaction);
    if (message !== undefined) {
      callBack(() => this.#plan.onMessage(message));
    }
  }

  #sweep(): void {
    const limitMs = performance.now() - this.#plan.idleTimeoutMs;
    for (const connection of this.#sessions.connections()) {
      if (connection.lastActivityMs < limitMs) {
        connection.expire(this.#plan.idleTimeoutMs);
      }
    }
  }

  async #shutDown(): Promise<void> {
    clearInterval(this.#sweeper);
    const closed = this.#listeners
      .flatMap(({ server }) => server ?? [])
      .map((server) => {
        const done = once(server, "close");
        server.close();
        return done;
      });
    for (const connection of this.#sessions.connections()) {
      connection.shutDown();
    }
    const timer = setTimeout(() => {
      for (const connection of this.#sessions.connections()) {
        connection.destroy();
      }
    }, GRACE_MS);
    await Promise.all(closed);
    await this.#sessions.empty();
    clearTimeout(timer);
    const text = "Cannot wait for a message: the server is closed";
    this.#hub.close(new WaitError(text, this.#hub.evidence()));
  }
}

/** What a caller's function throws is the caller's to see, and does not stop the session. */
function callBack(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
