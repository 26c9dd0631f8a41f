import { enhancedStatusOf, type SmtpReply } from "./smtp_reply.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Octets of one reply line, line end included; RFC 5321 section 4.5.3.1.5 asks for 512. */
export const REPLY_LINE_LIMIT: number = 8192;

/** Octets of one whole reply; an EHLO answer of hundreds of lines still fits. */
export const REPLY_LIMIT: number = 262_144;

/**
 * Why bytes are not a reply. `line` is what was read of the line, as it came: a stranger's words, to
 * be masked and cut before anybody sees them.
 */
export interface ReplyFault {
  readonly code: "malformed" | "line-too-long" | "reply-too-long" | "mixed-codes";
  readonly line: string;
}

/** What bytes gave: whole replies, and the fault after which nothing more is read. */
export interface ParsedReplies {
  readonly replies: readonly SmtpReply[];
  readonly fault: ReplyFault | undefined;
}

const LINE_REGEXP = /^([2-5]\d\d)(?:([ -])([\s\S]*))?$/;
const LF = 10;
const CR = 13;

/**
 * Reads SMTP replies out of bytes that arrive split anywhere.
 *
 * Lines may end in CRLF or a bare LF. Limits bound what a hostile server can make it keep. After a
 * fault it stays faulty: the stream has lost its meaning.
 *
 * @see RFC 5321 section 4.2
 * @example A reply in two pieces
 * ```ts
 * import { encodeUtf8, ReplyParser } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const parser = new ReplyParser();
 * assert.deepEqual(parser.push(encodeUtf8("250-size")).replies, []);
 * assert.deepEqual(parser.push(encodeUtf8(".example\r\n250 SIZE 9\r\n")).replies, [
 *   { code: 250, enhanced: undefined, lines: ["size.example", "SIZE 9"] },
 * ]);
 * ```
 */
export class ReplyParser {
  #line: number[] = [];
  #size = 0;
  #code: number | undefined;
  #lines: string[] = [];
  #fault: ReplyFault | undefined;

  /** Whether bytes wait that do not make a whole reply yet. */
  get hasPartial(): boolean {
    return this.#line.length > 0 || this.#lines.length > 0;
  }

  /** Takes more bytes; gives the replies they completed. */
  push(bytes: Uint8Array): ParsedReplies {
    const replies: SmtpReply[] = [];
    for (let at = 0; at < bytes.length && this.#fault === undefined; ) {
      const end = this.#wholeLine(bytes, at);
      if (end !== undefined) {
        this.#size += end - at;
        this.#takeText(bytes.subarray(at, bytes[end - 2] === CR ? end - 2 : end - 1), replies);
      } else this.#take(bytes[at] ?? 0, replies);
      at = end ?? at + 1;
    }
    return { replies, fault: this.#fault };
  }

  /** Where a line ends that is here whole and within the limits: nearly every one is, and need not be kept. */
  #wholeLine(bytes: Uint8Array, at: number): number | undefined {
    if (this.#line.length > 0) return undefined;
    const end = bytes.indexOf(LF, at) + 1;
    if (end === 0 || end - at > REPLY_LINE_LIMIT) return undefined;
    return this.#size + (end - at) > REPLY_LIMIT ? undefined : end;
  }

  #take(byte: number, replies: SmtpReply[]): void {
    this.#size += 1;
    if (byte !== LF) {
      this.#line.push(byte);
      if (this.#line.length > REPLY_LINE_LIMIT) this.#fail("line-too-long");
      else if (this.#size > REPLY_LIMIT) this.#fail("reply-too-long");
      return;
    }
    if (this.#line.at(-1) === CR) this.#line.pop();
    this.#takeText(Uint8Array.from(this.#line), replies);
  }

  #takeText(line: Uint8Array, replies: SmtpReply[]): void {
    const text = decodeUtf8(line);
    const match = LINE_REGEXP.exec(text);
    if (match === null) this.#fault = { code: "malformed", line: text };
    else if (this.#code !== undefined && this.#code !== Number(match[1])) {
      this.#fault = { code: "mixed-codes", line: text };
    } else this.#takeLine(Number(match[1]), match[2] === "-", match[3] ?? "", replies);
  }

  #takeLine(code: number, more: boolean, text: string, replies: SmtpReply[]): void {
    this.#code = code;
    this.#lines.push(text);
    this.#line = [];
    if (more) return;
    const enhanced = enhancedStatusOf(code, this.#lines[0] ?? "");
    replies.push({ code, enhanced, lines: this.#lines });
    this.#code = undefined;
    this.#lines = [];
    this.#size = 0;
  }

  #fail(code: ReplyFault["code"]): void {
    this.#fault = { code, line: decodeUtf8(Uint8Array.from(this.#line)) };
  }
}
