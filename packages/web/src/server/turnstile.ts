/** Lets so many in at a time, and turns the others away at once. */
export class Turnstile {
  readonly #places: number;
  #taken = 0;

  constructor(places: number) {
    this.#places = places;
  }

  /** Takes a place; the answer gives it back, once. `undefined` when there is none. */
  enter(): (() => void) | undefined {
    if (this.#taken >= this.#places) return undefined;
    this.#taken += 1;
    let isIn = true;
    return () => {
      if (isIn) this.#taken -= 1;
      isIn = false;
    };
  }
}
