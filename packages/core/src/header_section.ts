import { decodeUtf8 } from "./utf8.ts";

/** One field of a header section as it stands there. */
export interface HeaderField {
  /** In lower case. */
  readonly name: string;
  /** What follows the colon, unfolded and without blanks around it. */
  readonly value: string;
  /** Every octet of the field, its line ends included. */
  readonly raw: Uint8Array;
}

/** The front of a message: its fields, and where its body begins. */
export interface HeaderSection {
  readonly fields: readonly HeaderField[];
  /** The index of the first octet of the body; the empty line before it belongs to neither. */
  readonly bodyStart: number;
}

/** Octets of a header section; a thousand recipients and their names fit many times. */
export const HEADER_SECTION_LIMIT = 1_048_576;

const CR = 13;
const LF = 10;
const SPACE = 32;
const TAB = 9;
const COLON = 58;
const ENVELOPE_LINE = "From ";

interface Range {
  readonly start: number;
  end: number;
  readonly colon: number;
}

/**
 * Reads the header section at the front of a message whose line ends are CRLF.
 *
 * Programs write what is no header in many ways: a first line `From ann Sat Jan ...` of a mailbox file
 * is passed over, and the first line that can be no field begins the body, with or without an empty
 * line before it. Nothing throws.
 *
 * @param isWhole Whether nothing follows `bytes`
 * @returns `undefined` when more octets are needed to know where the section ends.
 * @see RFC 5322 section 2.2
 * @example A folded field
 * ```ts
 * import { encodeUtf8, readHeaderSection } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const text = "To: ann@example.com,\r\n bob@example.com\r\n\r\nHello\r\n";
 * const section = readHeaderSection(encodeUtf8(text), false);
 * assert.equal(section?.fields[0]?.value, "ann@example.com, bob@example.com");
 * assert.equal(text.slice(section?.bodyStart), "Hello\r\n");
 * assert.equal(readHeaderSection(encodeUtf8("To: ann@example.com\r\n"), false), undefined);
 * ```
 */
export function readHeaderSection(bytes: Uint8Array, isWhole: boolean): HeaderSection | undefined {
  const ranges: Range[] = [];
  let at = 0;
  for (;;) {
    const end = endOfLine(bytes, at);
    if (end === undefined && !isWhole) return undefined;
    const lineEnd = end ?? bytes.length;
    if (lineEnd === at) return section(bytes, ranges, at);
    if (bytes[at] === CR && bytes[at + 1] === LF) return section(bytes, ranges, lineEnd);
    const last = ranges.at(-1);
    const colon = colonOf(bytes, at, lineEnd);
    if ((bytes[at] === SPACE || bytes[at] === TAB) && last !== undefined) last.end = lineEnd;
    else if (colon !== undefined) ranges.push({ start: at, end: lineEnd, colon });
    else if (at > 0 || !startsWith(bytes, ENVELOPE_LINE)) return section(bytes, ranges, at);
    at = lineEnd;
  }
}

function section(bytes: Uint8Array, ranges: readonly Range[], bodyStart: number): HeaderSection {
  const fields = ranges.map(({ start, end, colon }) => ({
    name: decodeUtf8(bytes.subarray(start, colon)).trimEnd().toLowerCase(),
    value: unfold(decodeUtf8(bytes.subarray(colon + 1, end))),
    raw: bytes.subarray(start, end),
  }));
  return { fields, bodyStart };
}

function unfold(text: string): string {
  return text.replace(/\r\n(?=[ \t])/g, "").trim();
}

function endOfLine(bytes: Uint8Array, start: number): number | undefined {
  const at = bytes.indexOf(LF, start);
  return at === -1 ? undefined : at + 1;
}

/** A field name is printable and has no blank in it; blanks before the colon are obsolete but read. */
function colonOf(bytes: Uint8Array, start: number, end: number): number | undefined {
  let at = start;
  while (at < end && isNameOctet(bytes[at] ?? 0)) at += 1;
  if (at === start) return undefined;
  while (bytes[at] === SPACE || bytes[at] === TAB) at += 1;
  return bytes[at] === COLON ? at : undefined;
}

function isNameOctet(byte: number): boolean {
  return byte > SPACE && byte < 127 && byte !== COLON;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, at) => bytes[at] === character.charCodeAt(0));
}
