/** Where the time comes from; everything that needs it takes one of these. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  nowMs(): number;
}

/** The clock of the machine: the only place that reads it. */
export const systemClock: Clock = { nowMs: () => Date.now() };

/**
 * The date of this release, in milliseconds: a clock that is earlier must be wrong, and then no
 * certificate can be judged (rule A17).
 */
export const RELEASED_AT_MS: number = Date.UTC(2026, 10, 1);

/**
 * Whether a clock can be right: it is not earlier than this program.
 *
 * @example
 * ```ts
 * import { isPlausible } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isPlausible({ nowMs: () => 0 }), false);
 * ```
 */
export function isPlausible(clock: Clock): boolean {
  return clock.nowMs() >= RELEASED_AT_MS;
}
