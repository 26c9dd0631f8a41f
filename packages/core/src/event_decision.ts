import type { EventRules } from "./event_rules.ts";

/** One time that an event was raised, and what came with it. */
export interface EventLine {
  readonly atMs: number;
  readonly values: Readonly<Record<string, string>>;
  /** Paths of files to go with the message. */
  readonly attachments: readonly string[];
  /** A person asked for it: it waits for no hold-off. */
  readonly isUrgent: boolean;
}

/** What has to be remembered of an event. Times are in milliseconds since 1970. */
export interface EventState {
  /** When it was last mailed; `undefined` when it never was. */
  readonly lastMailedAtMs: number | undefined;
  /** When it was last raised before the lines that wait; `undefined` when it never was. */
  readonly lastRaisedAtMs: number | undefined;
  /** What has been raised and not been mailed, oldest first. */
  readonly waiting: readonly EventLine[];
}

/** The state of an event that was never raised. */
export const QUIET_EVENT: EventState = {
  lastMailedAtMs: undefined,
  lastRaisedAtMs: undefined,
  waiting: [],
};

/** How many hold-offs a line waits at the longest, while the event is never quiet. */
export const LONGEST_WAIT_HOLD_OFFS = 12;

/** What an event does now. */
export type EventDecision =
  /** Nothing waits. */
  | { readonly kind: "nothing" }
  /** The event is not mailed; what waits is dropped, the system log has it. */
  | { readonly kind: "drop"; readonly lines: readonly EventLine[] }
  /** The hold-off has not ended. */
  | { readonly kind: "wait"; readonly untilMs: number }
  /** One message with all of them is due. */
  | { readonly kind: "mail"; readonly lines: readonly EventLine[] };

/**
 * Decides what an event does now. The rule is JANOS's: an event is mailed at once when it has been
 * quiet for the hold-off before it. What is raised sooner is collected, and becomes one message when
 * the event has been quiet that long; so between two messages there is never less than the hold-off.
 *
 * The digest is ours, and so is its bound: an event that is never quiet is told of after
 * {@linkcode LONGEST_WAIT_HOLD_OFFS} hold-offs. A clock that was set back by more than the hold-off
 * ends the wait.
 *
 * @example A storm: the first at once, the others together
 * ```ts
 * import { decideEvent, type EventLine, QUIET_EVENT, raiseEvent } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const rules = { isMailed: true, block: "Alarm", isBlockNamed: true, holdOffMs: 300_000 };
 * const line = (atMs: number): EventLine => ({ atMs, values: {}, attachments: [], isUrgent: false });
 * const mailed = { ...QUIET_EVENT, lastMailedAtMs: 0, lastRaisedAtMs: 0 };
 * const storm = raiseEvent(raiseEvent(mailed, line(1000)), line(2000));
 * assert.deepEqual(decideEvent(storm, rules, 2000), { kind: "wait", untilMs: 302_000 });
 * const { kind } = decideEvent(storm, rules, 302_000);
 * assert.equal(kind, "mail");
 * ```
 */
export function decideEvent(state: EventState, rules: EventRules, nowMs: number): EventDecision {
  const { waiting: lines } = state;
  if (lines.length === 0) return { kind: "nothing" };
  if (!rules.isMailed) return { kind: "drop", lines };
  const untilMs = dueAtMs(state, rules.holdOffMs);
  const isDue = untilMs <= nowMs || untilMs - nowMs > 2 * rules.holdOffMs;
  return isDue ? { kind: "mail", lines } : { kind: "wait", untilMs };
}

/**
 * Adds a line to what waits.
 *
 * @example
 * ```ts
 * import { QUIET_EVENT, raiseEvent } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const line = { atMs: 1, values: {}, attachments: [], isUrgent: false };
 * assert.deepEqual(raiseEvent(QUIET_EVENT, line).waiting, [line]);
 * ```
 */
export function raiseEvent(state: EventState, line: EventLine): EventState {
  return { ...state, waiting: [...state.waiting, line] };
}

/**
 * Takes the first lines out of what waits: they have been mailed, or dropped.
 *
 * @example
 * ```ts
 * import { QUIET_EVENT, raiseEvent, settleEvent } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const line = { atMs: 1, values: {}, attachments: [], isUrgent: false };
 * const raised = raiseEvent(QUIET_EVENT, line);
 * assert.deepEqual(settleEvent(raised, { count: 1, mailedAtMs: 5 }), {
 *   lastMailedAtMs: 5,
 *   lastRaisedAtMs: 1,
 *   waiting: [],
 * });
 * ```
 */
export function settleEvent(
  state: EventState,
  settled: { readonly count: number; readonly mailedAtMs: number | undefined },
): EventState {
  const last = state.waiting[settled.count - 1];
  return {
    lastMailedAtMs: settled.mailedAtMs ?? state.lastMailedAtMs,
    lastRaisedAtMs: last?.atMs ?? state.lastRaisedAtMs,
    waiting: state.waiting.slice(settled.count),
  };
}

/** When the lines that wait have to go: the earliest moment that any rule gives. */
function dueAtMs({ waiting, ...before }: EventState, holdOffMs: number): number {
  const mailableAtMs =
    before.lastMailedAtMs === undefined ? -Infinity : before.lastMailedAtMs + holdOffMs;
  const first = waiting[0]?.atMs ?? 0;
  const urgent = waiting.find(({ isUrgent }) => isUrgent);
  const quietMs = quietBeforeMs(waiting, before.lastRaisedAtMs, holdOffMs);
  const longestMs = first + LONGEST_WAIT_HOLD_OFFS * holdOffMs;
  const dueMs = Math.max(mailableAtMs, Math.min(quietMs, longestMs));
  return Math.min(dueMs, urgent?.atMs ?? Infinity);
}

/** The first moment at which the event had been quiet for the hold-off. */
function quietBeforeMs(
  lines: readonly EventLine[],
  lastRaisedAtMs: number | undefined,
  holdOffMs: number,
): number {
  let before = lastRaisedAtMs ?? -Infinity;
  for (const [at, { atMs }] of lines.entries()) {
    if (isQuiet(before, atMs, holdOffMs)) {
      // Before the first line nothing waited; before a later one, what waited had become due.
      return at === 0 ? atMs : Math.min(before + holdOffMs, atMs);
    }
    before = Math.max(before, atMs);
  }
  return before + holdOffMs;
}

/** Also when the clock was set back so far that nothing can be said about the time between. */
function isQuiet(beforeMs: number, atMs: number, holdOffMs: number): boolean {
  return atMs - beforeMs >= holdOffMs || beforeMs - atMs > holdOffMs;
}
