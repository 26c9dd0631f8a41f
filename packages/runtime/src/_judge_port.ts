import type { CheckFinding } from "./check_step.ts";
import type { PortProbe, ProbeFailure } from "./probe_port.ts";

/** Days before the end of a certificate from which on a person is warned. */
export const EXPIRY_WARNING_DAYS = 14;

const REACH_WORDS = {
  refused: "closed: nothing listens there",
  filtered: "no answer: a firewall or a provider may block this port",
  unreachable: "there is no way to this address from here",
} as const;

const STAGE_WORDS: Readonly<Record<ProbeFailure["stage"], string>> = {
  connect: "the connection broke off",
  tls: "the encryption could not begin",
  greeting: "no greeting of a mail server came",
  ehlo: "the introduction (EHLO) was refused",
  starttls: "STARTTLS is offered and fails",
};

/** Says what mail would get on a port. A port that is closed is a warning: others may be open. */
export function judgePort(port: PortProbe): CheckFinding {
  const facts = { kind: "port", port } as const;
  if (port.reach !== "open") {
    const why = port.failure === undefined ? "" : ` (${port.failure.code})`;
    return { status: "warn", summary: `${REACH_WORDS[port.reach]}${why}`, facts };
  }
  const summary = [channelWords(port), ...offerWords(port)].join("; ");
  const isGood = port.failure === undefined && port.proof !== undefined && !expiresSoon(port);
  return { status: isGood ? "ok" : "warn", summary, facts };
}

/** A pinned key is good whatever the dates of its certificate are. */
function expiresSoon({ tls, proof }: PortProbe): boolean {
  const daysLeft = tls?.certificate?.daysLeft ?? 0;
  return proof === "certificate" && daysLeft < EXPIRY_WARNING_DAYS;
}

function channelWords(port: PortProbe): string {
  const { tls, failure, opening } = port;
  if (failure !== undefined) {
    const said =
      port.firstBytes === "" || opening !== undefined ? "" : `, first "${port.firstBytes}"`;
    return `open, but ${STAGE_WORDS[failure.stage]}: ${failure.message}${said}`;
  }
  if (tls === undefined) return "in clear: STARTTLS is not offered";
  const how = opening === "implicit" ? "TLS from the first byte" : "STARTTLS";
  return `${how}, ${tls.protocol} ${tls.cipher}, ${proofWords(port)}`;
}

function proofWords({ tls, proof }: PortProbe): string {
  if (proof === "pin") return "key pinned";
  const certificate = tls?.certificate;
  const failure = tls?.certificateFailure;
  if (failure === undefined && proof === undefined) {
    return `not verified: its key is ${tls?.spkiPin ?? "not known"}, another one is pinned`;
  }
  if (failure !== undefined) {
    const names = certificate === undefined ? "" : `; it is for ${namesOf(certificate.names)}`;
    return `not verified: ${failure.message}${names}`;
  }
  if (certificate === undefined) return "certificate verified";
  const { authority, validTo, daysLeft } = certificate;
  const until = `until ${validTo.slice(0, 10)} (${daysLeft === 1 ? "1 day" : `${daysLeft} days`})`;
  return `verified by ${authority}, ${until}`;
}

function namesOf(names: readonly string[]): string {
  const [first = "no name", ...more] = names;
  return more.length === 0 ? first : `${first} and ${more.length} more`;
}

function offerWords(port: PortProbe): readonly string[] {
  if (port.failure !== undefined) return [];
  const offered = port.tls === undefined ? port.authBeforeTls : port.authAfterTls;
  const login = offered.length === 0 ? "no login" : `login ${offered.join(", ")}`;
  const { sizeLimitBytes } = port;
  return sizeLimitBytes === undefined ? [login] : [login, `up to ${formatSize(sizeLimitBytes)}`];
}

function formatSize(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes} octets` : `${Math.floor(bytes / 1_000_000)} MB`;
}
