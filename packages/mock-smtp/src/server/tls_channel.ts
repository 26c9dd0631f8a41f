import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import type { TlsFacts } from "../capture/captured_session.ts";
import type { TlsSetup } from "../tls/tls_setup.ts";

/** What a handshake comes to. */
export interface HandshakeEvents {
  established(facts: TlsFacts): void;
  /** The handshake, or the channel later, broke; `alert` is OpenSSL's wording. */
  failed(alert: string): void;
}

/**
 * Begins TLS as the server on a channel whose next bytes are the client's.
 *
 * Diagnostics: every failure goes to `events.failed`, none is thrown or left as an unhandled
 * event; the channel is destroyed by then.
 */
export function startTlsChannel(raw: Duplex, setup: TlsSetup, events: HandshakeEvents): TLSSocket {
  const channel = new TLSSocket(raw, {
    isServer: true,
    secureContext: setup.context,
    SNICallback: (name, answer) => answer(null, setup.contextFor(name)),
    requestCert: setup.asksClientCertificate,
    rejectUnauthorized: false,
  });
  // Without a tls.Server nobody else listens for this event, in which Node hands over what went
  // wrong before and after the handshake.
  channel.on("_tlsError", (error: Error) => {
    events.failed(describeTlsError(error));
    channel.destroy();
  });
  channel.once("secure", () => events.established(tlsFacts(channel)));
  return channel;
}

function tlsFacts(channel: TLSSocket): TlsFacts {
  const { servername } = channel as { servername?: string | false | null };
  const certificate = channel.getPeerCertificate();
  const subject = [certificate?.subject?.CN ?? []].flat()[0];
  return {
    protocol: channel.getProtocol() ?? "unknown",
    cipher: channel.getCipher().standardName,
    servername: typeof servername === "string" && servername !== "" ? servername : null,
    clientCertificate: subject ?? null,
  };
}

/** The alert or reason, without the file and line of OpenSSL's sources. */
function describeTlsError(error: Error & { reason?: unknown; code?: unknown }): string {
  const reason = typeof error.reason === "string" ? error.reason : error.message;
  return typeof error.code === "string" ? `${reason} (${error.code})` : reason;
}
