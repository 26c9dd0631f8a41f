import { formatUtcTime } from "./_utc_time.ts";
import type { DiagnosedChange, DiagnosisEvidence } from "./diagnosis.ts";
import type { FailureChange } from "./known_failure.ts";

const PLACE_REGEXP = /\{(\w+)\}/g;

/** Fills the places of a catalogue's sentence with what is known. */
export function fillPlaces(sentence: string, evidence: DiagnosisEvidence): string {
  return sentence.replace(PLACE_REGEXP, (whole, name: string) => wordFor(name, evidence) ?? whole);
}

function wordFor(name: string, evidence: DiagnosisEvidence): string | undefined {
  const { host, port, username, from, heloName, nowMs } = evidence;
  const now = nowMs === undefined ? undefined : formatUtcTime(nowMs);
  switch (name) {
    case "host":
      return host ?? "the server";
    case "Host":
      return host ?? "The server";
    case "port":
      return port === undefined ? "this port" : `port ${port}`;
    case "Port":
      return port === undefined ? "This port" : `Port ${port}`;
    case "username":
      return username ?? "the address of the account";
    case "from":
      return from ?? "this From address";
    case "helo":
      return heloName === undefined ? "by a name that is refused" : `as ${heloName}`;
    case "clock":
      return now === undefined ? "" : `, which says ${now}`;
    case "SetClock":
      return now === undefined
        ? "Set the device's clock first."
        : `The device clock says ${now}; set it first.`;
    default:
      return undefined;
  }
}

/** Turns the changes of a row into ones for this device; those that would change nothing go. */
export function changesFor(
  changes: readonly FailureChange[],
  evidence: DiagnosisEvidence,
): readonly DiagnosedChange[] {
  return changes
    .filter((change) => !isInEffect(change, evidence))
    .map(({ key, value, words = "" }) => {
      const exact = value === "{username}" ? addressOf(evidence.username) : value;
      if (exact === undefined) {
        return { key, value: words, isExact: false, command: commandWithoutValue(key) };
      }
      const command = `fieldpost registry ${quoted(`${key} = ${exact}`)}`;
      return { key, value: exact, isExact: true, command };
    });
}

function isInEffect({ key, value }: FailureChange, evidence: DiagnosisEvidence): boolean {
  const { mode, port, username, from } = evidence;
  switch (key) {
    case "Email/SMTPS":
      return mode !== undefined && (value === "enabled") === (mode === "implicit");
    case "Email/Port":
      return value !== undefined && value === String(port);
    case "Email/Username":
      return value !== undefined && value === username;
    case "IpConfig/EmailAddress":
      return value === "{username}" && from !== undefined && from === username;
    default:
      return false;
  }
}

function addressOf(username: string | undefined): string | undefined {
  return username !== undefined && /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(username)
    ? username
    : undefined;
}

function commandWithoutValue(key: string): string | undefined {
  return key === "Email/Password" ? "fieldpost ipconfig --password-stdin" : undefined;
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What was found out besides the failure itself. */
export function proofOf(evidence: DiagnosisEvidence, id: string): string | undefined {
  const { opposite, certificate, nowMs } = evidence;
  if (id.startsWith("certificate-") && certificate !== undefined && nowMs !== undefined) {
    return proofOfDates(certificate, nowMs);
  }
  if (opposite === undefined || opposite.speaks === "neither" || !/-spoken-to-in-/.test(id)) {
    return undefined;
  }
  const words = opposite.words === undefined ? "" : ` with "${opposite.words}"`;
  if (opposite.speaks === "tls") {
    return `A second connection, without any secret, began with encryption and was answered${words}.`;
  }
  const more =
    opposite.offersStartTls === undefined
      ? ""
      : opposite.offersStartTls
        ? " and offers STARTTLS"
        : " and offers no encryption at all";
  return `A second connection, without any secret, began in plain text: the server answered${words}${more}.`;
}

function proofOfDates(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): string | undefined {
  const [from, to, now] = [fromMs, toMs, nowMs].map(formatUtcTime);
  if (from === undefined || to === undefined || now === undefined) return undefined;
  const where =
    nowMs < fromMs ? "before it begins" : nowMs > toMs ? "after it ends" : "between the two";
  return `The certificate is valid from ${from} to ${to}; this device's clock says ${now}, ${where}.`;
}
