/** How long a login is good, in milliseconds. */
export interface SessionLimits {
  /** Without a request. */
  readonly idleMs: number;
  /** Whatever happens. */
  readonly absoluteMs: number;
}

/** The limits of sessions. */
export const SESSION_LIMITS: SessionLimits = {
  idleMs: 30 * 60_000,
  absoluteMs: 12 * 60 * 60_000,
};

/** When a session began and was last used. */
export interface SessionTimes {
  readonly startedAtMs: number;
  readonly lastSeenAtMs: number;
}

/**
 * Whether a session is still good. A clock that was set back ends it: nothing is known of its age.
 *
 * @example
 * ```ts
 * import { isSessionAlive, SESSION_LIMITS } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const times = { startedAtMs: 0, lastSeenAtMs: 0 };
 * assert.equal(isSessionAlive(times, SESSION_LIMITS.idleMs - 1), true);
 * assert.equal(isSessionAlive(times, SESSION_LIMITS.idleMs), false);
 * ```
 */
export function isSessionAlive(
  { startedAtMs, lastSeenAtMs }: SessionTimes,
  nowMs: number,
  limits: SessionLimits = SESSION_LIMITS,
): boolean {
  const isOrdered = startedAtMs <= lastSeenAtMs && lastSeenAtMs <= nowMs;
  return (
    isOrdered && nowMs - lastSeenAtMs < limits.idleMs && nowMs - startedAtMs < limits.absoluteMs
  );
}
