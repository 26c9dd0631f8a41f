import {
  type ConnectionPlan,
  type Diagnosis,
  type DiagnosisContext,
  diagnoseOutcome,
  type JournalEntry,
  type PlanDecision,
  type PlanRefusal,
  type RecipientStatus,
} from "@fieldpost/core";
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
    findings: findingsOf(told, { attempt, decision, nowMs }),
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
  const context = { ...settings, ...contextOf(attempt), todayMs: nowMs };
  return { ...state, attempt, diagnosis: diagnoseOutcome({ code, stage, words }, context) };
}

function findingsOf(
  told: QueuedMessageDetail | EndedMessage,
  known: { readonly attempt: AttemptRecord | undefined } & Pick<StorySources, "decision" | "nowMs">,
): readonly RecipientFinding[] {
  const findings = new Map<string, RecipientFinding>();
  for (const status of told.status.recipients) {
    const diagnosis = diagnosisOf(status, { told, ...known });
    if (diagnosis === undefined) continue;
    const key = JSON.stringify(diagnosis);
    const recipients = [...(findings.get(key)?.recipients ?? []), status.recipient];
    findings.set(key, { recipients, diagnosis });
  }
  return [...findings.values()];
}

function diagnosisOf(
  { recipient, last }: RecipientStatus,
  known: Parameters<typeof findingsOf>[1] & { readonly told: QueuedMessageDetail | EndedMessage },
): Diagnosis | undefined {
  if (last === undefined) return undefined;
  const { told, attempt, decision, nowMs } = known;
  const when = whenOf(told.journal, recipient);
  const sender = "sender" in told ? (told.sender ?? undefined) : undefined;
  // The record is that of the last failure; of an earlier one the journal and the settings are left.
  const isSame = attempt !== undefined && attempt.atMs >= when.atMs;
  const context = isSame ? contextOf(attempt) : settingsOf(decision, when);
  const from = sender ?? context.from;
  return diagnoseOutcome(last, { ...context, from, nowMs: when.atMs, todayMs: nowMs });
}

/** When and where the last outcome of a recipient came about. */
function whenOf(
  journal: readonly JournalEntry[],
  recipient: string,
): { readonly atMs: number; readonly host?: string; readonly port?: number } {
  const at = journal.findLastIndex(
    ({ event }) => event.kind === "outcome" && event.recipient === recipient,
  );
  const attempt = journal.slice(0, at).findLast(({ event }) => event.kind === "attempt")?.event;
  const atMs = journal[at]?.atMs ?? 0;
  return attempt?.kind === "attempt" ? { atMs, host: attempt.host, port: attempt.port } : { atMs };
}

function contextOf(attempt: AttemptRecord | undefined): DiagnosisContext {
  if (attempt === undefined) return {};
  const { host, port, mode, username, from, opposite, transcript, atMs } = attempt;
  return { host, port, mode, username, from, opposite, transcript, nowMs: atMs };
}

/** Where the settings still lead to the same server, they are the ones that were used. */
function settingsOf(
  { plan }: PlanDecision,
  { host, port }: ReturnType<typeof whenOf>,
): DiagnosisContext {
  if (plan === undefined || plan.host.text !== host || plan.port !== port) return { host, port };
  return { host, port, mode: plan.mode, username: plan.username };
}
