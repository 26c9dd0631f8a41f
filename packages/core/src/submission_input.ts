const CR = 13;
const LF = 10;
const DOT = 46;

/** How a program hands a message over on a pipe. */
export interface SubmissionInputOptions {
  /** A line with a lone dot ends the message; otherwise only the end of the input does. */
  readonly endsAtDot: boolean;
}

/**
 * Takes a message as a program writes it to sendmail(1), chunk by chunk: every line end becomes CRLF,
 * a bare CR or LF included, and nothing else changes.
 *
 * No dot is doubled or removed: that belongs to SMTP, not to a pipe. After the lone dot, where it ends
 * the message, everything is passed over.
 *
 * @example A lone dot ends the message
 * ```ts
 * import { decodeUtf8, encodeUtf8, SubmissionInput } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const input = new SubmissionInput({ endsAtDot: true });
 * assert.equal(decodeUtf8(input.push(encodeUtf8("a\n.\nb\n"))), "a\r\n");
 * assert.equal(input.isEnded, true);
 * ```
 */
export class SubmissionInput {
  readonly #endsAtDot: boolean;
  #out = new Uint8Array(0);
  #atLineStart = true;
  #afterCr = false;
  /** A dot at the start of a line, held back until it is known whether it is alone. */
  #heldDot = false;
  #isEnded = false;

  constructor({ endsAtDot }: SubmissionInputOptions) {
    this.#endsAtDot = endsAtDot;
  }

  /** Whether the lone dot has come. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Takes the next octets; gives what belongs to the message, good only until the next call. */
  push(chunk: Uint8Array): Uint8Array {
    const needed = chunk.length * 2 + 3;
    // One place for all pieces: a large message would otherwise leave as much garbage as it has octets.
    if (this.#out.length < needed) this.#out = new Uint8Array(needed);
    const out = this.#out;
    let length = 0;
    for (const byte of chunk) {
      if (this.#isEnded) break;
      if (this.#afterCr) {
        this.#afterCr = false;
        if (byte === LF) continue;
      }
      if (byte === CR || byte === LF) {
        this.#afterCr = byte === CR;
        length = this.#endLine(out, length);
      } else length = this.#takeOne(byte, out, length);
    }
    return out.subarray(0, length);
  }

  /** Ends the input: gives the line end that it still lacks, or nothing. */
  finish(): Uint8Array {
    if (this.#isEnded || this.#heldDot || this.#atLineStart) return new Uint8Array(0);
    this.#atLineStart = true;
    return Uint8Array.of(CR, LF);
  }

  #endLine(out: Uint8Array, at: number): number {
    if (this.#heldDot) {
      this.#isEnded = true;
      return at;
    }
    out[at] = CR;
    out[at + 1] = LF;
    this.#atLineStart = true;
    return at + 2;
  }

  #takeOne(byte: number, out: Uint8Array, at: number): number {
    let length = at;
    if (this.#endsAtDot && this.#atLineStart && byte === DOT) this.#heldDot = true;
    else {
      if (this.#heldDot) out[length++] = DOT;
      this.#heldDot = false;
      out[length++] = byte;
    }
    this.#atLineStart = false;
    return length;
  }
}
