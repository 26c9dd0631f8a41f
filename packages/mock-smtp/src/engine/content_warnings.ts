import { parseHeaderFields } from "../capture/header_fields.ts";
import type { Envelope } from "./mail_transaction.ts";
import type { ProtocolWarning } from "./protocol_warning.ts";

const CR = 0x0d;
const LF = 0x0a;
const DOT = 0x2e;
/** RFC 5322, 2.1.1, without the line end. */
const LINE_LIMIT = 998;

/** The content of a message in both forms, with the envelope it came under. */
export interface ContentToCheck {
  readonly raw: Buffer;
  readonly wire: Buffer;
  readonly transfer: "DATA" | "BDAT";
  readonly envelope: Envelope;
}

/** Everything about a content that a careful sender would have done otherwise. */
export function contentWarnings(content: ContentToCheck): readonly ProtocolWarning[] {
  const { raw, wire, transfer, envelope } = content;
  const isBinary = envelope.fromParameters["BODY"] === "BINARYMIME";
  return [
    ...(isBinary ? [] : lineWarnings(raw)),
    ...(transfer === "DATA" ? dotWarnings(wire) : []),
    ...(isBinary ? [] : eightBitWarnings(raw, envelope)),
    ...sizeWarnings(raw, envelope),
    ...headerWarnings(raw),
  ];
}

/** One pass over the bytes; the first place of each irregularity is named. */
function lineWarnings(raw: Buffer): ProtocolWarning[] {
  const found = new Map<ProtocolWarning["code"], string>();
  const note = (code: ProtocolWarning["code"], text: string): void => {
    if (!found.has(code)) {
      found.set(code, text);
    }
  };
  let start = 0;
  let line = 1;
  for (let at = raw.indexOf(LF); at !== -1; at = raw.indexOf(LF, at + 1)) {
    const isBare = at === 0 || raw[at - 1] !== CR;
    if (isBare) {
      note("bare-line-feed", `A bare LF ends line ${line}`);
    }
    noteLine(raw.subarray(start, isBare ? at : at - 1), line, note);
    start = at + 1;
    line++;
  }
  noteLine(raw.subarray(start), line, note);
  if (start < raw.length) {
    note("missing-final-line-end", `Line ${line}, the last, has no line end`);
  }
  return [...found].map(([code, message]) => ({ code, message }));
}

type Note = (code: ProtocolWarning["code"], text: string) => void;

function noteLine(bytes: Buffer, line: number, note: Note): void {
  if (bytes.length > LINE_LIMIT) {
    note("long-line", `Line ${line} has ${bytes.length} bytes, ${LINE_LIMIT} are allowed`);
  }
  if (bytes.includes(CR)) {
    note("bare-carriage-return", `A bare CR stands in line ${line}`);
  }
  if (bytes.includes(0)) {
    note("nul-in-content", `A NUL stands in line ${line}`);
  }
}

/** A sender doubles the first dot of a line; a single one, other than the last, was forgotten. */
function dotWarnings(wire: Buffer): ProtocolWarning[] {
  const lines = [0];
  for (let at = wire.indexOf("\r\n."); at !== -1; at = wire.indexOf("\r\n.", at + 1)) {
    lines.push(at + 2);
  }
  const last = wire.length - 3;
  const forgotten = lines.find((at) => at < last && wire[at] === DOT && wire[at + 1] !== DOT);
  return forgotten === undefined
    ? []
    : [{ code: "unstuffed-dot", message: `The dot at byte ${forgotten} was not doubled` }];
}

function eightBitWarnings(raw: Buffer, envelope: Envelope): ProtocolWarning[] {
  const at = raw.findIndex((byte) => byte >= 0x80);
  if (at === -1) {
    return [];
  }
  const { BODY, SMTPUTF8 } = envelope.fromParameters;
  const end = raw.indexOf("\r\n\r\n");
  const warnings: ProtocolWarning[] = [];
  if (BODY !== "8BITMIME") {
    const message = `Byte ${at} is beyond ASCII, though MAIL did not say BODY=8BITMIME`;
    warnings.push({ code: "8bit-without-8bitmime", message });
  }
  if (SMTPUTF8 !== true && (end === -1 || at < end)) {
    const message = `Byte ${at} of the header is beyond ASCII, though MAIL did not say SMTPUTF8`;
    warnings.push({ code: "8bit-header-without-utf8", message });
  }
  return warnings;
}

function sizeWarnings(raw: Buffer, envelope: Envelope): ProtocolWarning[] {
  const declared = Number(envelope.fromParameters["SIZE"] ?? Number.NaN);
  return declared !== 0 && declared < raw.length
    ? [{ code: "size-understated", message: `SIZE said ${declared}, ${raw.length} bytes came` }]
    : [];
}

function headerWarnings(raw: Buffer): ProtocolWarning[] {
  const names = new Set(parseHeaderFields(raw).map((field) => field.name.toLowerCase()));
  const missing = [
    ["date", "missing-date", "Date"],
    ["from", "missing-from", "From"],
    ["message-id", "missing-message-id", "Message-ID"],
  ] as const;
  return [
    ...missing
      .filter(([name]) => !names.has(name))
      .map(([, code, name]) => ({ code, message: `The header has no ${name}` })),
    ...(names.has("bcc")
      ? [{ code: "bcc-in-header" as const, message: "The header has a Bcc, which all can read" }]
      : []),
  ];
}
