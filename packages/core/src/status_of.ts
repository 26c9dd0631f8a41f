import type { JournalEntry, JournalEvent } from "./journal_entry.ts";
import type { OutcomeKind } from "./submission_outcome.ts";

/** How far a message is for one recipient. */
export interface RecipientStatus {
  readonly recipient: string;
  /**
   * `open` is still to be delivered, `uncertain` may already be and is tried again later, `delivered`
   * and `failed` are over.
   */
  readonly state: "open" | "uncertain" | "delivered" | "failed";
  /** The last outcome, if there was an attempt that came so far. */
  readonly last: Extract<JournalEvent, { kind: "outcome" }> | undefined;
}

/** What a journal says of one message, as it stands. */
export interface MessageStatus {
  /** `waiting` until its time, `held` by a person, `finished` when nobody is left, or `deleted`. */
  readonly phase: "waiting" | "held" | "finished" | "deleted";
  readonly recipients: readonly RecipientStatus[];
  readonly attempts: number;
  /** When it is next due; a message without a journal is due when it was accepted. */
  readonly nextAtMs: number;
  /** The route that refused it: over another one it is due at once. */
  readonly route: string | undefined;
  /** Why it is held, when it is. */
  readonly why: string | undefined;
  /**
   * The recipients that no report has told of: they have failed, or were handed on to a server that
   * offers no notifications though success was to be told.
   */
  readonly unreported: readonly string[];
}

/** What is known of a message before its first attempt. */
export interface AcceptedMessage {
  readonly message: string;
  readonly acceptedAtMs: number;
  readonly recipients: readonly string[];
}

interface Draft {
  readonly recipients: Map<string, RecipientStatus>;
  attempts: number;
  nextAtMs: number;
  route: string | undefined;
  readonly reported: Set<string>;
  why: string | undefined;
  isHeld: boolean;
  isDeleted: boolean;
  /** When a lone dot went out whose answer is not known, if that is the last thing known. */
  uncertainAtMs: number | undefined;
}

const STATES: Readonly<Record<OutcomeKind, RecipientStatus["state"]>> = {
  delivered: "delivered",
  permanent: "failed",
  transient: "open",
  hold: "open",
  uncertain: "uncertain",
};

/**
 * Folds a journal into the status of one message: the only place where entries become a state.
 *
 * An `uncertain` entry that no outcome follows means that the sender died between the lone dot and
 * the answer; such a recipient waits `uncertainDelayMs` from then on. A delivered or failed recipient
 * stays so, whatever follows; one that a person has released is no longer uncertain.
 *
 * @example A sender that died after the lone dot
 * ```ts
 * import { statusOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const accepted = { message: "01k2", acceptedAtMs: 0, recipients: ["a@example.net"] };
 * const event = { kind: "uncertain", recipients: ["a@example.net"] } as const;
 * const status = statusOf(accepted, [{ message: "01k2", atMs: 1000, event }], 1_800_000);
 * assert.equal(status.recipients[0]?.state, "uncertain");
 * assert.equal(status.nextAtMs, 1_801_000);
 * ```
 */
export function statusOf(
  accepted: AcceptedMessage,
  entries: readonly JournalEntry[],
  uncertainDelayMs: number,
): MessageStatus {
  const draft = begin(accepted);
  for (const entry of entries) {
    if (entry.message === accepted.message) take(draft, entry);
  }
  const recipients = [...draft.recipients.values()];
  const { attempts, why, route, uncertainAtMs } = draft;
  const unreported = recipients
    .filter((recipient) => isReportable(recipient) && !draft.reported.has(recipient.recipient))
    .map(({ recipient }) => recipient);
  const nextAtMs =
    uncertainAtMs === undefined
      ? draft.nextAtMs
      : Math.max(draft.nextAtMs, uncertainAtMs + uncertainDelayMs);
  const phase = phaseOf(draft, recipients);
  return { phase, recipients, attempts, nextAtMs, route, why, unreported };
}

function isReportable({ state, last }: RecipientStatus): boolean {
  return state === "failed" || (state === "delivered" && last?.dsn === "relayed");
}

function begin({ acceptedAtMs, recipients }: AcceptedMessage): Draft {
  const open = recipients.map(
    (recipient) => [recipient, { recipient, state: "open", last: undefined }] as const,
  );
  return {
    recipients: new Map(open),
    attempts: 0,
    nextAtMs: acceptedAtMs,
    route: undefined,
    reported: new Set(),
    why: undefined,
    isHeld: false,
    isDeleted: false,
    uncertainAtMs: undefined,
  };
}

function take(draft: Draft, { atMs, event }: JournalEntry): void {
  switch (event.kind) {
    case "accepted":
      return;
    case "attempt":
      draft.attempts = event.number;
      return;
    case "uncertain":
      draft.uncertainAtMs = atMs;
      for (const recipient of event.recipients) change(draft, recipient, "uncertain");
      return;
    case "outcome":
      change(draft, event.recipient, STATES[event.outcome], event);
      return;
    case "next":
      draft.nextAtMs = event.nextAtMs;
      draft.route = event.route;
      draft.uncertainAtMs = undefined;
      return;
    case "held":
      draft.isHeld = true;
      draft.why = event.why;
      return;
    case "released":
      draft.isHeld = false;
      draft.why = undefined;
      draft.nextAtMs = atMs;
      draft.uncertainAtMs = undefined;
      for (const { recipient, state } of draft.recipients.values())
        if (state === "uncertain") change(draft, recipient, "open");
      return;
    case "expired":
      for (const recipient of draft.recipients.keys()) change(draft, recipient, "failed");
      return;
    case "reported":
      for (const recipient of event.recipients) draft.reported.add(recipient);
      return;
    case "deleted":
      draft.isDeleted = true;
  }
}

function change(
  draft: Draft,
  recipient: string,
  ...[state, last]: [RecipientStatus["state"], RecipientStatus["last"]?]
): void {
  const before = draft.recipients.get(recipient);
  if (before === undefined || before.state === "delivered" || before.state === "failed") return;
  draft.recipients.set(recipient, { recipient, state, last: last ?? before.last });
}

function phaseOf(draft: Draft, recipients: readonly RecipientStatus[]): MessageStatus["phase"] {
  if (draft.isDeleted) return "deleted";
  const isOver = recipients.every(({ state }) => state === "delivered" || state === "failed");
  if (isOver) return "finished";
  return draft.isHeld ? "held" : "waiting";
}
