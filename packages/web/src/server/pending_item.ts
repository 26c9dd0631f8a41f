/** An item of a stream that is waited for, in between as often as is wanted. */
export class PendingItem {
  readonly #item: Promise<IteratorResult<unknown>>;
  #isHere = false;
  #wake: (() => void) | undefined;

  constructor(item: Promise<IteratorResult<unknown>>) {
    this.#item = item;
    const wake = (): void => {
      this.#isHere = true;
      this.#wake?.();
    };
    // Once: an item that does not come for days would remember everybody who has waited for it.
    item.then(wake, wake);
  }

  /**
   * The item, or that it has not come in this time, or that nobody wants it any more.
   *
   * @throws What the item failed with
   */
  async orBeat(
    gone: AbortSignal,
    patienceMs: number,
  ): Promise<IteratorResult<unknown> | "beat" | "gone"> {
    if (gone.aborted) return "gone";
    const seen = this.#isHere ? "item" : await this.#wait(gone, patienceMs);
    return seen === "item" ? await this.#item : seen;
  }

  #wait(gone: AbortSignal, patienceMs: number): Promise<"item" | "beat" | "gone"> {
    return new Promise((resolve) => {
      const end = (seen: "item" | "beat" | "gone"): void => {
        clearTimeout(timer);
        gone.removeEventListener("abort", leave);
        this.#wake = undefined;
        resolve(seen);
      };
      const leave = (): void => end("gone");
      const timer = setTimeout(end, patienceMs, "beat");
      gone.addEventListener("abort", leave);
      this.#wake = () => end("item");
    });
  }
}
