import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { EsmtpParameters } from "../../engine/smtp_command.ts";
import type {
  SMTPServerAddress,
  SMTPServerEnvelope,
  SMTPServerOptions,
  SMTPServerSession,
} from "./smtp_server_options.ts";

/** Makes the object that every handler of a connection is given. */
export function createSession(socket: Socket, options: SMTPServerOptions): SMTPServerSession {
  const remoteAddress = plainAddress(socket.remoteAddress);
  const session = {
    id: randomBytes(10).toString("hex").slice(0, 16),
    localAddress: plainAddress(socket.localAddress),
    localPort: socket.localPort ?? 0,
    remoteAddress,
    remotePort: socket.remotePort ?? 0,
    clientHostname: `[${remoteAddress}]`,
    openingCommand: false as const,
    hostNameAppearsAs: false as const,
    envelope: emptyEnvelope(options),
    secure: options.secured === true,
    transmissionType: "SMTP",
    tlsOptions: false as const,
    transaction: 1,
  };
  return session;
}

function plainAddress(address: string | undefined): string {
  return (address ?? "").replace(/^::ffff:/, "");
}

/** Whether a header of the PROXY protocol comes first. */
export function isProxied(session: SMTPServerSession, { useProxy }: SMTPServerOptions): boolean {
  return Array.isArray(useProxy)
    ? useProxy.includes("*") || useProxy.includes(session.remoteAddress)
    : useProxy === true;
}

/** Takes over the client's `address:port` that a proxy names; `null` is the proxy itself. */
export function setClient(session: SMTPServerSession, client: string | null): void {
  if (client !== null) {
    const colon = client.lastIndexOf(":");
    session.remoteAddress = client.slice(0, colon);
    session.remotePort = Number(client.slice(colon + 1));
    session.clientHostname = `[${session.remoteAddress}]`;
  }
}

/** TLS has begun: what the client said in clear is forgotten (RFC 3207, 4.2). */
export function forgetClearText(
  session: SMTPServerSession,
  channel: TLSSocket,
  options: SMTPServerOptions,
): void {
  const { servername } = channel as { servername?: string | false | null };
  session.secure = true;
  session.tlsOptions = channel.getCipher();
  session.servername = servername ?? false;
  session.user = undefined;
  session.hostNameAppearsAs = false;
  session.openingCommand = false;
  resetSession(session, options);
}

/** Forgets the transaction; what the handlers put on the session stays. */
export function resetSession(session: SMTPServerSession, options: SMTPServerOptions): void {
  session.envelope = emptyEnvelope(options);
  session.transmissionType = transmissionType(session, options);
}

function emptyEnvelope(options: SMTPServerOptions): SMTPServerEnvelope {
  return {
    mailFrom: false,
    rcptTo: [],
    requireTLS: false,
    bodyType: "7bit",
    smtpUtf8: false,
    ...(isDsnShown(options) && { dsn: { ret: null, envid: null } }),
  };
}

/** Whether DSN is offered, which it is not unless asked for. */
export function isDsnShown(options: SMTPServerOptions): boolean {
  return options.hideDSN === false;
}

function transmissionType(session: SMTPServerSession, options: SMTPServerOptions): string {
  const extended = session.openingCommand === "EHLO" ? "E" : "";
  const secured = session.secure ? "S" : "";
  const loggedIn = session.user ? "A" : "";
  return `${extended}${options.lmtp === true ? "LMTP" : "SMTP"}${secured}${loggedIn}`;
}

/** An address as the handlers see it, with its parameters decoded (RFC 3461, 4). */
export function toAddress(address: string, parameters: EsmtpParameters): SMTPServerAddress {
  const args = Object.entries(parameters).map(([name, value]): [string, string | true] => [
    name,
    typeof value === "string" ? decodeXtext(value) : value,
  ]);
  return { address, args: args.length === 0 ? false : Object.fromEntries(args) };
}

function decodeXtext(value: string): string {
  return value.replace(/\+([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
