import type { EnvelopeParameters, JournalEntry, JournalEvent } from "@fieldpost/core";
import {
  type AttemptRecord,
  describeProtection,
  type MessageStory,
  type RecipientFinding,
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
  renderRecipientStatus,
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
    parameters: "sizeBytes" in told ? (told.parameters ?? null) : null,
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
  if ("sizeBytes" in told) return answerQueued(told);
  const { message, acceptedAtMs, status } = told;
  return {
    message,
    messageId: null,
    acceptedAt: new Date(acceptedAtMs).toISOString(),
    sender: null,
    sizeBytes: null,
    phase: status.phase,
    attempts: status.attempts,
    nextAttemptAt: null,
    recipients: status.recipients.map(answerQueuedRecipient),
  };
}

function answerAttempt(attempt: AttemptRecord | undefined): AttemptAnswer | null {
  if (attempt === undefined) return null;
  const { atMs, host, port, mode, protection, transcript } = attempt;
  return { at: new Date(atMs).toISOString(), host, port, mode, protection, transcript };
}

/** Writes the life of a message: what it is, how it stands and why, its journal, and what was said. */
export function renderStory(story: MessageStory, nowMs: number, paint: Paint): string {
  const { told, findings, attempt, path, refusals } = story;
  const { message, acceptedAtMs, status, journal } = told;
  const facts =
    "sizeBytes" in told
      ? [
          `Message-ID: ${showLine(told.messageId)}`,
          `From:       ${told.sender === null ? "<>" : showLine(told.sender)}`,
          `Size:       ${renderSize(told.sizeBytes)}`,
          ...renderParameters(told.parameters),
        ]
      : [];
  return [
    paint("strong", message),
    ...facts,
    `State:      ${renderNext(told, nowMs)}`,
    "Recipients:",
    ...status.recipients.flatMap((each) => renderRecipientStatus(each, paint)),
    ...renderFindings(findings, paint),
    "Journal:",
    `  ${renderTime(acceptedAtMs)}  accepted`,
    ...journal.filter(isNews).flatMap(renderEntry),
    ...renderAttempt("Last failed attempt", attempt, paint),
    path === undefined ? "" : renderPath(path, nowMs, paint).trimEnd(),
    ...renderAttempt("Its last attempt", path?.attempt, paint),
    renderRefusals(refusals, paint).trimEnd(),
  ]
    .filter((line) => line !== "")
    .map((line) => `${line}\n`)
    .join("");
}

function renderFindings(findings: readonly RecipientFinding[], paint: Paint): readonly string[] {
  return findings.flatMap(({ recipients, diagnosis }) => [
    `What it means for ${recipients.map(showLine).join(", ")}:`,
    ...renderDiagnosis(diagnosis, paint).map((line) => `  ${line}`),
  ]);
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

/** An attempt stands in the journal before the lone dot, and again with its outcome. */
function isNews({ event }: JournalEntry, at: number, all: readonly JournalEntry[]): boolean {
  if (event.kind !== "attempt") return true;
  const before = all.slice(0, at).findLast((entry) => entry.event.kind === "attempt")?.event;
  return before?.kind !== "attempt" || before.number !== event.number;
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

/** One event in plain words; what belongs to it follows in lines of its own. */
function renderEvent(event: JournalEvent): readonly string[] {
  switch (event.kind) {
    case "attempt":
      return [`attempt ${event.number}, to ${event.host} port ${event.port}`];
    case "uncertain":
      return [`sent to ${event.recipients.join(", ")}; until the answer it may be delivered`];
    case "outcome":
      return renderOutcome(event);
    case "next":
      return [`tried again at ${renderTime(event.nextAtMs)}`];
    case "held":
      return [`held: ${event.why}`];
    case "released":
      return ["released: due at once"];
    case "expired":
      return ["given up: it could not be delivered in time"];
    case "reported":
      return [`${event.recipients.join(", ")}: reported in ${event.report}`];
    case "deleted":
      return ["deleted by hand"];
  }
}

const OUTCOME_WORDS: Readonly<
  Record<Extract<JournalEvent, { kind: "outcome" }>["outcome"], string>
> = {
  delivered: "delivered",
  transient: "not taken this time",
  uncertain: "no answer after the last dot, it may be delivered",
  hold: "not taken, a setting or the server has to change",
  permanent: "refused for good",
};

const NO_NOTIFICATIONS =
  "notifications: the server offers none (DSN), so what was wanted of them was not sent";

function renderOutcome(event: Extract<JournalEvent, { kind: "outcome" }>): readonly string[] {
  const { recipient, outcome, code, stage, words, protection, dsn } = event;
  const said = words === undefined ? [] : [`last words: ${words}`];
  return [
    `${recipient}: ${OUTCOME_WORDS[outcome]} [${code}, at ${stage}]`,
    ...said,
    `channel: ${describeProtection(protection)}`,
    ...(dsn === undefined ? [] : [NO_NOTIFICATIONS]),
  ];
}
