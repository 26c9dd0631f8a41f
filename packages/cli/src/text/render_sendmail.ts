import {
  describeProtection,
  formatTranscriptLine,
  type LostDsn,
  type OutcomeKind,
  type PlanDecision,
  type Protection,
  type TranscriptLine,
} from "@fieldpost/core";
import type { ComposedMessage, RecipientResult, SendResult } from "@fieldpost/runtime";
import type { Paint, Style } from "./paint.ts";
import { answerDiagnosis, type DiagnosisAnswer, renderDiagnosis } from "./render_diagnosis.ts";
import { answerPlan, type PlanAnswer, renderPlan } from "./render_plan.ts";
import { showLine, showLines } from "./show_text.ts";

type Sent = Extract<SendResult, { kind: "sent" }>;

const STYLES: Readonly<Record<OutcomeKind, Style>> = {
  delivered: "good",
  transient: "warning",
  uncertain: "warning",
  hold: "bad",
  permanent: "bad",
};

const OUTCOME_WORDS: Readonly<Record<OutcomeKind, string>> = {
  delivered: "delivered",
  transient: "not delivered, trying again can help",
  uncertain: "not known, it may already be delivered",
  hold: "not delivered, a setting or the server has to change first",
  permanent: "not delivered, refused for good",
};

/** One recipient as programs get it. */
export interface RecipientAnswer {
  readonly address: string;
  readonly outcome: OutcomeKind;
  readonly code: string;
  readonly stage: string;
  readonly rule: string;
  readonly meaning: string;
  readonly lastWords: string | null;
  /** Present where notifications were wanted and the server offers none. */
  readonly dsn?: LostDsn;
  readonly diagnosis: DiagnosisAnswer | null;
}

/** A delivery as programs get it. */
export interface DeliveryAnswer {
  readonly messageId: string;
  readonly protection: Protection;
  readonly recipients: readonly RecipientAnswer[];
}

export function answerDelivery({ messageId, protection, recipients }: Sent): DeliveryAnswer {
  return { messageId, protection, recipients: recipients.map(answerRecipient) };
}

function answerRecipient({ recipient, verdict, ...told }: RecipientResult): RecipientAnswer {
  return {
    address: recipient,
    outcome: verdict.kind,
    code: verdict.code,
    stage: verdict.stage,
    rule: verdict.rule,
    meaning: told.meaning,
    lastWords: told.lastWords ?? null,
    ...(told.dsn === undefined ? {} : { dsn: told.dsn }),
    diagnosis: told.diagnosis === undefined ? null : answerDiagnosis(told.diagnosis),
  };
}

export function renderDelivery({ messageId, protection, recipients }: Sent, paint: Paint): string {
  const style = protection.tls === null ? "warning" : "good";
  return [
    ...recipients.flatMap((recipient) => renderRecipient(recipient, paint)),
    `Channel:    ${paint(style, showLine(describeProtection(protection)))}`,
    `Message-ID: ${showLine(messageId)}`,
    "",
  ].join("\n");
}

const NO_NOTIFICATIONS =
  "Notifications: the server offers none (DSN), so what was wanted of them was not sent.";

function renderRecipient(
  { recipient, verdict, meaning, lastWords, dsn, diagnosis }: RecipientResult,
  paint: Paint,
): readonly string[] {
  const outcome = paint(STYLES[verdict.kind], OUTCOME_WORDS[verdict.kind]);
  const words = lastWords === undefined ? [] : [`  Last words: ${showLine(lastWords)}`];
  return [
    `${showLine(recipient)}: ${outcome}`,
    `  ${showLine(meaning)} [${verdict.rule} ${verdict.code}, at ${verdict.stage}]`,
    ...words,
    ...(dsn === undefined ? [] : [`  ${NO_NOTIFICATIONS}`]),
    ...(diagnosis === undefined ? [] : renderDiagnosis(diagnosis, paint)).map(
      (line) => `  ${line}`,
    ),
  ];
}

export function renderTranscript(transcript: readonly TranscriptLine[], paint: Paint): string {
  return transcript.map((line) => `${renderTranscriptLine(line, paint)}\n`).join("");
}

export function renderTranscriptLine(line: TranscriptLine, paint: Paint): string {
  return paint("faint", showLine(formatTranscriptLine(line)));
}

/** A message that is not sent, as programs get it. */
export interface DraftAnswer {
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly plan: PlanAnswer;
  readonly message: string;
}

export function answerDraft(message: ComposedMessage, decision: PlanDecision): DraftAnswer {
  return {
    messageId: message.messageId,
    envelope: envelopeOf(message),
    plan: answerPlan(decision),
    message: textOf(message),
  };
}

export function renderDraft(
  message: ComposedMessage,
  decision: PlanDecision,
  { paint, isTerminal }: { readonly paint: Paint; readonly isTerminal: boolean },
): string {
  const { from, to } = envelopeOf(message);
  const text = textOf(message);
  return [
    "Nothing is sent: this is a dry run.",
    `Envelope: from ${showLine(from)} to ${to.map(showLine).join(", ")}`,
    `${renderPlan(decision, paint)}Message:`,
    isTerminal ? showLines(text) : text,
  ].join("\n");
}

function envelopeOf({ sender, recipients }: ComposedMessage): DraftAnswer["envelope"] {
  return { from: sender?.text ?? "", to: recipients.map(({ text }) => text) };
}

function textOf({ content }: ComposedMessage): string {
  return new TextDecoder().decode(content);
}
