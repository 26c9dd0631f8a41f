import {
  type MessageEnd,
  type MessageOrigin,
  messageEnd,
  type OutcomeCode,
  type OutcomeKind,
  type PlanRefusal,
  type Protection,
  type RecipientStatus,
} from "@fieldpost/core";
import type { ExplainedPath, QueuedMessage, SendingNow } from "@fieldpost/runtime";
import type { Paint, Style } from "./paint.ts";
import { answerDiagnosis, type DiagnosisAnswer, renderDiagnosis } from "./render_diagnosis.ts";
import { renderRefusal } from "./render_plan.ts";
import { renderSize, renderSpan } from "./render_time.ts";
import { showLine } from "./show_text.ts";

/** A message of the queue as programs get it; stable. */
export interface QueuedAnswer {
  readonly message: string;
  readonly messageId: string;
  /** As ISO 8601 in UTC, as every moment here. */
  readonly acceptedAt: string;
  /** `null` is the null sender. */
  readonly sender: string | null;
  /** The header field From, decoded; `null` when it has none. */
  readonly from: string | null;
  /** Decoded, one line of at most 300 characters; `null` when it has none. */
  readonly subject: string | null;
  readonly sizeBytes: number;
  readonly isUrgent: boolean;
  /** What handed it over; `null` when that is not known. */
  readonly origin: MessageOrigin | null;
  readonly phase: "waiting" | "sending" | "held" | "finished" | "deleted";
  /** What a connection is doing with it at this moment. */
  readonly sending: SendingAnswer | null;
  readonly attempts: number;
  /** `null` for a message that waits for a person, or for nothing. */
  readonly nextAttemptAt: string | null;
  readonly recipients: readonly QueuedRecipientAnswer[];
}

/** Since when a message is being sent, and to where, as programs get it. */
export interface SendingAnswer {
  readonly since: string;
  readonly host: string;
  readonly port: number;
}

/** One recipient of a message in the queue as programs get it. */
export interface QueuedRecipientAnswer {
  readonly address: string;
  readonly state: RecipientStatus["state"];
  /** `null` before the first answer. */
  readonly last: {
    readonly outcome: OutcomeKind;
    readonly code: OutcomeCode;
    readonly words: string | null;
    readonly protection: Protection;
  } | null;
}

/** What keeps the queue from sending, as programs get it. */
export interface PathAnswer {
  readonly code: OutcomeCode;
  readonly meaning: string;
  readonly lastWords: string | null;
  /** `null` when only a change of the settings, or `queue retry`, helps. */
  readonly retryAt: string | null;
  readonly diagnosis: DiagnosisAnswer | null;
}

/** The state of a recipient in words. */
export const STATE_WORDS: Readonly<Record<RecipientStatus["state"], string>> = {
  open: "waiting",
  uncertain: "may already be delivered",
  delivered: "delivered",
  failed: "failed",
};

const END_WORDS: Readonly<Record<MessageEnd, string>> = {
  delivered: "delivered",
  partial: "delivered in part",
  failed: "failed",
};

const STATE_STYLES: Readonly<Record<RecipientStatus["state"], Style>> = {
  open: "warning",
  uncertain: "warning",
  delivered: "good",
  failed: "bad",
};

export function answerQueued(queued: QueuedMessage): QueuedAnswer {
  const { message, messageId, acceptedAtMs, sender, from, subject, sizeBytes, status } = queued;
  return {
    message,
    messageId,
    acceptedAt: new Date(acceptedAtMs).toISOString(),
    ...{ sender, from, subject, sizeBytes },
    isUrgent: queued.isUrgent,
    origin: queued.origin ?? null,
    phase: queued.sending === undefined ? status.phase : "sending",
    sending: answerSending(queued.sending),
    attempts: status.attempts,
    nextAttemptAt:
      status.phase === "waiting" && queued.sending === undefined
        ? new Date(status.nextAtMs).toISOString()
        : null,
    recipients: status.recipients.map(answerQueuedRecipient),
  };
}

function answerSending(sending: SendingNow | undefined): SendingAnswer | null {
  if (sending === undefined) return null;
  const { sinceMs, host, port } = sending;
  return { since: new Date(sinceMs).toISOString(), host, port };
}

export function answerQueuedRecipient(status: RecipientStatus): QueuedRecipientAnswer {
  const { recipient: address, state, last } = status;
  if (last === undefined) return { address, state, last: null };
  const { outcome, code, words = null, protection } = last;
  return { address, state, last: { outcome, code, words, protection } };
}

export function answerPath(path: ExplainedPath): PathAnswer {
  const { code, meaning, lastWords = null, retryAtMs, diagnosis } = path;
  const retryAt = retryAtMs === undefined ? null : new Date(retryAtMs).toISOString();
  const explained = diagnosis === undefined ? null : answerDiagnosis(diagnosis);
  return { code, meaning, lastWords, retryAt, diagnosis: explained };
}

/** Writes a message for the list: its name and subject, then each recipient and why it waits. */
export function renderQueued(queued: QueuedMessage, nowMs: number, paint: Paint): string {
  const { message, acceptedAtMs, sender, sizeBytes, status } = queued;
  const facts = [
    renderSpan(nowMs - acceptedAtMs),
    renderSize(sizeBytes),
    `from ${sender === null ? "<>" : showLine(sender)}`,
    status.attempts === 1 ? "1 attempt" : `${status.attempts} attempts`,
  ];
  const lines = [
    `${paint("strong", message)}  ${facts.join(", ")}`,
    ...(queued.subject === null ? [] : [`  Subject: ${showLine(queued.subject)}`]),
    `  ${renderNext(queued, nowMs)}`,
    ...renderRecipients(queued, paint),
  ];
  return `${lines.join("\n")}\n`;
}

/** What is told of a message's state. */
export type HowItStands = Pick<QueuedMessage, "status" | "sending">;

/** Writes that a message is being sent, when it is tried again, or why it is not. */
export function renderNext({ status, sending }: HowItStands, nowMs: number): string {
  if (sending !== undefined) {
    const { host, port, sinceMs } = sending;
    return `being sent to ${showLine(host)} port ${port} for ${renderSpan(nowMs - sinceMs)}`;
  }
  if (status.phase === "held") return `held: ${showLine(status.why ?? "by hand")}`;
  if (status.phase === "deleted") return "deleted";
  if (status.phase === "finished") return END_WORDS[messageEnd(status)];
  const waitMs = status.nextAtMs - nowMs;
  if (waitMs <= 0) return status.attempts === 0 ? "not tried yet" : "due now";
  const isUncertain = status.recipients.some(({ state }) => state === "uncertain");
  const why = isUncertain ? ", late, because it may already be delivered" : "";
  return `tried again in ${renderSpan(waitMs)}${why}`;
}

/** Writes how a message stands for each recipient. */
export function renderRecipients({ status, sending }: HowItStands, paint: Paint): string[] {
  return status.recipients.flatMap((each) => {
    // While it is being sent this is not in doubt: the answer is on its way.
    const isSent = sending !== undefined && each.state === "uncertain";
    const isHeld = status.phase === "held" && each.state === "open";
    const stands = isHeld ? "held" : STATE_WORDS[each.state];
    return renderRecipient(each, isSent ? "sent, not answered yet" : stands, paint);
  });
}

function renderRecipient(status: RecipientStatus, stands: string, paint: Paint): readonly string[] {
  const { recipient, state, last } = status;
  const line = `  ${showLine(recipient)}: ${paint(STATE_STYLES[state], stands)}`;
  const code = last === undefined ? "" : ` [${last.code}]`;
  const words = last?.words === undefined ? [] : [`    ${showLine(last.words)}`];
  return [`${line}${code}`, ...words];
}

/** Writes what keeps the queue from sending as a whole, and what would change it. */
export function renderPath(path: ExplainedPath, nowMs: number, paint: Paint): string {
  const { meaning, lastWords, retryAtMs, code, diagnosis } = path;
  const next =
    retryAtMs === undefined
      ? 'It is tried again when a setting changes, or after "queue retry".'
      : `It is tried again ${retryAtMs <= nowMs ? "now" : `in ${renderSpan(retryAtMs - nowMs)}`}.`;
  const words = lastWords === undefined ? [] : [`  Last words: ${showLine(lastWords)}`];
  return [
    paint("bad", "The queue waits as a whole:"),
    `  ${showLine(meaning)} [${code}]`,
    ...words,
    ...(diagnosis === undefined ? [] : renderDiagnosis(diagnosis, paint)).map(
      (line) => `  ${line}`,
    ),
    `  ${next}`,
    "",
  ].join("\n");
}

/** Writes which settings keep the queue from sending; nothing when none does. */
export function renderRefusals(refusals: readonly PlanRefusal[], paint: Paint): string {
  if (refusals.length === 0) return "";
  const lines = refusals.map((refusal) => `  ${renderRefusal(refusal)}\n`);
  return `${paint("bad", "The queue waits as a whole, until these change:")}\n${lines.join("")}`;
}
