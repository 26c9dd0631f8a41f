import { randomUUID } from "node:crypto";
import {
  describeOutcome,
  type EmailAddress,
  formatFailureReport,
  type JournalEntry,
  type MessageStatus,
  type RecipientStatus,
  type ReportedFailure,
} from "@fieldpost/core";
import type { Clock } from "./clock.ts";
import type { MailRoute } from "./mail_route.ts";
import type { PathState } from "./path_state.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import type { ClaimedFile, Spool, SpooledMessage } from "./spool.ts";
import type { SpoolHeader } from "./spool_record.ts";
import type { SystemLog } from "./system_log.ts";

/** What reports are made with. */
export interface FailureReportOptions {
  readonly spool: Spool;
  readonly clock: Clock;
  readonly log: SystemLog;
  readonly route: MailRoute;
  /** Who is told; empty stands for the sender. */
  readonly reportTo: readonly EmailAddress[];
}

/** Octets of a header that a report quotes. */
const HEADER_LIMIT_BYTES = 64 * 1024;

/** Whether somebody has to be told; nobody is told of a message without a sender (rule V17). */
export function needsReport(header: SpoolHeader, status: MessageStatus): boolean {
  return header.sender !== null && status.phase !== "deleted" && status.unreported.length > 0;
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

  constructor(options: FailureReportOptions) {
    this.#options = options;
  }

  /**
   * Reports the failures of a message that nobody has been told of.
   *
   * @param path What keeps the queue from sending, for a message that was never tried
   */
  async report(file: ClaimedFile, message: SpooledMessage, path?: PathState): Promise<void> {
    const { header } = message.record;
    const status = file.status(message);
    if (!needsReport(header, status)) return;
    const failures = status.recipients
      .filter(({ recipient }) => status.unreported.includes(recipient))
      .map((recipient) => this.#failureOf(recipient, file.entries, path));
    try {
      const report = await this.#accept(file, message, failures);
      const recipients = status.unreported;
      await file.journal(header.message, { kind: "reported", recipients, report });
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      await this.#log(header, `is not reported yet: ${error.message}`);
    }
  }

  async #accept(
    file: ClaimedFile,
    message: SpooledMessage,
    failures: readonly ReportedFailure[],
  ): Promise<string> {
    const { spool, clock, route, reportTo } = this.#options;
    const { header } = message.record;
    const { from, heloName = "localhost" } = route.plan;
    const to =
      reportTo.length > 0 ? reportTo.map(({ text }) => text) : [header.sender ?? from.text];
    const messageId = `<${randomUUID()}@${from.domain.startsWith("[") ? heloName : from.domain}>`;
    const content = formatFailureReport({
      ...{ from: from.text, to, messageId, date: dateOf(clock.nowMs()), reportingHost: heloName },
      ...{ arrivalDate: dateOf(header.acceptedAtMs), message: header.message, failures },
      originalMessageId: header.messageId,
      originalHeader: await readHeader(file.content(message)),
    });
    const deposit = { sender: null, recipients: to, messageId, content: Buffer.from(content) };
    const { priority } = header;
    const report = await spool.accept(priority === undefined ? deposit : { ...deposit, priority });
    await this.#log(header, `has failed: report ${report} goes to ${to.join(", ")}`);
    return report;
  }

  #failureOf(
    { recipient, last }: RecipientStatus,
    entries: readonly JournalEntry[],
    path: PathState | undefined,
  ): ReportedFailure {
    const { host, port, username } = this.#options.route.plan;
    const isExpired = last?.outcome !== "permanent";
    const asked = entries.findLast(({ event }) => event.kind === "attempt")?.event;
    const remote = asked?.kind === "attempt" ? asked : { host: host.text, port };
    const code = last?.code ?? path?.code;
    return {
      ...{ recipient, isExpired, code },
      words: last?.words ?? path?.lastWords,
      meaning: code === undefined ? undefined : describeOutcome({ code }, { ...remote, username }),
      remoteHost: last === undefined ? undefined : remote.host,
    };
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

function dateOf(ms: number): string {
  return new Date(ms).toUTCString().replace("GMT", "+0000");
}

/** The header of a message, one character for each octet. */
async function readHeader(content: AsyncIterable<Uint8Array>): Promise<string> {
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
