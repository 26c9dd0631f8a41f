import {
  type ConnectionPlan,
  type Diagnosis,
  type DiagnosisContext,
  diagnoseOutcome,
  type JournalEntry,
  type RecipientStatus,
} from "@fieldpost/core";
import type { AttemptRecord } from "./attempt_records.ts";

/** What is known of a message that was not delivered. */
export interface KnownOfRecipient {
  readonly journal: readonly JournalEntry[];
  readonly sender: string | null;
  /** The last attempt that did not deliver everything. */
  readonly attempt: AttemptRecord | undefined;
  /** Where the settings lead now; `undefined` when they refuse. */
  readonly plan: ConnectionPlan | undefined;
  readonly nowMs: number;
}

/** Says what the last outcome of a recipient means; `undefined` when the catalogue has no explanation. */
export function diagnoseRecipient(
  { recipient, last }: RecipientStatus,
  { journal, sender, attempt, plan, nowMs }: KnownOfRecipient,
): Diagnosis | undefined {
  if (last === undefined) return undefined;
  const when = whenOf(journal, recipient);
  // The record is that of the last failure; of an earlier one the journal and the settings are left.
  const isSame = attempt !== undefined && attempt.atMs >= when.atMs;
  const context = isSame ? attemptContext(attempt) : settingsOf(plan, when);
  const from = sender ?? context.from;
  return diagnoseOutcome(last, { ...context, from, nowMs: when.atMs, todayMs: nowMs });
}

/** What an attempt tells for an explanation. */
export function attemptContext(attempt: AttemptRecord | undefined): DiagnosisContext {
  if (attempt === undefined) return {};
  const { host, port, mode, username, from, opposite, transcript, atMs } = attempt;
  return { host, port, mode, username, from, opposite, transcript, nowMs: atMs };
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

/** Where the settings still lead to the same server, they are the ones that were used. */
function settingsOf(
  plan: ConnectionPlan | undefined,
  { host, port }: ReturnType<typeof whenOf>,
): DiagnosisContext {
  if (plan === undefined || plan.host.text !== host || plan.port !== port) return { host, port };
  return { host, port, mode: plan.mode, username: plan.username };
}
