/** How much content all sessions together may hold that is still on its way. */
export class ContentBudget {
  readonly #limitBytes: number;
  #usedBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Takes room for bytes that came, and tells whether there was room for them. */
  take(bytes: number): boolean {
    this.#usedBytes += bytes;
    return this.#usedBytes <= this.#limitBytes;
  }

  /** Gives room back. */
  give(bytes: number): void {
    this.#usedBytes -= bytes;
  }
}
