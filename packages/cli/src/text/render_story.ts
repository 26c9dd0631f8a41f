import {
  describeJournalEvent,
  describeOrigin,
  describeOutcome,
  describeProtection,
  type EnvelopeParameters,
  type JournalEntry,
  type JournalEvent,
  newsOfJournal,
} from "@fieldpost/core";
import type {
  AttemptRecord,
  MessageStory,
  QueuedMessage,
  RecipientFinding,
} from "@fieldpost/runtime";
import type { Paint } from "./paint.ts";
import { answerDiagnosis, type DiagnosisAnswer, renderDiagnosis } from "./render_diagnosis.ts";
import { answerRefusal, type RefusalAnswer } from "./render_plan.ts";
import {
  answerPath,
  answerQueued,
  answerQueuedRecipient,
  type PathAnswer,
  type QueuedAnswer,
  renderNext,
  renderPath,
  renderRecipients,
  renderRefusals,
} from "./render_queue.ts";
import { renderTranscriptLine } from "./render_sendmail.ts";
import { renderSize, renderTime } from "./render_time.ts";
import { showLine } from "./show_text.ts";

/** The story of a message as programs get it; what is not known any more is `null`. */
export type StoryAnswer = {
  readonly [Member in keyof QueuedAnswer]: QueuedAnswer[Member] | null;
} & {
  readonly findings: readonly {
    readonly recipients: readonly string[];
    readonly diagnosis: DiagnosisAnswer;
  }[];
  readonly journal: readonly ({ readonly at: string } & JournalEvent)[];
  /** What the sender wants besides delivery. */
  readonly parameters: EnvelopeParameters | null;
  readonly lastFailedAttempt: AttemptAnswer | null;
  readonly path: (PathAnswer & { readonly attempt: AttemptAnswer | null }) | null;
  readonly refusals: readonly RefusalAnswer[];
};

/** An attempt with what was said, as programs get it. */
export interface AttemptAnswer
  extends Pick<AttemptRecord, "host" | "port" | "mode" | "protection" | "transcript"> {
  readonly at: string;
}

export function answerStory({
  told,
  findings,
  attempt,
  path,
  refusals,
}: MessageStory): StoryAnswer {
  return {
    ...answerTold(told),
    findings: findings.map(({ recipients, diagnosis }) => ({
      recipients,
      diagnosis: answerDiagnosis(diagnosis),
    })),
    journal: told.journal.map(({ atMs, event }) => ({
      at: new Date(atMs).toISOString(),
      ...event,
    })),
    parameters: parametersOf(told) ?? null,
    lastFailedAttempt: answerAttempt(attempt),
    path: path === undefined ? null : { ...answerPath(path), attempt: answerAttempt(path.attempt) },
    refusals: refusals.map(answerRefusal),
  };
}

function answerTold(
  told: MessageStory["told"],
): Omit<
  StoryAnswer,
  "findings" | "journal" | "parameters" | "lastFailedAttempt" | "path" | "refusals"
> {
  if (isWhole(told)) return answerQueued(told);
  const { message, acceptedAtMs, status } = told;
  return {
    ...{ message, messageId: null, acceptedAt: new Date(acceptedAtMs).toISOString() },
    ...{ sender: null, from: null, subject: null, sizeBytes: null, isUrgent: null, origin: null },
    ...{ phase: status.phase, sending: null, attempts: status.attempts, nextAttemptAt: null },
    recipients: status.recipients.map(answerQueuedRecipient),
  };
}

/** Whether its journal says what the message was. */
function isWhole(told: MessageStory["told"]): told is MessageStory["told"] & QueuedMessage {
  return told.messageId !== undefined;
}

function parametersOf(told: MessageStory["told"]): EnvelopeParameters | undefined {
  return "parameters" in told ? told.parameters : undefined;
}

function answerAttempt(attempt: AttemptRecord | undefined): AttemptAnswer | null {
  if (attempt === undefined) return null;
  const { atMs, host, port, mode, protection, transcript } = attempt;
  return { at: new Date(atMs).toISOString(), host, port, mode, protection, transcript };
}

/** Writes the life of a message: what it is, how it stands and why, its journal, and what was said. */
export function renderStory(story: MessageStory, nowMs: number, paint: Paint): string {
  const { told, findings, attempt, path, refusals } = story;
  const { message, acceptedAtMs, journal } = told;
  return [
    paint("strong", message),
    ...renderFacts(told),
    `State:      ${renderNext(told, nowMs)}`,
    "Recipients:",
    ...renderRecipients(told, paint),
    ...renderFindings(findings, paint),
    ...renderMeanings(story),
    "Journal:",
    `  ${renderTime(acceptedAtMs)}  accepted`,
    ...newsOfJournal(journal)
      .filter(({ event }) => event.kind !== "accepted")
      .flatMap(renderEntry),
    ...renderAttempt("Last failed attempt", attempt, paint),
    path === undefined ? "" : renderPath(path, nowMs, paint).trimEnd(),
    ...renderAttempt("Its last attempt", path?.attempt, paint),
    renderRefusals(refusals, paint).trimEnd(),
  ]
    .filter((line) => line !== "")
    .map((line) => `${line}\n`)
    .join("");
}

/** What the message is; of one that ended under an earlier version that is not known. */
function renderFacts(told: MessageStory["told"]): readonly string[] {
  if (!isWhole(told)) return [];
  const { sender, messageId, sizeBytes, subject, from, origin } = told;
  const envelope = sender === null ? "<>" : sender;
  return [
    ...(subject === null ? [] : [`Subject:    ${showLine(subject)}`]),
    `From:       ${showLine(from ?? envelope)}`,
    // Where failures are reported to.
    ...((from ?? envelope).includes(envelope) ? [] : [`Envelope:   ${showLine(envelope)}`]),
    `Message-ID: ${showLine(messageId)}`,
    `Size:       ${renderSize(sizeBytes)}`,
    ...(origin === undefined ? [] : [`Origin:     ${showLine(describeOrigin(origin))}`]),
    ...renderParameters(parametersOf(told)),
  ];
}

function renderFindings(findings: readonly RecipientFinding[], paint: Paint): readonly string[] {
  return findings.flatMap(({ recipients, diagnosis }) => [
    `What it means for ${recipients.map(showLine).join(", ")}:`,
    ...renderDiagnosis(diagnosis, paint).map((line) => `  ${line}`),
  ]);
}

/** In general, what the outcome of those means whom no finding explains. */
function renderMeanings({ told, findings }: MessageStory): readonly string[] {
  const explained = new Set(findings.flatMap(({ recipients }) => recipients));
  const attempt = told.journal.findLast(({ event }) => event.kind === "attempt")?.event;
  const { host, port } = attempt?.kind === "attempt" ? attempt : { host: "The server", port: 0 };
  const context = { host, port, username: undefined };
  return told.status.recipients.flatMap(({ recipient, state, last }) => {
    if (last === undefined || state === "delivered" || explained.has(recipient)) return [];
    const meaning = describeOutcome({ code: last.code }, context);
    return [`What it means for ${showLine(recipient)}:`, `  ${showLine(meaning)}`];
  });
}

function renderAttempt(
  title: string,
  attempt: AttemptRecord | undefined,
  paint: Paint,
): readonly string[] {
  if (attempt === undefined) return [];
  const { atMs, host, port, protection, transcript } = attempt;
  return [
    `${title}, ${renderTime(atMs)}, to ${showLine(host)} port ${port}:`,
    `  channel: ${showLine(describeProtection(protection))}`,
    ...transcript.map((line) => `  ${renderTranscriptLine(line, paint)}`),
  ];
}

/** What the sender wants, in the words of the wire. */
function renderParameters(parameters: EnvelopeParameters = {}): readonly string[] {
  const { ret, envid, notify, requireTls, recipients = {} } = parameters;
  const forAll = [
    ...(requireTls === true ? ["REQUIRETLS"] : []),
    ...(ret === undefined ? [] : [`RET=${ret}`]),
    ...(envid === undefined ? [] : [`ENVID=${envid}`]),
    ...(notify === undefined ? [] : [`NOTIFY=${notify.join(",")}`]),
  ];
  const forEach = Object.entries(recipients).map(([recipient, wanted]) => {
    const when = wanted.notify === undefined ? "" : ` NOTIFY=${wanted.notify.join(",")}`;
    const named = wanted.orcpt === undefined ? "" : ` ORCPT=${wanted.orcpt}`;
    return `${recipient}${when}${named}`;
  });
  const lines = [...(forAll.length > 0 ? [forAll.join(" ")] : []), ...forEach];
  return lines.map((line, at) => `${at === 0 ? "Wanted:     " : "            "}${showLine(line)}`);
}

function renderEntry({ atMs, event }: JournalEntry): readonly string[] {
  return renderEvent(event).map((line, at) =>
    at === 0 ? `  ${renderTime(atMs)}  ${showLine(line)}` : `${" ".repeat(23)}${showLine(line)}`,
  );
}

const NO_NOTIFICATIONS =
  "notifications: the server offers none (DSN), so what was wanted of them was not sent";

/** One event in plain words; what belongs to it follows in lines of its own. */
function renderEvent(event: JournalEvent): readonly string[] {
  const { what, said, channel } = describeJournalEvent(event, renderTime);
  const why = event.kind === "outcome" ? ` [${event.code}, at ${event.stage}]` : "";
  return [
    `${what}${why}`,
    ...(said === undefined ? [] : [`last words: ${said}`]),
    ...(channel === undefined ? [] : [`channel: ${channel}`]),
    ...(event.kind === "outcome" && event.dsn !== undefined ? [NO_NOTIFICATIONS] : []),
  ];
}
