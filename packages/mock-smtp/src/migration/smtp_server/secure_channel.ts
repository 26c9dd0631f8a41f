import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { startTlsChannel } from "../../server/tls_channel.ts";
import { handlerAnswer } from "./handler_answer.ts";
import type { SMTPServerError, SMTPServerHost, SMTPServerSession } from "./smtp_server_options.ts";

/** What a handshake begins with and comes to. */
export interface SecureChannelEvents {
  /** Bytes that have been read and are TLS. */
  readonly early?: Buffer;
  established(channel: TLSSocket): void;
  failed(error: SMTPServerError): void;
}

/** Begins TLS on a socket; a client certificate is asked for and judged as the options say. */
export function secureChannel(
  raw: Socket,
  host: SMTPServerHost,
  events: SecureChannelEvents,
): TLSSocket {
  const { requestCert, rejectUnauthorized } = host.options;
  raw.removeAllListeners("data");
  raw.removeAllListeners("end");
  if (events.early !== undefined && events.early.length > 0) {
    // A flowing socket would lose them before the channel asks.
    raw.pause();
    raw.unshift(events.early);
  }
  const setup = {
    context: host.contextFor(""),
    contextFor: (name: string) => host.contextFor(name),
    asksClientCertificate: requestCert === true,
  };
  const fail = (reason: string): void => {
    const error = new Error(`Cannot secure the channel: ${reason}`);
    events.failed(Object.assign(error, { code: "TLSError", responseCode: 500 }));
  };
  const channel = startTlsChannel(raw, setup, {
    established: () => {
      if (requestCert === true && rejectUnauthorized !== false && !channel.authorized) {
        fail("the client has no certificate that is trusted");
        channel.destroy();
      } else {
        events.established(channel);
      }
    },
    failed: fail,
  });
  // A client that leaves during the handshake closes the one, not always the other.
  channel.once("close", () => raw.destroy());
  return channel;
}

/** What `onSecure` has against a channel, `undefined` if nothing. */
export async function askOnSecure(
  channel: TLSSocket,
  session: SMTPServerSession,
  host: SMTPServerHost,
): Promise<SMTPServerError | undefined> {
  const { error } = await handlerAnswer((done) => host.onSecure(channel, session, done));
  return error;
}
