import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import { showable } from "./_showable.ts";

/** What stands in the certificate that a server showed. */
export interface CertificateFacts {
  readonly subject: string;
  /** The names and addresses that it is for (RFC 9525: no other name counts). */
  readonly names: readonly string[];
  readonly issuer: string;
  /** The authority at the end of the chain, where the chain was followed to one. */
  readonly authority: string | undefined;
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Whole days until it expires; below zero when it has. */
  readonly daysLeft: number;
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
}

const DAY_MS = 86_400_000;
const LONGEST_CHAIN = 12;
const ALTERNATIVE_REGEXP = /^(?:DNS|IP Address):(.+)$/;

/** Reads the certificate of the other side; `undefined` when it showed none. */
export function certificateFacts(socket: TLSSocket, nowMs: number): CertificateFacts | undefined {
  const certificate = socket.getPeerCertificate(true);
  // Node answers an empty object for none.
  if (certificate.valid_to === undefined) return undefined;
  const validTo = Date.parse(certificate.valid_to);
  return {
    subject: nameOf(certificate.subject),
    names: namesOf(certificate.subjectaltname ?? ""),
    issuer: nameOf(certificate.issuer),
    authority: authorityOf(certificate),
    validFrom: isoOf(Date.parse(certificate.valid_from)),
    validTo: isoOf(validTo),
    daysLeft: Math.floor((validTo - nowMs) / DAY_MS),
    fingerprint: certificate.fingerprint256,
  };
}

function isoOf(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : "unknown";
}

function namesOf(alternatives: string): readonly string[] {
  return alternatives
    .split(", ")
    .map((each) => showable(ALTERNATIVE_REGEXP.exec(each)?.[1] ?? ""))
    .filter((name) => name !== "");
}

function nameOf(name: Readonly<Record<string, string | string[] | undefined>>): string {
  const first = name["CN"] ?? name["O"] ?? name["OU"] ?? "";
  return showable(Array.isArray(first) ? first.join(", ") : first);
}

function authorityOf(leaf: DetailedPeerCertificate): string | undefined {
  let certificate = leaf;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    const issuer = certificate.issuerCertificate as DetailedPeerCertificate | undefined;
    if (issuer === undefined) return undefined;
    // The end of a chain is issued by itself.
    if (issuer.fingerprint256 === certificate.fingerprint256) return nameOf(issuer.subject);
    certificate = issuer;
  }
  return undefined;
}
