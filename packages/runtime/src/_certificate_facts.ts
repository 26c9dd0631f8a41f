import type { X509Certificate } from "node:crypto";
import { showable } from "./_showable.ts";

/** What stands in the certificate that a server showed. */
export interface CertificateFacts {
  readonly subject: string;
  /** The names and addresses that it is for (RFC 9525: no other name counts). */
  readonly names: readonly string[];
  readonly issuer: string;
  /** The authority that the chain ends at; it has vouched only where the certificate is verified. */
  readonly authority: string;
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
const NAME_REGEXPS: readonly RegExp[] = [/^CN=(.+)$/m, /^O=(.+)$/m, /^OU=(.+)$/m];
const ALTERNATIVE_REGEXP = /^(?:DNS|IP Address):(.+)$/;

/** Reads a certificate. */
export function certificateFacts(certificate: X509Certificate, nowMs: number): CertificateFacts {
  const validTo = Date.parse(certificate.validTo);
  return {
    subject: nameOf(certificate.subject),
    names: namesOf(certificate.subjectAltName ?? ""),
    issuer: nameOf(certificate.issuer),
    authority: authorityOf(certificate),
    validFrom: isoOf(Date.parse(certificate.validFrom)),
    validTo: isoOf(validTo),
    daysLeft: Math.floor((validTo - nowMs) / DAY_MS),
    fingerprint: certificate.fingerprint256,
  };
}

/** What is remembered of a certificate, when there was one. */
export function shownCertificate(
  certificate: X509Certificate | undefined,
): Pick<CertificateFacts, "subject" | "issuer" | "validTo"> | undefined {
  if (certificate === undefined) return undefined;
  const { subject, issuer, validTo } = certificateFacts(certificate, 0);
  return { subject, issuer, validTo };
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

/** Reads the name out of lines such as `CN=localhost`; of several the common name. */
function nameOf(lines: string): string {
  const [name = ""] = NAME_REGEXPS.flatMap((regexp) => regexp.exec(lines)?.[1] ?? []);
  return showable(name);
}

/** Names the authority that the chain of a certificate ends at. */
export function authorityOf(leaf: X509Certificate): string {
  let certificate = leaf;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    // The end of a chain is issued by itself.
    if (certificate.subject === certificate.issuer) return nameOf(certificate.subject);
    const issuer = certificate.issuerCertificate;
    // Servers leave the authority's own certificate out; the last one sent names it.
    if (issuer === undefined) break;
    certificate = issuer;
  }
  return nameOf(certificate.issuer);
}
