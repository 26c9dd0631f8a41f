const LF = 10;

/** Standard input as lines and, in between, as the octets that it is. */
export class ByteLines {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #limitBytes: number;
  #left: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>, limitBytes: number) {
    this.#source = source[Symbol.asyncIterator]();
    this.#limitBytes = limitBytes;
  }

  /**
   * The next line without its line end; `undefined` at the end of the input. Of a line beyond the
   * limit only its beginning is kept, one character longer than the limit.
   */
  async next(): Promise<string | undefined> {
    const parts: Uint8Array[] = [];
    let kept = 0;
    for (;;) {
      const end = this.#left.indexOf(LF);
      const part = end < 0 ? this.#left : this.#left.subarray(0, end + 1);
      const room = Math.max(0, this.#limitBytes + 2 - kept);
      parts.push(part.subarray(0, room));
      kept += Math.min(part.length, room);
      this.#left = this.#left.subarray(part.length);
      if (end >= 0)
        return Buffer.concat(parts)
          .toString("utf8")
          .replace(/\r?\n$/, "");
      const { done, value } = await this.#source.next();
      if (done === true) return undefined;
      // It is kept while the next one is asked for.
      this.#left = Buffer.from(value);
    }
  }

  /** The next octets, whatever they are; `undefined` at the end of the input. */
  async chunk(): Promise<Uint8Array | undefined> {
    if (this.#left.length > 0) {
      const left = this.#left;
      this.#left = new Uint8Array(0);
      return left;
    }
    const { done, value } = await this.#source.next();
    return done === true ? undefined : value;
  }

  /** Ends the input: whoever holds the other end must not keep this process. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  /** Gives octets back that belong to what follows. */
  giveBack(bytes: Uint8Array): void {
    this.#left = bytes;
  }
}
