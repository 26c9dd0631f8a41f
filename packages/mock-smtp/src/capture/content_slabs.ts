/** The content of a message as it is kept. */
export interface KeptContent {
  /** All of it in one piece. */
  join(): Buffer;
}

const SLAB_BYTES = 64 * 1024;
/** Content up to this size is packed with others. */
const SMALL_BYTES = 8 * 1024;

/**
 * Keeps contents. Small ones are packed into slabs, since a buffer of its own costs a kilobyte of
 * bookkeeping; large ones stay in the pieces in which they came until somebody asks.
 *
 * A slab lives as long as one of its messages is held; messages leave in the order in which they
 * came, so that is not long.
 */
export class ContentSlabs {
  #slab: Buffer = Buffer.alloc(0);
  #used = 0;

  /** Takes over the pieces of a content. */
  keep(pieces: readonly Buffer[]): KeptContent {
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (sizeBytes > SMALL_BYTES) {
      return new PiecedContent([...pieces]);
    }
    if (this.#used + sizeBytes > this.#slab.length) {
      this.#slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      this.#used = 0;
    }
    const start = this.#used;
    for (const piece of pieces) {
      this.#used += piece.copy(this.#slab, this.#used);
    }
    return new PackedContent(this.#slab, start, this.#used);
  }
}

class PackedContent implements KeptContent {
  readonly #slab: Buffer;
  readonly #start: number;
  readonly #end: number;

  constructor(slab: Buffer, start: number, end: number) {
    this.#slab = slab;
    this.#start = start;
    this.#end = end;
  }

  join(): Buffer {
    return this.#slab.subarray(this.#start, this.#end);
  }
}

class PiecedContent implements KeptContent {
  #pieces: readonly Buffer[];

  constructor(pieces: readonly Buffer[]) {
    this.#pieces = pieces;
  }

  join(): Buffer {
    const [first, ...rest] = this.#pieces;
    const whole = first !== undefined && rest.length === 0 ? first : Buffer.concat(this.#pieces);
    // The joined form replaces the pieces: the content is held once.
    this.#pieces = [whole];
    return whole;
  }
}
