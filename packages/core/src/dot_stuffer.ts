const CR = 13;
const LF = 10;
const DOT = 46;

/** The line with a lone dot that ends the content (RFC 5321 section 4.1.1.4). */
export const END_OF_CONTENT: Uint8Array = Uint8Array.of(DOT, CR, LF);

/**
 * Prepares message content for DATA, chunk by chunk: every line end becomes CRLF, a bare CR or LF
 * included, and a dot at the start of a line is doubled.
 *
 * Line ends come first and dots second, so that no spelling of a line end can smuggle the lone dot
 * that ends the content. `finish()` gives the missing last line end, if one is missing; the lone dot
 * itself is {@linkcode END_OF_CONTENT} and goes out separately, because it is the moment after which
 * the message may already be delivered.
 *
 * @see RFC 5321 sections 2.3.8 and 4.5.2
 * @example A bare CR cannot hide a dot
 * ```ts
 * import { decodeUtf8, DotStuffer, encodeUtf8 } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const stuffer = new DotStuffer();
 * const first = decodeUtf8(stuffer.push(encodeUtf8("a\r.\r\nb")));
 * assert.equal(first + decodeUtf8(stuffer.finish()), "a\r\n..\r\nb\r\n");
 * ```
 */
export class DotStuffer {
  readonly #doublesDots: boolean;
  #atLineStart = true;
  #afterCr = false;

  /** Without doubling, only the line ends are put right. */
  constructor({ doublesDots = true }: { readonly doublesDots?: boolean } = {}) {
    this.#doublesDots = doublesDots;
  }

  /** Takes the next octets of the content; gives what goes on the wire for them. */
  push(chunk: Uint8Array): Uint8Array {
    const out = new Uint8Array(chunk.length * 2 + 2);
    const search = new LineEndSearch(chunk);
    let length = 0;
    let at = 0;
    while (at < chunk.length) {
      const end = this.#afterCr ? undefined : search.cleanUntil(at);
      if (end === undefined) {
        length = this.#takeOne(chunk[at] ?? 0, out, length);
        at += 1;
        continue;
      }
      if (this.#atLineStart && this.#doublesDots && chunk[at] === DOT) out[length++] = DOT;
      out.set(chunk.subarray(at, end), length);
      length += end - at;
      this.#atLineStart = chunk[end - 1] === LF;
      at = end;
    }
    return out.subarray(0, length);
  }

  /** Ends the content: gives the line end that it still lacks, or nothing. */
  finish(): Uint8Array {
    const missing = this.#afterCr || !this.#atLineStart;
    this.#afterCr = false;
    this.#atLineStart = true;
    return missing ? Uint8Array.of(CR, LF) : new Uint8Array(0);
  }

  #takeOne(byte: number, out: Uint8Array, at: number): number {
    let length = at;
    if (this.#afterCr) {
      // The CR was held back: whatever follows it, it becomes one line end.
      this.#afterCr = false;
      this.#atLineStart = true;
      out[length++] = CR;
      out[length++] = LF;
      if (byte === LF) return length;
    }
    if (byte === CR) {
      this.#afterCr = true;
      return length;
    }
    if (byte === LF) {
      out[length++] = CR;
      this.#atLineStart = true;
    } else {
      if (byte === DOT && this.#atLineStart && this.#doublesDots) out[length++] = DOT;
      this.#atLineStart = false;
    }
    out[length++] = byte;
    return length;
  }
}

/** Finds stretches that need no change: they are copied whole, which makes large content quick. */
class LineEndSearch {
  readonly #chunk: Uint8Array;
  #cr = -1;
  #lf = -1;

  constructor(chunk: Uint8Array) {
    this.#chunk = chunk;
  }

  /** Where a stretch from here ends that holds one CRLF at its end, or none at all. */
  cleanUntil(at: number): number | undefined {
    if (this.#cr < at) this.#cr = this.#next(CR, at);
    if (this.#lf < at) this.#lf = this.#next(LF, at);
    const hasEnd = this.#lf < this.#chunk.length;
    if (hasEnd && this.#cr === this.#lf - 1) return this.#lf + 1;
    const end = Math.min(this.#cr, this.#lf);
    return end > at ? end : undefined;
  }

  #next(byte: number, from: number): number {
    const found = this.#chunk.indexOf(byte, from);
    return found < 0 ? this.#chunk.length : found;
  }
}
