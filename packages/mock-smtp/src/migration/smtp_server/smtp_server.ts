import { EventEmitter, once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { clearTimeout, setTimeout } from "node:timers";
import type { SecureContext, TLSSocket, TlsOptions } from "node:tls";
import { SMTPServerConnection } from "./smtp_server_connection.ts";
import type {
  SMTPServerAddress,
  SMTPServerAuthentication,
  SMTPServerAuthenticationResponse,
  SMTPServerCallback,
  SMTPServerDataStream,
  SMTPServerError,
  SMTPServerHandlers,
  SMTPServerHost,
  SMTPServerListenArguments,
  SMTPServerOptions,
  SMTPServerSession,
} from "./smtp_server_options.ts";
import { ServerCertificates } from "./smtp_server_settings.ts";

const CLOSE_TIMEOUT_MS = 30_000;

const HANDLERS = [
  "onConnect",
  "onSecure",
  "onAuth",
  "onMailFrom",
  "onRcptTo",
  "onData",
  "onClose",
] as const satisfies readonly (keyof SMTPServerHandlers)[];

/**
 * An SMTP server whose answers its handlers decide: options of the constructor, properties that
 * are assigned, or methods of a subclass.
 *
 * It emits `connect`, `error` and `close`. Unlike with smtp-server, an `error` of a connection
 * that nobody listens for is dropped; only an address that cannot be bound is not.
 *
 * @example A recipient that is refused
 * ```ts
 * import { SMTPServer } from "@fieldpost/mock-smtp/smtp-server";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = new SMTPServer({
 *   authOptional: true,
 *   onRcptTo(address, session, callback) {
 *     const isKnown = address.address === "b@example.test";
 *     callback(isKnown ? null : Object.assign(new Error("No such user"), { responseCode: 550 }));
 *   },
 * });
 * server.listen(0, "127.0.0.1");
 * await server.ready;
 *
 * const transport = createTransport({ host: "127.0.0.1", port: server.port, ignoreTLS: true });
 * const info = await transport.sendMail({
 *   from: "a@example.test",
 *   to: ["b@example.test", "stranger@example.test"],
 *   text: "Hello",
 * });
 * assert.deepEqual(info.rejected, ["stranger@example.test"]);
 * await server.close();
 * ```
 */
export class SMTPServer extends EventEmitter implements SMTPServerHandlers {
  readonly options: SMTPServerOptions;
  /** The listener underneath. */
  readonly server: Server;
  readonly connections: Set<SMTPServerConnection> = new Set();
  readonly #bySocket: Map<Socket, SMTPServerConnection> = new Map();
  readonly #certificates: ServerCertificates;
  readonly #ends: EventEmitter = new EventEmitter();
  #closing: Promise<void> | undefined;
  #isAwaited = false;

  constructor(options: SMTPServerOptions = {}) {
    super();
    const refused = (["useXClient", "useXForward"] as const).find((name) => options[name] === true);
    if (refused !== undefined) {
      throw new TypeError(
        `Cannot set "${refused}": this server has neither XCLIENT nor XFORWARD, leave it out`,
      );
    }
    const disabled = [options.disabledCommands ?? []].flat();
    this.options = { ...options, disabledCommands: disabled.map((it) => it.toUpperCase().trim()) };
    this.#certificates = new ServerCertificates(this.options);
    for (const name of HANDLERS) {
      const handler = options[name];
      if (typeof handler === "function") {
        Object.assign(this, { [name]: handler });
      }
    }
    this.server = createServer({ allowHalfOpen: true, noDelay: true }, (it) => this.#accept(it));
    this.server.on("error", (error) => this.#listenFailed(error));
    this.server.on("close", () => this.emit("close"));
  }

  /** The port that is listened on, `0` as long as none is. */
  get port(): number {
    return this.address()?.port ?? 0;
  }

  /** Resolves once connections are accepted, rejects if the address cannot be bound. */
  get ready(): Promise<void> {
    this.#isAwaited = true;
    return this.server.listening
      ? Promise.resolve()
      : once(this.server, "listening").then(() => undefined);
  }

  /** The certificate, PEM, that a client has to trust; `undefined` if `key` and `cert` were given. */
  get ca(): string | undefined {
    return this.#certificates.ca;
  }

  /** The address that is listened on. */
  address(): AddressInfo | null {
    const address = this.server.address();
    return typeof address === "object" ? address : null;
  }

  /** Listens; port `0` is any that is free. */
  listen(...wanted: SMTPServerListenArguments): Server {
    this.#closing = undefined;
    return Reflect.apply(this.server.listen, this.server, wanted);
  }

  /** Stops accepting, ends idle connections, and those in a transaction after `closeTimeout`. */
  close(callback?: () => void): Promise<void> {
    this.#closing ??= this.#shutDown();
    if (callback !== undefined) {
      this.#closing.then(callback);
    }
    return this.#closing;
  }

  /** Takes other certificates for the connections to come. */
  updateSecureContext(options: TlsOptions): void {
    Object.assign(this.options, options);
    this.#certificates.update(this.options);
  }

  onConnect(_session: SMTPServerSession, callback: SMTPServerCallback): void {
    callback();
  }

  onSecure(_socket: TLSSocket, _session: SMTPServerSession, callback: SMTPServerCallback): void {
    callback();
  }

  /** Lets nobody in. */
  onAuth(
    _auth: SMTPServerAuthentication,
    _session: SMTPServerSession,
    callback: (error: SMTPServerError | null, response?: SMTPServerAuthenticationResponse) => void,
  ): void {
    callback(null, { message: "Authentication not implemented" });
  }

  onMailFrom(
    _address: SMTPServerAddress,
    _session: SMTPServerSession,
    callback: SMTPServerCallback,
  ): void {
    callback();
  }

  onRcptTo(
    _address: SMTPServerAddress,
    _session: SMTPServerSession,
    callback: SMTPServerCallback,
  ): void {
    callback();
  }

  /** Reads the message and drops it. */
  onData(
    stream: SMTPServerDataStream,
    _session: SMTPServerSession,
    callback: (error?: SMTPServerError | null, message?: string) => void,
  ): void {
    stream.once("end", () => callback());
    stream.resume();
  }

  onClose(_session: SMTPServerSession): void {}

  #accept(socket: Socket): void {
    const connection = new SMTPServerConnection(socket, this.#hostOf());
    this.connections.add(connection);
    this.#bySocket.set(socket, connection);
    connection.open();
  }

  /** What a connection sees of us; its handlers are looked up when they are called. */
  #hostOf(): SMTPServerHost {
    const server = this;
    return {
      options: this.options,
      get isClosing() {
        return server.#closing !== undefined;
      },
      get connectionCount() {
        return server.connections.size;
      },
      contextFor: (name: string): SecureContext => this.#certificates.contextFor(name),
      connected: (session) => {
        this.emit("connect", session);
      },
      failed: (error) => this.#fail(error),
      gone: (socket) => this.#forget(socket),
      onConnect: (...given) => this.onConnect(...given),
      onSecure: (...given) => this.onSecure(...given),
      onAuth: (...given) => this.onAuth(...given),
      onMailFrom: (...given) => this.onMailFrom(...given),
      onRcptTo: (...given) => this.onRcptTo(...given),
      onData: (...given) => this.onData(...given),
      onClose: (session) => this.onClose(session),
    };
  }

  #forget(socket: Socket): void {
    const connection = this.#bySocket.get(socket);
    this.#bySocket.delete(socket);
    if (connection !== undefined) {
      this.connections.delete(connection);
      this.#ends.emit("end");
    }
  }

  /** A server that never came up must not look like one that nobody talks to. */
  #listenFailed(error: Error): void {
    if (this.listenerCount("error") > 0 || !this.#isAwaited) {
      this.emit("error", error);
    }
  }

  #fail(error: Error): void {
    if (this.listenerCount("error") > 0) {
      this.emit("error", error);
    }
  }

  async #shutDown(): Promise<void> {
    const closed = this.server.listening ? once(this.server, "close") : Promise.resolve();
    this.server.close();
    for (const connection of this.connections) {
      connection.shutDown();
    }
    const timer = setTimeout(() => {
      for (const connection of this.connections) {
        connection.destroy();
      }
    }, this.options.closeTimeout ?? CLOSE_TIMEOUT_MS);
    timer.unref();
    await closed;
    // The listener counts a socket as gone before whoever waits for its end has been told.
    while (this.connections.size > 0) {
      await once(this.#ends, "end");
    }
    clearTimeout(timer);
  }
}
