/** A queue of what happened, with one reader that can wait, and give up waiting. */
export class Inbox<Item> {
  readonly #items: Item[] = [];
  #wake: (() => void) | undefined;

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  put(item: Item): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** Wakes the reader without an item: something else that it waits for has happened. */
  nudge(): void {
    this.#wake?.();
  }

  take(): Item | undefined {
    return this.#items.shift();
  }

  /** Resolves when something is there, or at the deadline. */
  async wait(deadlineMs: number | undefined, nowMs: number): Promise<void> {
    if (!this.isEmpty) return;
    await new Promise<void>((resolve) => {
      const timer =
        deadlineMs === undefined
          ? undefined
          : setTimeout(resolve, Math.max(0, Math.min(deadlineMs - nowMs, 0x7fffffff)));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
