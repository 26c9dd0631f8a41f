import { decodeWords } from "./encoded_words.ts";

/** A header field as a reader sees it: unfolded, encoded words decoded. */
export interface HeaderField {
  /** As written. */
  readonly name: string;
  readonly value: string;
}

/** What a header may have; the rest is not looked at. */
const HEADER_LIMIT_BYTES = 1024 * 1024;
const END_OF_HEADER_REGEXP = /\r?\n\r?\n/;
const FOLD_REGEXP = /\r?\n(?=[ \t])/g;
const FIELD_REGEXP = /^([!-9;-~]+)[ \t]*:[ \t]*(.*)$/s;

/**
 * Reads the header of a message, forgivingly: lines that are no field are left out, bytes beyond
 * ASCII are taken for UTF-8, and after a megabyte it is enough.
 */
export function parseHeaderFields(raw: Buffer): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (const line of headerText(raw).replace(FOLD_REGEXP, "").split(/\r?\n/)) {
    const [, name, value] = FIELD_REGEXP.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      fields.push({ name, value: decodeWords(value).trimEnd() });
    }
  }
  return fields;
}

function headerText(raw: Buffer): string {
  // A header line may stand first, so a message that begins with an empty line has no header.
  const crlf = raw.indexOf("\r\n\r\n", 0, "latin1");
  const lf = raw.indexOf("\n\n", 0, "latin1");
  const ends = [crlf, lf].filter((at) => at !== -1);
  const head = raw.toString("utf8", 0, Math.min(HEADER_LIMIT_BYTES, raw.length, ...ends));
  return /^\r?\n/.test(head) ? "" : (head.split(END_OF_HEADER_REGEXP, 1)[0] ?? "");
}
