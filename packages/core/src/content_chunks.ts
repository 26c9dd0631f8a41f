import { DotStuffer } from "./dot_stuffer.ts";

/** Octets of a chunk; a message that fits leaves in one. */
export const CHUNK_LIMIT_BYTES: number = 256 * 1024;

/**
 * Cuts message content into the chunks of BDAT: every line end becomes CRLF, a bare CR or LF included,
 * the last line gets one, and no dot is doubled, because the chunks are counted.
 *
 * *Diagnostics*: no more than one chunk and the octets that were pushed last are held.
 *
 * @see RFC 3030 section 2, RFC 5321 section 2.3.8
 * @example Small chunks for an example
 * ```ts
 * import { ContentChunks, decodeUtf8, encodeUtf8 } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const chunks = new ContentChunks(4);
 * assert.deepEqual(chunks.push(encodeUtf8("a\n.\nb")).map(decodeUtf8), ["a\r\n."]);
 * assert.equal(decodeUtf8(chunks.finish()[0] ?? new Uint8Array(0)), "\r\nb\r");
 * ```
 */
export class ContentChunks {
  readonly #limitBytes: number;
  readonly #lines: DotStuffer = new DotStuffer({ doublesDots: false });
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(limitBytes: number = CHUNK_LIMIT_BYTES) {
    this.#limitBytes = limitBytes;
  }

  /** Takes the next octets; gives the chunks that are full. */
  push(octets: Uint8Array): Uint8Array[] {
    return this.#add(this.#lines.push(octets));
  }

  /** Ends the content: gives what is left; nothing when there was no content. */
  finish(): Uint8Array[] {
    const full = this.#add(this.#lines.finish());
    return this.#length === 0 ? full : [...full, this.#take()];
  }

  #add(octets: Uint8Array): Uint8Array[] {
    const full: Uint8Array[] = [];
    for (let at = 0; at < octets.length; ) {
      const piece = octets.subarray(at, at + this.#limitBytes - this.#length);
      this.#pieces.push(piece);
      this.#length += piece.length;
      at += piece.length;
      if (this.#length === this.#limitBytes) full.push(this.#take());
    }
    return full;
  }

  #take(): Uint8Array {
    const chunk = joined(this.#pieces, this.#length);
    this.#pieces = [];
    this.#length = 0;
    return chunk;
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const chunk = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    chunk.set(piece, at);
    at += piece.length;
  }
  return chunk;
}
