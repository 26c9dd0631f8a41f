import { type Clock, systemClock } from "../clock.ts";

/** A clock that a test moves on. */
export class MovedClock implements Clock {
  #aheadMs = 0;

  nowMs(): number {
    return systemClock.nowMs() + this.#aheadMs;
  }

  moveOn(ms: number): void {
    this.#aheadMs += ms;
  }
}
