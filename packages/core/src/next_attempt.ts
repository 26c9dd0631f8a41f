/** When a queue tries again, and when it gives up; all in milliseconds. */
export interface RetryTimetable {
  /** The waits after the first attempts, in order; the last one then grows. */
  readonly firstDelaysMs: readonly number[];
  /** The waits for a recipient that is only being greylisted. */
  readonly greylistDelaysMs: readonly number[];
  readonly growth: number;
  readonly longestDelayMs: number;
  /** How far a wait may be moved either way, as a part of it: many messages must not come at once. */
  readonly jitter: number;
  /** How long a message that may already be delivered waits before it is tried again. */
  readonly uncertainDelayMs: number;
  readonly giveUpAfterMs: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The usual timetable: 1, 5, 10, 20, 30 minutes, then half as long again up to 4 hours, for 5 days.
 *
 * @see RFC 5321 section 4.5.4.1
 */
export const RETRY_TIMETABLE: RetryTimetable = {
  firstDelaysMs: [1, 5, 10, 20, 30].map((minutes) => minutes * MINUTE_MS),
  greylistDelaysMs: [5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  growth: 1.5,
  longestDelayMs: 4 * HOUR_MS,
  jitter: 0.2,
  uncertainDelayMs: 30 * MINUTE_MS,
  giveUpAfterMs: 5 * 24 * HOUR_MS,
};

/** What a wait is for: a fault, a greylisting server, or an answer that never came. */
export type RetryReason = "deferred" | "greylisted" | "uncertain";

/** What the next attempt depends on. */
export interface RetrySituation {
  readonly reason: RetryReason;
  /** Attempts made so far, at least 1. */
  readonly attempts: number;
  readonly acceptedAtMs: number;
  readonly nowMs: number;
  /** From 0 to below 1: the dice are thrown by the caller. */
  readonly dice: number;
}

/**
 * Says when to try again, or that it is over: `undefined` once the message is as old as the timetable
 * allows. The last attempt comes at the latest when it gets that old.
 *
 * An uncertain message never waits less than its delay, and neither does one that is greylisted, which
 * would come a moment before it is let in: the jitter then only moves it later.
 *
 * @example The first wait, and the last
 * ```ts
 * import { nextAttempt, RETRY_TIMETABLE } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const first = { reason: "deferred", attempts: 1, acceptedAtMs: 0, nowMs: 0, dice: 0.5 } as const;
 * assert.equal(nextAttempt(first, RETRY_TIMETABLE), 60_000);
 * const fiveDaysMs = 5 * 24 * 3_600_000;
 * assert.equal(nextAttempt({ ...first, nowMs: fiveDaysMs }, RETRY_TIMETABLE), undefined);
 * ```
 */
export function nextAttempt(
  situation: RetrySituation,
  timetable: RetryTimetable,
): number | undefined {
  const { acceptedAtMs, nowMs, dice, reason } = situation;
  const giveUpAtMs = acceptedAtMs + timetable.giveUpAfterMs;
  if (nowMs >= giveUpAtMs) return undefined;
  const delayMs = delayOf(situation, timetable);
  const shift = reason === "deferred" ? 2 * dice - 1 : dice;
  const atMs = Math.round(nowMs + delayMs * (1 + timetable.jitter * shift));
  return reason === "uncertain" ? atMs : Math.min(atMs, giveUpAtMs);
}

function delayOf({ reason, attempts }: RetrySituation, timetable: RetryTimetable): number {
  if (reason === "uncertain") return timetable.uncertainDelayMs;
  const { firstDelaysMs, greylistDelaysMs, growth, longestDelayMs } = timetable;
  const delaysMs = reason === "greylisted" ? greylistDelaysMs : firstDelaysMs;
  const listed = delaysMs[attempts - 1];
  if (listed !== undefined) return Math.min(listed, longestDelayMs);
  const last = delaysMs.at(-1) ?? longestDelayMs;
  return Math.min(last * growth ** (attempts - delaysMs.length), longestDelayMs);
}
