/** What a pace is counted over. */
export const PACE_WINDOW_MS = 60_000;

/** The part of a limit that normal messages leave to urgent ones. */
const URGENT_SHARE = 0.2;

/**
 * Keeps to so many messages a minute. It knows of this process alone: two runners of one unit may
 * together send twice as many.
 */
export class Pace {
  readonly limit: number;
  #takenAtMs: number[] = [];

  constructor(messagesPerMinute: number) {
    this.limit = messagesPerMinute;
  }

  /** Takes a place, or says how long there is none: 0 when it was taken. */
  take(nowMs: number, isUrgent: boolean): number {
    this.#takenAtMs = this.#takenAtMs.filter((atMs) => atMs > nowMs - PACE_WINDOW_MS);
    const kept = isUrgent ? 0 : Math.floor(this.limit * URGENT_SHARE);
    const places = Math.max(1, this.limit - kept);
    const blocking = this.#takenAtMs.at(-places);
    if (blocking !== undefined) return blocking + PACE_WINDOW_MS - nowMs;
    this.#takenAtMs.push(nowMs);
    return 0;
  }
}
