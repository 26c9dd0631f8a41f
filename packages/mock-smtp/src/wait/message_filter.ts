import type { CapturedMessage } from "../capture/captured_message.ts";

/** A text to equal, a pattern to match, or a function to satisfy. */
export type TextMatch = string | RegExp | ((text: string) => boolean);

/** Which messages are meant. Everything that is given must hold. */
export interface MessageFilter {
  /** One of the envelope's recipients: a whole address (case ignored), never a part of one. */
  readonly to?: TextMatch;
  /** The envelope's sender; `""` for the null sender. */
  readonly from?: TextMatch;
  /** The decoded Subject, whole. */
  readonly subject?: TextMatch;
  /** Decoded header fields by name; one field of that name must match. */
  readonly header?: Readonly<Record<string, TextMatch>>;
  /** The decoded text or HTML of the body; a string may be a part of it. */
  readonly body?: TextMatch;
  /** The file name of an attachment. */
  readonly attachment?: TextMatch;
  /** The identity that had logged in. */
  readonly user?: TextMatch;
  /** Anything else. */
  readonly where?: (message: CapturedMessage) => boolean | Promise<boolean>;
}

/** Why a message is not the one: what was wanted and what it has. */
export interface Mismatch {
  readonly field: string;
  readonly wanted: string;
  readonly found: string;
}

const FOUND_LIMIT = 200;

/** Whether a filter can be judged without parsing the body or asking a function that may wait. */
export function isImmediate(filter: MessageFilter): boolean {
  return filter.body === undefined && filter.attachment === undefined && filter.where === undefined;
}

/** In which of the fields that need no parsing a message departs from a filter. */
export function mismatches(message: CapturedMessage, filter: MessageFilter): readonly Mismatch[] {
  const { to, from, subject, header = {}, user } = filter;
  const recipients = message.envelope.recipients.map((it) => it.address);
  return [
    ...check({ field: "to", wanted: to, isMatch: isAddress, found: () => recipients }),
    ...check({
      field: "from",
      wanted: from,
      isMatch: isAddress,
      found: () => [message.envelope.from],
    }),
    ...check({ field: "subject", wanted: subject, found: () => present(message.subject) }),
    ...Object.entries(header).flatMap(([name, wanted]) =>
      check({ field: `header ${name}`, wanted, found: () => fieldValues(message, name) }),
    ),
    ...check({ field: "user", wanted: user, found: () => present(message.auth?.identity) }),
  ];
}

/** In which fields a message departs from a filter; empty if it matches. */
export async function allMismatches(
  message: CapturedMessage,
  filter: MessageFilter,
): Promise<readonly Mismatch[]> {
  return [
    ...mismatches(message, filter),
    ...(await bodyMismatches(message, filter)),
    ...(await whereMismatches(message, filter)),
  ];
}

async function bodyMismatches(
  message: CapturedMessage,
  filter: MessageFilter,
): Promise<readonly Mismatch[]> {
  const { body, attachment } = filter;
  if (body === undefined && attachment === undefined) {
    return [];
  }
  const { text, html, attachments } = await message.parsed();
  const texts = [...present(text), ...(html === false ? [] : [html])];
  const names = attachments.map((it) => it.filename ?? "");
  return [
    ...check({ field: "body", wanted: body, isMatch: isPart, found: () => texts }),
    ...check({ field: "attachment", wanted: attachment, found: () => names }),
  ];
}

async function whereMismatches(
  message: CapturedMessage,
  { where }: MessageFilter,
): Promise<readonly Mismatch[]> {
  return where === undefined || (await where(message))
    ? []
    : [{ field: "where", wanted: where.name || "the function", found: "false" }];
}

interface Check {
  readonly field: string;
  readonly wanted: TextMatch | undefined;
  readonly isMatch?: (wanted: string, text: string) => boolean;
  readonly found: () => readonly string[];
}

function check({ field, wanted, isMatch = isEqual, found }: Check): readonly Mismatch[] {
  if (wanted === undefined) {
    return [];
  }
  const texts = found();
  return texts.some((text) => fits(wanted, text, isMatch))
    ? []
    : [{ field, wanted: describeMatch(wanted), found: describeFound(texts) }];
}

function fits(
  wanted: TextMatch,
  text: string,
  isMatch: (wanted: string, text: string) => boolean,
): boolean {
  if (typeof wanted === "function") {
    return wanted(text);
  }
  if (typeof wanted === "string") {
    return isMatch(wanted, text);
  }
  // A pattern with the flag g or y remembers where it stopped.
  wanted.lastIndex = 0;
  return wanted.test(text);
}

function isEqual(wanted: string, text: string): boolean {
  return wanted === text;
}

function isAddress(wanted: string, text: string): boolean {
  return wanted.toLowerCase() === text.toLowerCase();
}

function isPart(wanted: string, text: string): boolean {
  return text.includes(wanted);
}

function present(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}

function fieldValues(message: CapturedMessage, name: string): readonly string[] {
  return message.headers
    .filter((field) => field.name.toLowerCase() === name.toLowerCase())
    .map((field) => field.value);
}

/** A wanted text as an error shows it. */
export function describeMatch(wanted: TextMatch): string {
  if (typeof wanted === "string") {
    return JSON.stringify(wanted);
  }
  return wanted instanceof RegExp ? String(wanted) : wanted.name || "a function";
}

function describeFound(texts: readonly string[]): string {
  const all = texts.map((text) => JSON.stringify(text)).join(", ") || "none";
  return all.length > FOUND_LIMIT ? `${all.slice(0, FOUND_LIMIT)} ...` : all;
}
