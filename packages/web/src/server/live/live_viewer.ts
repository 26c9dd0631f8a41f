import type { LiveEvent } from "../../api/live_api.ts";

/** Events that wait for a slow viewer at most; with one more it is dropped. */
export const VIEWER_BACKLOG = 64;

/**
 * The events that one viewer still has to get. The events themselves are shared by all viewers; a
 * viewer that is too slow is ended, and comes back to ask for the states anew.
 */
export class LiveViewer implements AsyncIterable<LiveEvent> {
  readonly #waiting: LiveEvent[] = [];
  #wake: (() => void) | undefined;
  #isEnded = false;

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Adds an event; answers whether the viewer keeps up. */
  put(event: LiveEvent): boolean {
    if (this.#isEnded) return false;
    if (this.#waiting.length >= VIEWER_BACKLOG) {
      // What it has not taken yet it will not miss: it reads everything anew.
      this.#waiting.length = 0;
      this.end();
      return false;
    }
    this.#waiting.push(event);
    this.#wake?.();
    return true;
  }

  /** Lets it take what waits, and no more. */
  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LiveEvent> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event !== undefined) yield event;
      else if (this.#isEnded) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
