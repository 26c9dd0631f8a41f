import type { Clock } from "./clock.ts";

// Node fires a longer timer at once.
const LONGEST_TIMER_MS = 2_147_483_647;

/** Many things that happen in one moment wake once. */
const SETTLE_MS = 25;

/** Sleeps until a moment of a clock, or until it is called. */
export class WakeCall {
  readonly #clock: Clock;
  #isCalled = false;
  #untilMs = Infinity;
  #resolve: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sleeps; a call that came while nobody slept ends it at once. */
  async sleep(untilMs: number): Promise<void> {
    const leftMs = Math.max(0, untilMs - this.#clock.nowMs());
    if (!this.#isCalled && leftMs > 0) {
      await new Promise<void>((resolve) => {
        this.#resolve = resolve;
        this.#untilMs = untilMs;
        this.#timer = setTimeout(resolve, Math.min(leftMs, LONGEST_TIMER_MS));
      });
    }
    clearTimeout(this.#timer);
    this.#isCalled = false;
    this.#resolve = undefined;
  }

  /** Wakes at once. */
  call(): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#isCalled = true;
    this.#resolve?.();
  }

  /** Wakes when what is going on has settled. */
  callSoon(): void {
    this.#settling ??= setTimeout(() => this.call(), SETTLE_MS);
  }

  /** Wakes when the moment has come by the clock, which may have been set since. */
  check(): void {
    if (this.#clock.nowMs() >= this.#untilMs) this.call();
  }

  close(): void {
    clearTimeout(this.#settling);
    clearTimeout(this.#timer);
  }
}
