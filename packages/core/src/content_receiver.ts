const CR = 13;
const LF = 10;
const DOT = 46;

/** What a piece of a DATA stream gave. */
export interface ReceivedContent {
  /** Octets of the message, without the dots that were stuffed. */
  readonly content: Uint8Array;
  /** Once the lone dot has come: what followed it, the next commands. */
  readonly rest: Uint8Array | undefined;
}

/**
 * Takes the content of a message after DATA, chunk by chunk, until the line with the lone dot.
 *
 * Only CRLF ends a line here: a dot between bare line ends is content, or a stranger could end the
 * message early and smuggle commands behind it.
 *
 * @see RFC 5321 sections 2.3.8 and 4.5.2
 * @example A stuffed dot, the lone dot, and a pipelined command
 * ```ts
 * import { ContentReceiver, decodeUtf8, encodeUtf8 } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { content, rest } = new ContentReceiver().push(encodeUtf8("..a\r\n.\r\nQUIT\r\n"));
 * assert.equal(decodeUtf8(content), ".a\r\n");
 * assert.equal(rest && decodeUtf8(rest), "QUIT\r\n");
 * ```
 */
export class ContentReceiver {
  /** `start` of a line, after its `dot`, after that dot's `dotCr`, after a `cr`, or inside. */
  #place: "start" | "dot" | "dotCr" | "cr" | "inside" = "start";

  /** Takes the next octets. */
  push(chunk: Uint8Array): ReceivedContent {
    const out = new Uint8Array(chunk.length + 1);
    let length = 0;
    for (const [at, byte] of chunk.entries()) {
      if (this.#place === "dotCr") {
        if (byte === LF) return { content: out.subarray(0, length), rest: chunk.subarray(at + 1) };
        // It was no lone dot: its CR was held back.
        out[length++] = CR;
        this.#place = "cr";
      }
      if (this.#place === "dot" && byte === CR) {
        this.#place = "dotCr";
        continue;
      }
      if (this.#place === "start" && byte === DOT) {
        this.#place = "dot";
        continue;
      }
      out[length++] = byte;
      this.#place = this.#after(byte);
    }
    return { content: out.subarray(0, length), rest: undefined };
  }

  #after(byte: number): "start" | "cr" | "inside" {
    if (byte === CR) return "cr";
    return byte === LF && this.#place === "cr" ? "start" : "inside";
  }
}
