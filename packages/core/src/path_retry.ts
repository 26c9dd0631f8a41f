import { nextAttempt, type RetryTimetable } from "./next_attempt.ts";
import type { OutcomeCode, Verdict } from "./submission_outcome.ts";

/** When a path that has failed may be tried again: at a time, or when its settings change. */
export type PathRetry =
  | { readonly kind: "at"; readonly atMs: number }
  | { readonly kind: "on-change" };

/**
 * Refusals of a login: trying again with the same settings only locks the account, so nothing is
 * tried until they change. Every other fault may be repaired on the other side.
 */
export const RETRY_ON_CHANGE: readonly OutcomeCode[] = [
  "AUTH_REFUSED",
  "AUTH_EXCHANGE_FAILED",
  "NO_COMMON_MECHANISM",
  "AUTH_NOT_OFFERED",
  "SECRET_MISSING",
  "CREDENTIALS_WOULD_LEAK",
];

/**
 * Says when a path may be tried again after a session on it was broken off: one state for a path, so
 * that a thousand messages do not knock a thousand times.
 *
 * @example A refused login waits for a person, a busy server for a minute
 * ```ts
 * import { outcomeOf, pathRetry, RETRY_TIMETABLE } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const reply = { code: 535, enhanced: undefined, lines: ["no"] };
 * const situation = { failures: 1, nowMs: 0, dice: 0.5 };
 * const refused = outcomeOf("auth", { kind: "reply", reply });
 * assert.deepEqual(pathRetry(refused, situation, RETRY_TIMETABLE), { kind: "on-change" });
 * const silent = outcomeOf("greeting", { kind: "timeout" });
 * assert.deepEqual(pathRetry(silent, situation, RETRY_TIMETABLE), { kind: "at", atMs: 60_000 });
 * ```
 */
export function pathRetry(
  verdict: Verdict,
  situation: { readonly failures: number; readonly nowMs: number; readonly dice: number },
  timetable: RetryTimetable,
): PathRetry {
  if (RETRY_ON_CHANGE.includes(verdict.code)) return { kind: "on-change" };
  const { failures, nowMs, dice } = situation;
  // A path does not expire: only its messages do.
  const waiting = {
    reason: "deferred",
    attempts: failures,
    acceptedAtMs: nowMs,
    nowMs,
    dice,
  } as const;
  return { kind: "at", atMs: nextAttempt(waiting, timetable) ?? nowMs };
}
