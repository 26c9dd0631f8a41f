import type { CapturedMessage } from "../capture/captured_message.ts";
import type { ProtocolWarning, WarningCode } from "../engine/protocol_warning.ts";
import { describeMessage } from "../wait/explain_wait.ts";
import { describeMatch, mismatches, type TextMatch } from "../wait/message_filter.ts";
import { isMessage, isSession, isSource, nameOf, sessionsOf } from "./capture_source.ts";
import type { Verdict } from "./judge_received.ts";

/** A version of TLS, as a message's `tls.protocol` names it. */
export type TlsVersion = "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3";

const TLS_VERSIONS: readonly string[] = ["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"];

/** What is asked of a protected channel besides being one. */
export interface TlsExpectation {
  readonly minVersion?: TlsVersion;
  /** The name that the client asked for (SNI). */
  readonly servername?: string;
}

/** What is asked of a login besides whose it is. */
export interface AuthExpectation {
  readonly mechanism?: string;
}

/** What does not count as a fault of the sender. */
export interface CleanExpectation {
  /** Warnings that are allowed. */
  readonly allow?: readonly WarningCode[];
}

/** Judges whether a message, a session, or all of a server's were without irregularity. */
export function judgeCleanSmtp(subject: unknown, expected: CleanExpectation): Verdict {
  const { allow = [] } = expected;
  const lines = warningsOf(subject)
    .filter(({ warning }) => !allow.includes(warning.code))
    .map(({ place, warning }) => `  ${place}${warning.code}: ${warning.message}`);
  const different = [...new Set(lines)];
  return different.length === 0
    ? { pass: true, reason: "Cannot find an irregularity: there is no warning" }
    : {
        pass: false,
        reason: [`Cannot call it clean SMTP: ${countOf(different.length)}`, ...different].join(
          "\n",
        ),
      };
}

interface PlacedWarning {
  readonly place: string;
  readonly warning: ProtocolWarning;
}

function warningsOf(subject: unknown): readonly PlacedWarning[] {
  if (isMessage(subject) || isSession(subject)) {
    return subject.warnings.map((warning) => ({ place: "", warning }));
  }
  if (isSource(subject)) {
    const own = subject.messages.flatMap((message) =>
      placed(`session ${message.session.number}: `, message.warnings),
    );
    const sessions = sessionsOf(subject).flatMap((session) =>
      placed(`session ${session.number}: `, session.warnings),
    );
    return [...sessions, ...own];
  }
  throw new TypeError(
    `Cannot judge ${nameOf(subject)}: a message, a session, a server or a scope is wanted`,
  );
}

function placed(place: string, warnings: readonly ProtocolWarning[]): readonly PlacedWarning[] {
  return warnings.map((warning) => ({ place, warning }));
}

/** Judges whether a message came over TLS. */
export function judgeTls(message: CapturedMessage, expected: TlsExpectation): Verdict {
  const { tls } = message;
  const name = describeMessage(message);
  if (tls === null) {
    return { pass: false, reason: `Cannot find TLS around ${name}: it came in clear` };
  }
  const { minVersion, servername } = expected;
  const isOld =
    minVersion !== undefined &&
    TLS_VERSIONS.indexOf(tls.protocol) < TLS_VERSIONS.indexOf(minVersion);
  const isOther = servername !== undefined && tls.servername !== servername;
  const found = JSON.stringify(tls.servername);
  const lines = [
    ...(isOld ? [`  version: wanted ${minVersion} or later, found ${tls.protocol}`] : []),
    ...(isOther ? [`  servername: wanted ${JSON.stringify(servername)}, found ${found}`] : []),
  ];
  return lines.length > 0
    ? { pass: false, reason: [`Cannot find the wanted TLS around ${name}`, ...lines].join("\n") }
    : { pass: true, reason: `Cannot do without TLS: ${name} came over ${tls.protocol}` };
}

/** Judges whether somebody had logged in when a message came. */
export function judgeAuth(
  message: CapturedMessage,
  user: TextMatch,
  expected: AuthExpectation,
): Verdict {
  const { auth } = message;
  const name = describeMessage(message);
  const { mechanism } = expected;
  const isOther = mechanism !== undefined && auth?.mechanism !== mechanism.toUpperCase();
  const lines = [
    ...mismatches(message, { user }).map(
      (it) => `  user: wanted ${it.wanted}, found ${auth === null ? "nobody" : it.found}`,
    ),
    ...(isOther ? [`  mechanism: wanted ${mechanism}, found ${auth?.mechanism ?? "none"}`] : []),
  ];
  return lines.length > 0
    ? { pass: false, reason: [`Cannot find that login for ${name}`, ...lines].join("\n") }
    : { pass: true, reason: `Cannot do without that login: "${auth?.identity}" sent ${name}` };
}

/** Judges whether a message has a header field, with that value if one is given. */
export function judgeHeader(
  message: CapturedMessage,
  field: string,
  value: TextMatch | undefined,
): Verdict {
  const name = describeMessage(message);
  const wanted = value ?? anything;
  const [mismatch] = mismatches(message, { header: { [field]: wanted } });
  if (mismatch === undefined) {
    const found = JSON.stringify(message.header(field));
    return { pass: true, reason: `Cannot do without the field ${field}: ${name} has ${found}` };
  }
  const shown = value === undefined ? "any value" : describeMatch(value);
  const fields = message.headers.map((it) => it.name).join(", ");
  const hint = mismatch.found === "none" ? ` (there are ${fields || "no fields"})` : "";
  return {
    pass: false,
    reason: `Cannot find that field in ${name}\n  header ${field}: wanted ${shown}, found ${mismatch.found}${hint}`,
  };
}

function anything(): boolean {
  return true;
}

function countOf(warnings: number): string {
  return warnings === 1 ? "1 warning" : `${warnings} warnings`;
}
