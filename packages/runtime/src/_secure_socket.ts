import { createHash, type X509Certificate } from "node:crypto";
import { isIP, type Socket } from "node:net";
import {
  type ConnectionOptions,
  checkServerIdentity,
  connect,
  DEFAULT_CIPHERS,
  rootCertificates,
  type TLSSocket,
} from "node:tls";
import type { TlsFacts, TransportFailure } from "@fieldpost/core";
import { authorityOf } from "./_certificate_facts.ts";
import { errorCodeOf } from "./runtime_failure.ts";

const DATE_CODES: readonly string[] = ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"];

/** Level 2 refuses keys below 2048 bits (RSA) and 224 bits (EC), as RFC 9325 section 4.5 asks. */
const CIPHERS = `${DEFAULT_CIPHERS}:@SECLEVEL=2`;

/** What a handshake needs: the configured host is the only name that counts (rule V9). */
export interface SecureOptions {
  readonly host: string;
  /** PEM of a private CA, trusted besides the well-known ones. */
  readonly ca: string | undefined;
}

/** A secured socket and what the handshake found. */
export interface SecuredSocket {
  readonly socket: TLSSocket;
  readonly tls: TlsFacts;
  /** What the server showed: Node hands it out once, a second question has no answer. */
  readonly certificate: X509Certificate | undefined;
}

/**
 * Performs a TLS handshake on a connected socket: TLS 1.2 or newer, certificate checked against the
 * configured host. A certificate that fails is reported as a fact: whether it stops the session is
 * the session's decision.
 *
 * @throws The platform's error when there is no handshake
 */
export async function secureSocket(socket: Socket, options: SecureOptions): Promise<SecuredSocket> {
  const secured = await handshake(socket, {
    socket,
    host: options.host,
    // A server name is a name: RFC 6066 section 3 has none for addresses.
    ...(isIP(options.host) === 0 ? { servername: options.host } : {}),
    ...(options.ca === undefined ? {} : { ca: [...rootCertificates, options.ca] }),
    minVersion: "TLSv1.2",
    ciphers: CIPHERS,
    rejectUnauthorized: false,
  });
  const protocol = secured.getProtocol() ?? "unknown";
  const cipher = secured.getCipher().standardName ?? secured.getCipher().name;
  const certificateFailure = certificateFailureOf(secured, options.host);
  const certificate = secured.getPeerX509Certificate();
  const spkiPin = spkiPinOf(certificate);
  const authority = certificate === undefined ? undefined : authorityOf(certificate) || undefined;
  const tls = { protocol, cipher, spkiPin, authority, certificateFailure };
  return { socket: secured, tls, certificate };
}

function spkiPinOf(certificate: X509Certificate | undefined): string | undefined {
  const spki = certificate?.publicKey.export({ type: "spki", format: "der" });
  if (spki === undefined) return undefined;
  return `sha256/${createHash("sha256").update(spki).digest("base64")}`;
}

async function handshake(socket: Socket, options: ConnectionOptions): Promise<TLSSocket> {
  return await new Promise((resolve, reject) => {
    const secured = connect(options);
    const onClose = () => reject(lost());
    secured.once("error", reject);
    secured.once("close", onClose);
    socket.once("close", onClose);
    secured.once("secureConnect", () => {
      secured.off("error", reject);
      secured.off("close", onClose);
      socket.off("close", onClose);
      resolve(secured);
    });
  });
}

function lost(): Error {
  const error = new Error("Cannot finish the handshake: the server closed the connection");
  return Object.assign(error, { code: "ECONNRESET" });
}

function certificateFailureOf(secured: TLSSocket, host: string): TransportFailure | undefined {
  if (secured.authorized) return undefined;
  const error: unknown = secured.authorizationError;
  const code = typeof error === "string" ? error : errorCodeOf(error) || "UNKNOWN";
  if (DATE_CODES.includes(code)) return { code, message: `${wordsOf(code)}${datesOf(secured)}` };
  if (code !== "ERR_TLS_CERT_ALTNAME_INVALID") return { code, message: wordsOf(code) };
  const identity = checkServerIdentity(host, secured.getPeerCertificate());
  return { code, message: identity?.message ?? wordsOf(code) };
}

/** Core compares these dates with the clock: a wrong clock makes a good certificate look bad. */
function datesOf(secured: TLSSocket): string {
  const { valid_from, valid_to } = secured.getPeerCertificate();
  const [from, to] = [valid_from, valid_to].map((text) => Date.parse(text));
  if (from === undefined || to === undefined || !Number.isFinite(from + to)) return "";
  return `: valid from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
}

function wordsOf(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}
