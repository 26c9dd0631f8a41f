import type { Duplex } from "node:stream";
import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import type { FaultHandle } from "../faults/fault_book.ts";
import type { FaultSpec } from "../faults/fault_spec.ts";
import { createTestAuthority, type TestAuthority } from "../tls/test_authority.ts";
import { createTlsSetup, type TlsOptions } from "../tls/tls_setup.ts";
import type { Inbox } from "../wait/inbox.ts";
import { CaptureServer } from "./capture_server.ts";
import type { ListenerOptions, ListenerPlan, MockSmtpListener } from "./listener.ts";
import type { MailScope } from "./mail_scope.ts";
import { resolveSettings, type SessionOptions } from "./session_options.ts";

/** What to start. */
export interface MockSmtpOptions extends SessionOptions, TlsOptions {
  /** @default one listener with STARTTLS on any free port of 127.0.0.1 */
  readonly listeners?: readonly ListenerOptions[];
  /** Faults that are in force from the start. */
  readonly faults?: readonly FaultSpec[];
  /** What the chances of faults are drawn from. @default {1} */
  readonly seed?: number;
  /** Messages that are kept; the oldest go first. @default {1000} */
  readonly messageLimit?: number;
  /**
   * Bytes of all messages together that are kept; as many again may be on their way, above that
   * content is answered with 452.
   *
   * @default {268435456}
   */
  readonly totalLimitBytes?: number;
  /** MIME parts of a message that `parsed()` takes apart. @default {1000} */
  readonly mimePartLimit?: number;
  /** Records of ended sessions that are kept. @default {1000} */
  readonly sessionLimit?: number;
  /** Connections at a time; one more is told 421. @default {10000} */
  readonly connectionLimit?: number;
  /** How long a client may say nothing before it is told 421. @default {300000} */
  readonly idleTimeoutMs?: number;
  /** Called for each message, once it can be seen. */
  readonly onMessage?: (message: CapturedMessage) => void;
  /** Called for each session, once its connection is closed. */
  readonly onSessionEnd?: (session: CapturedSession) => void;
}

/** The faults of a server. */
export interface FaultControl {
  /**
   * Puts a fault into force, after those that are: the first rule that matches strikes.
   *
   * @throws {TypeError} If a rule has a field that does not exist.
   */
  add(...specs: readonly FaultSpec[]): FaultHandle;
  /** Takes all faults out of force. */
  clear(): void;
}

/** A running capture server. */
export interface MockSmtp extends Inbox, AsyncDisposable {
  readonly listeners: readonly MockSmtpListener[];
  /** The certificate, PEM, that a client has to trust: its `ca`. */
  readonly ca: string;
  /** What issued the certificates; issues client certificates, too. */
  readonly authority: TestAuthority;
  /** The connections there have been, oldest first, as they are now. */
  readonly sessions: readonly CapturedSession[];
  /** What is made to fail. */
  readonly faults: FaultControl;
  /** How many messages had to go because of a limit. */
  readonly evictedMessages: number;
  /** The port of a listener; of the first if no name is given. */
  port(name?: string): number;
  /**
   * Connects to a listener inside this process, without a port.
   *
   * @returns The client's end, which has what mail clients use of a TCP socket.
   */
  connect(name?: string): Duplex;
  /**
   * Opens a part of the server that one test has to itself: parallel tests share the server and
   * see only their own mail.
   */
  scope(): MailScope;
  /** Forgets messages and ended sessions. */
  clear(): void;
  /** Stops accepting, lets transactions under way finish, and closes what is left. */
  close(): Promise<void>;
}

/**
 * Starts a capture server.
 *
 * @returns The server, once every listener accepts connections.
 * @throws {TypeError} If two listeners have one name.
 *
 * @example A message over STARTTLS
 * ```ts
 * import { startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp();
 * const transport = createTransport({
 *   host: "localhost",
 *   port: server.port(),
 *   requireTLS: true,
 *   tls: { ca: server.ca },
 * });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi", text: "." });
 *
 * const message = await server.next({ to: "b@example.test" });
 * assert.equal(message.subject, "Hi");
 * assert.equal(message.tls?.protocol, "TLSv1.3");
 * await server.close();
 * ```
 */
export async function startMockSmtp(options: MockSmtpOptions = {}): Promise<MockSmtp> {
  const authority = createTestAuthority();
  const server = new CaptureServer(authority, {
    store: {
      messages: options.messageLimit ?? 1000,
      totalBytes: options.totalLimitBytes ?? 256 * 1024 * 1024,
    },
    seed: options.seed ?? 1,
    mimePartLimit: options.mimePartLimit ?? 1000,
    sessionLimit: options.sessionLimit ?? 1000,
    connectionLimit: options.connectionLimit ?? 10_000,
    idleTimeoutMs: options.idleTimeoutMs ?? 300_000,
    onMessage: options.onMessage ?? ignore,
    onSessionEnd: options.onSessionEnd ?? ignore,
  });
  server.faults.add(...(options.faults ?? []));
  try {
    for (const plan of planListeners(options, server)) {
      await server.bind(plan);
    }
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

function ignore(): void {}

function planListeners(options: MockSmtpOptions, server: CaptureServer): ListenerPlan[] {
  const wanted = options.listeners ?? [{ tls: "starttls" }];
  const plans = wanted.map((listener): ListenerPlan => {
    const tls = listener.tls ?? "starttls";
    return {
      name: listener.name ?? tls,
      tls,
      host: listener.host ?? "127.0.0.1",
      port: listener.port === undefined ? 0 : listener.port,
      settings: resolveSettings({ ...options, ...listener }, tls, server.scopeSecrets),
      tlsSetup:
        tls === "none" ? undefined : createTlsSetup(server.authority, { ...options, ...listener }),
    };
  });
  const names = plans.map((it) => it.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new TypeError(`Cannot start two listeners named "${twice}": give each a name of its own`);
  }
  return plans;
}
