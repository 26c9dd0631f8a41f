import { randomUUID } from "node:crypto";
import {
  type Diagnosis,
  type DueReport,
  describeOutcome,
  dueReports,
  type EmailAddress,
  formatFailureReport,
  type JournalEntry,
  type MessageStatus,
  type RecipientStatus,
  type ReportedFailure,
  type ReportedRelay,
  recipientParameters,
} from "@fieldpost/core";
import type { AttemptRecords } from "./attempt_records.ts";
import type { Clock } from "./clock.ts";
import type { MailRoute } from "./mail_route.ts";
import type { PathState } from "./path_state.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import type { ClaimedFile, Spool, SpooledMessage } from "./spool.ts";
import type { SpooledContent, SpoolHeader } from "./spool_record.ts";
import type { SystemLog } from "./system_log.ts";

/** What reports are made with. */
export interface FailureReportOptions {
  readonly spool: Spool;
  readonly clock: Clock;
  readonly log: SystemLog;
  readonly route: MailRoute;
  readonly attempts: AttemptRecords;
  /** Who is told; empty stands for the sender. */
  readonly reportTo: readonly EmailAddress[];
  /** What people call this unit. */
  readonly unitName: string;
}

/** Octets of a header that a report quotes. */
const HEADER_LIMIT_BYTES = 64 * 1024;

/** Octets of a message that a report gives back whole; of a larger one it quotes the header. */
export const RETURN_LIMIT_BYTES: number = 1024 * 1024;

/** Whether somebody has to be told. */
export function needsReport(header: SpoolHeader, status: MessageStatus): boolean {
  return dueReports(header, status).length > 0;
}

/**
 * Makes reports of what has failed for good. A report is accepted into the queue before the journal says
 * so, and the failed message leaves the queue only after that: killed in between, the same report
 * is made once more, and it is never lost.
 *
 * *Diagnostics*: a disk that takes no report is logged; the message stays in the queue until it does.
 */
export class FailureReports {
  readonly #options: FailureReportOptions;
  #count = 0;

  constructor(options: FailureReportOptions) {
    this.#options = options;
  }

  /** How many reports were accepted into the queue. */
  get count(): number {
    return this.#count;
  }

  /**
   * Reports what became of the recipients of a message that nobody has been told of.
   *
   * @param path What keeps the queue from sending, for a message that was never tried
   */
  async report(file: ClaimedFile, message: SpooledMessage, path?: PathState): Promise<void> {
    const { header } = message.record;
    const status = file.status(message);
    const due = dueReports(header, status);
    if (due.length === 0) return;
    const told: Told[] = [];
    for (const each of due) told.push(await this.#told(each, status, { file, message, path }));
    try {
      const report = await this.#accept(file, message, told);
      const recipients = due.map(({ recipient }) => recipient);
      await file.journal(header.message, { kind: "reported", recipients, report });
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      await this.#log(header, `is not reported yet: ${error.message}`);
    }
  }

  async #accept(
    file: ClaimedFile,
    message: SpooledMessage,
    told: readonly Told[],
  ): Promise<string> {
    const { spool, clock, route, reportTo, unitName } = this.#options;
    const { header } = message.record;
    const { parameters, priority } = header;
    // Where many units report, the name says which one it is.
    const { from, heloName = unitName } = route.plan;
    const to =
      reportTo.length > 0 ? reportTo.map(({ text }) => text) : [header.sender ?? from.text];
    const messageId = `<${randomUUID()}@${from.domain.startsWith("[") ? heloName : from.domain}>`;
    const content = formatFailureReport({
      ...{ from: from.text, to, messageId, date: dateOf(clock.nowMs()), reportingHost: heloName },
      ...{ arrivalDate: dateOf(header.acceptedAtMs), message: header.message },
      ...{ originalMessageId: header.messageId, envid: parameters?.envid },
      ...(await returnedOf(file, message, told)),
      failures: told.flatMap(({ failure }) => failure ?? []),
      relays: told.flatMap(({ relay }) => relay ?? []),
    });
    const report = await spool.accept({
      ...{ sender: null, recipients: to, messageId, content: Buffer.from(content) },
      origin: { kind: "report", name: header.message },
      ...(priority === undefined ? {} : { priority }),
      // What it quotes is as private as the message (RFC 8689 section 5).
      ...(parameters?.requireTls === true ? { parameters: { requireTls: true } } : {}),
    });
    this.#count += 1;
    const what = told.some(({ failure }) => failure !== undefined) ? "has failed" : "was handed on";
    await this.#log(header, `${what}: report ${report} goes to ${to.join(", ")}`);
    return report;
  }

  async #told(
    { recipient, action }: DueReport,
    { recipients }: MessageStatus,
    of: ReportedMessage,
  ): Promise<Told> {
    const { orcpt } = recipientParameters(of.message.record.header.parameters, recipient);
    const status = recipients.find((each) => each.recipient === recipient);
    if (action === "failed" && status !== undefined) {
      const diagnosis = await this.#diagnosisOf(status, of);
      return { failure: { ...this.#failureOf(status, of), orcpt, diagnosis } };
    }
    const { host } = this.#remoteOf(of.file.entries);
    return { relay: { recipient, orcpt, remoteHost: host } };
  }

  #failureOf(
    { recipient, last }: RecipientStatus,
    { file, path }: ReportedMessage,
  ): ReportedFailure {
    const { username } = this.#options.route.plan;
    const isExpired = last?.outcome !== "permanent";
    const remote = this.#remoteOf(file.entries);
    const code = last?.code ?? path?.code;
    return {
      ...{ recipient, isExpired, code },
      words: last?.words ?? path?.lastWords,
      meaning: code === undefined ? undefined : describeOutcome({ code }, { ...remote, username }),
      remoteHost: last === undefined ? undefined : remote.host,
    };
  }

  /** What `queue show` tells of it; of a message that was never tried, what keeps the queue. */
  async #diagnosisOf(
    status: RecipientStatus,
    { file, message, path }: ReportedMessage,
  ): Promise<Diagnosis | undefined> {
    const { attempts, route, clock } = this.#options;
    const { message: name, sender } = message.record.header;
    const known = { plan: route.plan, nowMs: clock.nowMs() };
    // Most passes have nothing to report, and need not read the catalogue.
    if (status.last === undefined) {
      if (path === undefined) return undefined;
      const { explainPath } = await import("./message_story.ts");
      return (await explainPath(path, { attempts, ...known })).diagnosis;
    }
    const { diagnoseRecipient } = await import("./_diagnose_recipient.ts");
    const journal = file.entries.filter((entry) => entry.message === name);
    const attempt = await attempts.read(name);
    return diagnoseRecipient(status, { journal, sender, attempt, ...known });
  }

  /** The server that was asked last. */
  #remoteOf(entries: readonly JournalEntry[]): { readonly host: string; readonly port: number } {
    const { host, port } = this.#options.route.plan;
    const asked = entries.findLast(({ event }) => event.kind === "attempt")?.event;
    return asked?.kind === "attempt" ? asked : { host: host.text, port };
  }

  async #log({ message, messageId }: SpoolHeader, what: string): Promise<void> {
    const facts = { message, messageId };
    await this.#options.log.append({
      event: "mail-report",
      text: `Email ${message} ${what}`,
      facts,
    });
  }
}

/** A message that is reported, and what keeps the queue from sending it. */
interface ReportedMessage {
  readonly file: ClaimedFile;
  readonly message: SpooledMessage;
  readonly path: PathState | undefined;
}

/** What a report tells of one recipient. */
interface Told {
  readonly failure?: ReportedFailure;
  readonly relay?: ReportedRelay;
}

/** What comes back of a message: the whole only where it failed, fits, and would survive any way. */
async function returnedOf(
  file: ClaimedFile,
  message: SpooledMessage,
  told: readonly Told[],
): Promise<{ readonly originalHeader: string; readonly originalMessage?: string }> {
  const { header, contentBytes, eightBit } = message.record;
  const { ret, requireTls } = header.parameters ?? {};
  const originalHeader = await readHeader(file.content(message));
  const isWhole =
    ret === "FULL" && requireTls !== true && !eightBit && contentBytes <= RETURN_LIMIT_BYTES;
  if (!isWhole || told.every(({ failure }) => failure === undefined)) return { originalHeader };
  let originalMessage = "";
  for await (const chunk of file.content(message)) {
    originalMessage += Buffer.from(chunk).toString("latin1");
  }
  return { originalHeader, originalMessage };
}

function dateOf(ms: number): string {
  return new Date(ms).toUTCString().replace("GMT", "+0000");
}

/** The header of a message, one character for each octet. */
async function readHeader(content: SpooledContent): Promise<string> {
  let text = "";
  for await (const chunk of content) {
    text += Buffer.from(chunk).toString("latin1");
    const end = text.indexOf("\r\n\r\n");
    if (end >= 0) return text.slice(0, end + 2);
    if (text.length > HEADER_LIMIT_BYTES) break;
  }
  const whole = text.slice(0, HEADER_LIMIT_BYTES);
  return whole.slice(0, whole.lastIndexOf("\r\n") + 2);
}
