const TERMINATOR = Buffer.from("\r\n.\r\n", "latin1");
const LINE_END = Buffer.from("\r\n", "latin1");
const CR = 0x0d;
const LF = 0x0a;
const DOT = 0x2e;

/**
 * Collects what follows DATA up to CRLF.CRLF and nothing else (RFC 5321, 4.1.1.4), wherever the
 * bytes are cut into pieces.
 *
 * Past the limit it goes on reading and counting but keeps nothing, so that an oversized message
 * costs no memory and none of it is taken for a command.
 */
export class DataReader {
  readonly #keepBytes: number;
  #pieces: Buffer[] = [];
  #sizeBytes = 0;
  // The line end of the DATA command itself: a dot may follow at once.
  #tail: Buffer = LINE_END;
  #ended = false;
  #isDiscarding = false;

  /** @param keepBytes How many bytes of the wire form are kept at most. */
  constructor(keepBytes: number) {
    this.#keepBytes = keepBytes;
  }

  /** Whether the terminator has come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Bytes so far, terminator included. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** The pieces in order; empty once the limit was passed. */
  get pieces(): Buffer[] {
    return this.#pieces;
  }

  /** Whether bytes were dropped because of the limit. */
  get overflowed(): boolean {
    return this.#sizeBytes > this.#keepBytes;
  }

  /** Drops what was kept, and keeps nothing more. */
  discard(): void {
    this.#pieces = [];
    this.#isDiscarding = true;
  }

  /** Reads from `offset` on and returns where the data's part of the chunk ends. */
  take(chunk: Buffer, offset: number): number {
    const end = this.#findEnd(chunk, offset);
    this.#ended = end !== -1;
    const stop = this.#ended ? end : chunk.length;
    this.#keep(offset === 0 && stop === chunk.length ? chunk : chunk.subarray(offset, stop));
    return stop;
  }

  #findEnd(chunk: Buffer, offset: number): number {
    const first = chunk[offset];
    if (first === DOT || first === CR || first === LF) {
      const seam = Buffer.concat([this.#tail, chunk.subarray(offset, offset + 4)]);
      const across = seam.indexOf(TERMINATOR);
      if (across !== -1) {
        return offset + across + TERMINATOR.length - this.#tail.length;
      }
    }
    const inside = chunk.indexOf(TERMINATOR, offset);
    return inside === -1 ? -1 : inside + TERMINATOR.length;
  }

  #keep(piece: Buffer): void {
    this.#sizeBytes += piece.length;
    if (this.overflowed || this.#isDiscarding) {
      this.#pieces = [];
    } else {
      this.#pieces.push(piece);
    }
    if (!this.#ended) {
      this.#tail =
        piece.length >= 4 ? piece.subarray(-4) : Buffer.concat([this.#tail, piece]).subarray(-4);
    }
  }
}
