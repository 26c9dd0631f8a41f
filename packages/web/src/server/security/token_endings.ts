/** Ends the streams of a bearer token when the token is taken away. */
export class TokenEndings {
  readonly #endings = new Map<string, AbortController>();

  /** Aborted when the token ends. */
  signalOf(id: string): AbortSignal {
    const ending = this.#endings.get(id) ?? new AbortController();
    this.#endings.set(id, ending);
    return ending.signal;
  }

  end(id: string): void {
    this.#endings.get(id)?.abort();
    this.#endings.delete(id);
  }
}
