/** A repeatable source of noise for tests (mulberry32). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer from 0 to one below `bound`. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  /** Up to `most` of the pieces, in any order and number, one after the other. */
  text(pieces: readonly string[], most: number): string {
    const length = this.below(most + 1);
    let text = "";
    for (let at = 0; at < length; at += 1) text += pieces[this.below(pieces.length)] ?? "";
    return text;
  }
}
