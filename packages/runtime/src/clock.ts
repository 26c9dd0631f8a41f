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

/** Whether a clock can be right. */
export function isPlausible(clock: Clock): boolean {
  return clock.nowMs() >= RELEASED_AT_MS;
}
