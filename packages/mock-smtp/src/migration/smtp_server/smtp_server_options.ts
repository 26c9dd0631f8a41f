import type { ListenOptions, Socket } from "node:net";
import type { PassThrough } from "node:stream";
import type { CipherNameAndProtocol, SecureContext, TLSSocket, TlsOptions } from "node:tls";

/** An address of MAIL or RCPT. */
export interface SMTPServerAddress {
  /** Without angle brackets; empty for the null sender. */
  address: string;
  /** The parameters by name in capitals; `false` if there are none. */
  args: Record<string, string | true> | false;
  /** NOTIFY and ORCPT, where DSN is not hidden. */
  dsn?: { notify?: string[]; orcpt?: string };
}

/** Who sends and who receives. */
export interface SMTPServerEnvelope {
  /** `false` before MAIL was accepted. */
  mailFrom: SMTPServerAddress | false;
  rcptTo: SMTPServerAddress[];
  /** `7bit` or `8bitmime`. */
  bodyType: string;
  smtpUtf8: boolean;
  /** Always false: REQUIRETLS is not offered. */
  requireTLS: boolean;
  /** Where DSN is not hidden. */
  dsn?: { ret: string | null; envid: string | null };
}

/** What the handlers learn about a connection; one object for its whole life. */
export interface SMTPServerSession {
  id: string;
  localAddress: string;
  localPort: number;
  remoteAddress: string;
  remotePort: number;
  /** The address in brackets: no name is ever looked up. */
  clientHostname: string;
  /** `HELO`, `EHLO`, `LHLO`, or `false` before the greeting. */
  openingCommand: string | false;
  /** What the client calls itself, `false` before the greeting. */
  hostNameAppearsAs: string | false;
  envelope: SMTPServerEnvelope;
  secure: boolean;
  /** `SMTP`, `ESMTP`, `ESMTPS`, `ESMTPSA`, ... */
  transmissionType: string;
  /** The cipher of the channel, `false` in clear. */
  tlsOptions: CipherNameAndProtocol | false;
  /** The name that the client asked for (SNI). */
  servername?: string | false | undefined;
  /** What `onAuth` answered. */
  user?: unknown;
  /** Counts the transactions from 1. */
  transaction: number;
  /** The last refusal. */
  error?: string;
}

/** The content of a message as `onData` reads it: dot-stuffing removed, nothing else touched. */
export interface SMTPServerDataStream extends PassThrough {
  /** Bytes so far. */
  byteLength: number;
  /** Whether more came than the option `size` allows. */
  sizeExceeded: boolean;
}

/** What a client offers to prove who it is. */
export interface SMTPServerAuthentication {
  method: "PLAIN" | "LOGIN" | "XOAUTH2" | "CRAM-MD5";
  username: string;
  /** With PLAIN and LOGIN. */
  password?: string;
  /** With XOAUTH2. */
  accessToken?: string;
  /** With PLAIN, both as they came; `username` is the one that is not empty. */
  authzid?: string;
  authcid?: string;
  /** With CRAM-MD5. */
  challenge?: string;
  challengeResponse?: string;
  /** With CRAM-MD5: whether the client knows this secret. */
  validatePassword(password: string): boolean;
}

/** The answer of `onAuth`. */
export interface SMTPServerAuthenticationResponse {
  /** Any value that is true: the client is let in. */
  user?: unknown;
  /** With XOAUTH2: sent to a client that is not let in. */
  data?: object | undefined;
  /** The text of the refusal. */
  message?: string | undefined;
  /** The code of the refusal. @default {535} */
  responseCode?: number | undefined;
}

/** An error of a handler; its code becomes the code of the reply. */
export type SMTPServerError = Error & { responseCode?: number | undefined };

/** Answers yes, or no with an error. */
export type SMTPServerCallback = (error?: SMTPServerError | null) => void;

/** The handlers, given as options, assigned, or overridden in a subclass. */
export interface SMTPServerHandlers {
  onConnect(session: SMTPServerSession, callback: SMTPServerCallback): void;
  /** After a TLS handshake, before anything is said in the channel. */
  onSecure(socket: TLSSocket, session: SMTPServerSession, callback: SMTPServerCallback): void;
  onAuth(
    auth: SMTPServerAuthentication,
    session: SMTPServerSession,
    callback: (
      error: SMTPServerError | null | undefined,
      response?: SMTPServerAuthenticationResponse,
    ) => void,
  ): void;
  onMailFrom(
    address: SMTPServerAddress,
    session: SMTPServerSession,
    callback: SMTPServerCallback,
  ): void;
  onRcptTo(
    address: SMTPServerAddress,
    session: SMTPServerSession,
    callback: SMTPServerCallback,
  ): void;
  /** Read the stream, then call back; with `lmtp`, an array answers for each recipient. */
  onData(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    callback: (
      error?: SMTPServerError | null,
      message?: string | readonly (string | SMTPServerError)[],
    ) => void,
  ): void;
  onClose(session: SMTPServerSession): void;
}

/**
 * What governs the server; names and defaults are those of smtp-server 3.
 *
 * Known and without effect, because no name is ever looked up, nothing is logged and a client may
 * speak at once: `disableReverseLookup`, `logger`, `component`, `resolver`. Refused, because a test
 * that relied on them would test nothing: `useXClient`, `useXForward`.
 */
export interface SMTPServerOptions extends TlsOptions, Partial<Undefined<SMTPServerHandlers>> {
  /** TLS from the first byte. @default {false} */
  secure?: boolean | undefined;
  /** TLS is spoken by somebody in front: the channel counts as encrypted. @default {false} */
  secured?: boolean | undefined;
  /** With `secure`: sockets are upgraded here. No difference is made. */
  needsUpgrade?: boolean | undefined;
  /** What the server calls itself. @default the machine's name */
  name?: string | undefined;
  /** Follows `ESMTP` in the greeting. */
  banner?: string | undefined;
  /** The answer to EHLO, `%s` being the server and the client. */
  heloResponse?: string | undefined;
  /** The largest message, announced; whether one that is larger is refused, `onData` decides. */
  size?: number | undefined;
  hideSize?: boolean | undefined;
  /** @default {["LOGIN", "PLAIN"]} */
  authMethods?: string[] | undefined;
  authOptional?: boolean | undefined;
  authRequiredMessage?: string | undefined;
  allowInsecureAuth?: boolean | undefined;
  disabledCommands?: string[] | undefined;
  hideSTARTTLS?: boolean | undefined;
  hidePIPELINING?: boolean | undefined;
  hide8BITMIME?: boolean | undefined;
  hideSMTPUTF8?: boolean | undefined;
  /** @default {true} */
  hideENHANCEDSTATUSCODES?: boolean | undefined;
  /** @default {true} */
  hideDSN?: boolean | undefined;
  /** Certificates by the name that the client asks for. */
  sniOptions?: { [servername: string]: TlsOptions } | Map<string, TlsOptions> | undefined;
  /** @default no limit */
  maxClients?: number | undefined;
  /** A header of the PROXY protocol comes first, version 1 or 2; from these addresses, or all. */
  useProxy?: boolean | string[] | undefined;
  useXClient?: boolean | undefined;
  useXForward?: boolean | undefined;
  lmtp?: boolean | undefined;
  /** Milliseconds of silence after which a client is sent away. @default {60000} */
  socketTimeout?: number | undefined;
  /** Milliseconds that `close()` gives a transaction under way. @default {30000} */
  closeTimeout?: number | undefined;
  /** Commands before a login. @default {10} */
  maxAllowedUnauthenticatedCommands?: number | false | undefined;
  /** Bytes of a command line. @default {4096} */
  maxCommandLength?: number | undefined;
  disableReverseLookup?: boolean | undefined;
  logger?: unknown;
  component?: string | undefined;
  resolver?: unknown;
}

type Undefined<T> = { [K in keyof T]: T[K] | undefined };

/** Ways to say where to listen: those of `net.Server.listen`. */
export type SMTPServerListenArguments =
  | [port?: number | undefined, ...rest: (string | number | Listening | undefined)[]]
  | [path: string, ...rest: (number | Listening | undefined)[]]
  | [options: ListenOptions, listening?: Listening | undefined];

type Listening = () => void;

/** What a connection needs from the server that accepted it. */
export interface SMTPServerHost extends SMTPServerHandlers {
  readonly options: SMTPServerOptions;
  readonly isClosing: boolean;
  readonly connectionCount: number;
  contextFor(servername: string): SecureContext;
  connected(session: SMTPServerSession): void;
  failed(error: Error): void;
  gone(socket: Socket): void;
}
