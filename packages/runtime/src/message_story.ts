import {
  type ConnectionPlan,
  type Diagnosis,
  diagnoseOutcome,
  type PlanDecision,
  type PlanRefusal,
} from "@fieldpost/core";
import { attemptContext, diagnoseRecipient, type KnownOfRecipient } from "./_diagnose_recipient.ts";
import type { AttemptRecord, AttemptRecords } from "./attempt_records.ts";
import type { PathState } from "./path_state.ts";
import type { EndedMessage, QueuedMessageDetail } from "./queued_message.ts";

/** What a failed attempt means, for the recipients that it means it for. */
export interface RecipientFinding {
  readonly recipients: readonly string[];
  readonly diagnosis: Diagnosis;
}

/** What keeps the queue from sending, with the attempt that showed it and what it means. */
export interface ExplainedPath extends PathState {
  /** `undefined` when the catalogue has no explanation. */
  readonly diagnosis: Diagnosis | undefined;
  readonly attempt: AttemptRecord | undefined;
}

/** The whole story of a message, in the queue or after it. */
export interface MessageStory {
  /** A message that has left the queue is known by its journal alone. */
  readonly told: QueuedMessageDetail | EndedMessage;
  /** What the last failures mean; empty when there were none, or none that the catalogue knows. */
  readonly findings: readonly RecipientFinding[];
  /** The last attempt that did not deliver everything, with what was said. */
  readonly attempt: AttemptRecord | undefined;
  /** What keeps it and every other message from being sent, while it waits. */
  readonly path: ExplainedPath | undefined;
  /** The settings that refuse to send anything, while it waits. */
  readonly refusals: readonly PlanRefusal[];
}

/** What a story is told from, beside the message. */
export interface StorySources {
  readonly attempts: AttemptRecords;
  readonly decision: PlanDecision;
  readonly path: ExplainedPath | undefined;
  readonly nowMs: number;
}

/** Tells what the journal, the last failed attempt and the path say of a message. */
export async function tellStory(
  told: QueuedMessageDetail | EndedMessage,
  { attempts, decision, path, nowMs }: StorySources,
): Promise<MessageStory> {
  const attempt = await attempts.read(told.message);
  const isWaiting = told.status.phase === "waiting";
  return {
    told,
    findings: findingsOf(told, { attempt, plan: decision.plan, nowMs }),
    attempt,
    path: isWaiting ? path : undefined,
    refusals: isWaiting ? decision.refusals : [],
  };
}

/** Explains a state of the path from the attempt that showed it. */
export async function explainPath(
  state: PathState,
  { attempts, plan, nowMs }: Pick<StorySources, "attempts" | "nowMs"> & { plan: ConnectionPlan },
): Promise<ExplainedPath> {
  const { code, stage, lastWords: words } = state;
  // What messages have met is in their own records.
  const attempt = state.isMet === true ? undefined : await attempts.read();
  if (stage === undefined) return { ...state, attempt, diagnosis: undefined };
  const { mode, port, username, from } = plan;
  const settings = { host: plan.host.text, port, mode, username, from: from.text };
  const context = { ...settings, ...attemptContext(attempt), todayMs: nowMs };
  return { ...state, attempt, diagnosis: diagnoseOutcome({ code, stage, words }, context) };
}

function findingsOf(
  told: QueuedMessageDetail | EndedMessage,
  known: Pick<KnownOfRecipient, "attempt" | "plan" | "nowMs">,
): readonly RecipientFinding[] {
  const findings = new Map<string, RecipientFinding>();
  for (const status of told.status.recipients) {
    const sender = "sender" in told ? told.sender : null;
    const diagnosis = diagnoseRecipient(status, { journal: told.journal, sender, ...known });
    if (diagnosis === undefined) continue;
    const key = JSON.stringify(diagnosis);
    const recipients = [...(findings.get(key)?.recipients ?? []), status.recipient];
    findings.set(key, { recipients, diagnosis });
  }
  return [...findings.values()];
}
