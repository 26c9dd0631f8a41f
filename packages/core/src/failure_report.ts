import { reportField } from "./_report_field.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { formatDiagnosis } from "./format_diagnosis.ts";
import { encodeQuotedPrintable } from "./quoted_printable.ts";
import type { OutcomeCode } from "./submission_outcome.ts";
import { encodeUtf8 } from "./utf8.ts";
import { tryDecodeXtext } from "./xtext.ts";

/** One recipient that a message never reached, and why. */
export interface ReportedFailure {
  readonly recipient: string;
  /** As the sender named it: `ORCPT` of RFC 3461 section 4.2. */
  readonly orcpt?: string | undefined;
  /** Whether it was given up for its age, and not refused for good. */
  readonly isExpired: boolean;
  readonly code: OutcomeCode | undefined;
  /** The server's own words, or what the platform said. */
  readonly words: string | undefined;
  /** What that means, as a sentence. */
  readonly meaning: string | undefined;
  /** What the catalogue knows of it: the cause and the remedy. */
  readonly diagnosis?: Diagnosis | undefined;
  /** The server that was asked last. */
  readonly remoteHost: string | undefined;
}

/** One recipient whose message went to a server that offers no notifications. */
export interface ReportedRelay {
  readonly recipient: string;
  readonly orcpt?: string | undefined;
  /** The server that has taken it. */
  readonly remoteHost: string | undefined;
}

/** What a report tells; dates are in the form of RFC 5322, for core has no calendar. */
export interface FailureReport {
  /** The address in `From`: one that the mail account may use. */
  readonly from: string;
  readonly to: readonly string[];
  readonly messageId: string;
  readonly date: string;
  /** The name of this unit, as it greets the server. */
  readonly reportingHost: string;
  readonly arrivalDate: string;
  /** The name that the failed message is kept under. */
  readonly message: string;
  readonly originalMessageId: string;
  /** As the sender named the message: `ENVID` of RFC 3461 section 4.4, as xtext. */
  readonly envid?: string | undefined;
  /** The header of the message with CRLF line ends, one character for each octet. */
  readonly originalHeader: string;
  /** Header and body, where the whole message is to come back; 7-bit alone. */
  readonly originalMessage?: string | undefined;
  readonly failures: readonly ReportedFailure[];
  /** Those that were handed on without a promise to tell more. */
  readonly relays?: readonly ReportedRelay[];
}

const CRLF = "\r\n";

/** What a finding of ours is in the numbers of RFC 3463; a refusal without a number is 5.0.0. */
const STATUSES: Readonly<Partial<Record<OutcomeCode, string>>> = {
  MESSAGE_TOO_BIG: "5.3.4",
  EIGHT_BIT_NOT_OFFERED: "5.6.3",
  REQUIRETLS_NOT_OFFERED: "5.7.30",
  REQUIRETLS_NOT_PROVED: "5.7.10",
  SENDER_NEEDS_SMTPUTF8: "5.6.7",
  RECIPIENT_NEEDS_SMTPUTF8: "5.6.7",
};

/**
 * Writes a delivery status notification: for a person in plain words, for programs by the field, and
 * the header of the message, or the whole of it where that was asked for.
 *
 * It belongs in an envelope with the null sender, and nothing may ever be reported about it.
 *
 * @see RFC 3461 section 6, RFC 3464, RFC 6522; RFC 6533 section 3 for addresses beyond ASCII
 * @example
 * ```ts
 * import { formatFailureReport } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const date = "Sun, 22 Nov 2026 09:30:00 +0000";
 * const report = formatFailureReport({
 *   ...{ from: "unit7@example.com", to: ["unit7@example.com"], messageId: "<r@example.com>" },
 *   ...{ date, arrivalDate: date, reportingHost: "unit7.example.com", message: "01k2" },
 *   ...{ originalMessageId: "<m@example.com>", originalHeader: "Subject: Boot\r\n" },
 *   failures: [
 *     {
 *       ...{ recipient: "gone@example.net", isExpired: false, code: "RECIPIENT_REFUSED" },
 *       ...{ words: "550 5.1.1 No such user", meaning: undefined, remoteHost: "mx.example.net" },
 *     },
 *   ],
 * });
 * assert.match(report, /^Final-Recipient: rfc822; gone@example\.net\r$/m);
 * assert.match(report, /^Status: 5\.1\.1\r$/m);
 * ```
 */
export function formatFailureReport(report: FailureReport): string {
  const boundary = `=_report_${report.message}`;
  const parts = [humanPart(report), statusPart(report), returnedPart(report)];
  const body = parts.map((part) => `--${boundary}${CRLF}${part}${CRLF}`).join("");
  return `${headerOf(report, boundary)}${CRLF}${CRLF}${body}--${boundary}--${CRLF}`;
}

function headerOf(report: FailureReport, boundary: string): string {
  return [
    `From: Mail queue <${report.from}>`,
    `To: ${report.to.join(`,${CRLF} `)}`,
    `Date: ${report.date}`,
    `Message-ID: ${report.messageId}`,
    `References: ${report.originalMessageId}`,
    `Subject: ${report.failures.length > 0 ? "A message could not be delivered" : "A message was handed on"}`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status;${CRLF} boundary="${boundary}"`,
  ].join(CRLF);
}

function humanPart(report: FailureReport): string {
  const lines = [
    `This is the mail queue of ${report.reportingHost}.`,
    "",
    ...(report.failures.length > 0 ? failureLines(report) : []),
    ...relayLines(report),
  ];
  return [
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    encodeQuotedPrintable(octetsOf(lines.join(CRLF))),
  ].join(CRLF);
}

function failureLines(report: FailureReport): string[] {
  const { originalMessageId, arrivalDate, failures, message, originalMessage } = report;
  const follows = originalMessage === undefined ? "The header of the message" : "The message";
  return [
    `The message ${originalMessageId}, accepted ${arrivalDate}, could not be delivered to:`,
    ...failures.flatMap(humanLines),
    "",
    `It is not sent to them again. ${follows} follows below; the whole message is`,
    `kept on the unit under the name ${message}.`,
  ];
}

function relayLines({ originalMessageId, failures, relays = [] }: FailureReport): string[] {
  if (relays.length === 0) return [];
  return [
    ...(failures.length > 0 ? [""] : []),
    `The message ${originalMessageId} was taken by the mail server for:`,
    "",
    ...relays.map(({ recipient }) => `  ${recipient}`),
    "",
    "That server offers no notifications (DSN), so nobody will say that it has arrived. If it does not",
    "arrive, the servers on the way may still report that.",
  ];
}

function humanLines({
  recipient,
  isExpired,
  words,
  meaning,
  diagnosis,
}: ReportedFailure): string[] {
  return [
    "",
    `  ${recipient}`,
    ...(isExpired ? ["    It was given up: it has waited as long as a message may."] : []),
    ...(words === undefined ? [] : [`    ${isExpired ? "The last words" : "The words"}: ${words}`]),
    ...(meaning === undefined ? [] : [`    What that means: ${meaning}`]),
    ...(diagnosis === undefined ? [] : formatDiagnosis(diagnosis)).map((line) => `    ${line}`),
  ];
}

function statusPart(report: FailureReport): string {
  const message = [
    ...wireField("Original-Envelope-Id", report.envid),
    reportField("Reporting-MTA", `dns; ${report.reportingHost}`),
    reportField("Arrival-Date", report.arrivalDate),
  ];
  const groups = [
    message,
    ...report.failures.map(failureFields),
    ...(report.relays ?? []).map(relayFields),
  ];
  const text = groups.map((fields) => `${fields.join(CRLF)}${CRLF}`).join(CRLF);
  return `Content-Type: message/delivery-status${CRLF}${CRLF}${text}`;
}

/** A field whose value came as xtext: it is decoded, and never trusted to be one line. */
function wireField(name: string, xtext: string | undefined): string[] {
  const value = xtext === undefined ? undefined : tryDecodeXtext(xtext);
  return value === undefined ? [] : [reportField(name, value)];
}

/** `ORCPT`, decoded behind its address type (RFC 3464 section 2.3.1). */
function originalRecipient(orcpt: string | undefined): string[] {
  const [type = "", ...rest] = orcpt?.split(";") ?? [];
  const address = tryDecodeXtext(rest.join(";"));
  return orcpt === undefined || address === undefined
    ? []
    : [reportField("Original-Recipient", `${type}; ${address}`)];
}

function relayFields({ recipient, orcpt, remoteHost }: ReportedRelay): string[] {
  return [
    ...originalRecipient(orcpt),
    reportField("Final-Recipient", addressOf(recipient)),
    "Action: relayed",
    "Status: 2.0.0",
    ...remoteField(remoteHost),
  ];
}

function remoteField(host: string | undefined): string[] {
  return host === undefined ? [] : [reportField("Remote-MTA", `dns; ${mtaOf(host)}`)];
}

function failureFields(failure: ReportedFailure): string[] {
  const { recipient, orcpt, words, remoteHost } = failure;
  const type = /^[2-5]\d\d(?: |$)/.test(words ?? "") ? "smtp" : "x-fieldpost";
  return [
    ...originalRecipient(orcpt),
    reportField("Final-Recipient", addressOf(recipient)),
    "Action: failed",
    `Status: ${statusOf(failure)}`,
    ...remoteField(remoteHost),
    ...(words === undefined ? [] : [reportField("Diagnostic-Code", `${type}; ${words}`)]),
  ];
}

function returnedPart({ originalHeader, originalMessage }: FailureReport): string {
  return originalMessage === undefined
    ? headerPart(originalHeader)
    : ["Content-Type: message/rfc822", "", originalMessage].join(CRLF);
}

/** The header as it is, or encoded when it would not survive a 7-bit way (RFC 6522 section 4). */
function headerPart(originalHeader: string): string {
  const isPlain = /^(?:[\t\x20-\x7e]{0,998}\r\n)*$/.test(originalHeader);
  return [
    "Content-Type: text/rfc822-headers",
    ...(isPlain ? [] : ["Content-Transfer-Encoding: quoted-printable"]),
    "",
    isPlain ? originalHeader : encodeQuotedPrintable(originalHeader),
  ].join(CRLF);
}

/** The number that the server gave; of its own accord a report only says what is known. */
function statusOf({ words = "", isExpired, code }: ReportedFailure): string {
  const [, digit, status] = /^([245])\d\d ([245]\.\d{1,3}\.\d{1,3})(?: |$)/.exec(words) ?? [];
  const wanted = isExpired ? "4" : "5";
  if (status !== undefined && digit === wanted && status.startsWith(wanted)) return status;
  if (isExpired) return "4.4.7";
  return (code === undefined ? undefined : STATUSES[code]) ?? "5.0.0";
}

/** Beyond ASCII an address is written with `\x{}` (RFC 6533 section 3). */
function addressOf(recipient: string): string {
  const octets = [...recipient].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0x7e ? `\\x{${code.toString(16).toUpperCase()}}` : character;
  });
  const text = octets.join("");
  return text === recipient ? `rfc822; ${text}` : `utf-8; ${text}`;
}

function mtaOf(host: string): string {
  if (host.includes(":")) return `[IPv6:${host}]`;
  return /^[0-9.]+$/.test(host) ? `[${host}]` : host;
}

function octetsOf(text: string): string {
  return [...encodeUtf8(text)].map((octet) => String.fromCharCode(octet)).join("");
}
