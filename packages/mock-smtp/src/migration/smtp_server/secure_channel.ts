import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { startTlsChannel } from "../../server/tls_channel.ts";
import type { SMTPServerError, SMTPServerHost } from "./smtp_server_options.ts";

/** What a handshake comes to. */
export interface SecureChannelEvents {
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
  return channel;
}
