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
  /** The identity that had logged in. */
  readonly user?: TextMatch;
  /** Anything else. */
  readonly where?: (message: CapturedMessage) => boolean;
}

/** Why a message is not the one: what was wanted and what it has. */
export interface Mismatch {
  readonly field: string;
  readonly wanted: string;
  readonly found: string;
}

/** Every field in which a message departs from a filter; empty if it matches. */
export function mismatches(message: CapturedMessage, filter: MessageFilter): readonly Mismatch[] {
  return checks(message, filter)
    .filter(({ wanted, found, exact }) => !found.some((text) => isMatch(wanted, text, exact)))
    .map(({ field, wanted, found }) => ({
      field,
      wanted: describeMatch(wanted),
      found: found.length === 0 ? "none" : found.map((text) => JSON.stringify(text)).join(", "),
    }))
    .concat(whereMismatch(message, filter));
}

interface Check {
  readonly field: string;
  readonly wanted: TextMatch;
  readonly found: readonly string[];
  readonly exact: boolean;
}

function checks(message: CapturedMessage, filter: MessageFilter): Check[] {
  const { to, from, subject, header, user } = filter;
  const recipients = message.envelope.recipients.map((it) => it.address);
  const result: Check[] = [];
  const add = (field: string, wanted: TextMatch | undefined, found: readonly string[]): void => {
    if (wanted !== undefined) {
      result.push({ field, wanted, found, exact: field !== "to" && field !== "from" });
    }
  };
  add("to", to, recipients);
  add("from", from, [message.envelope.from]);
  if (subject !== undefined) {
    add("subject", subject, message.subject === undefined ? [] : [message.subject]);
  }
  for (const [name, wanted] of Object.entries(header ?? {})) {
    add(`header ${name}`, wanted, fieldValues(message, name));
  }
  add("user", user, message.auth === null ? [] : [message.auth.identity]);
  return result;
}

function fieldValues(message: CapturedMessage, name: string): readonly string[] {
  return message.headers
    .filter((field) => field.name.toLowerCase() === name.toLowerCase())
    .map((field) => field.value);
}

function whereMismatch(message: CapturedMessage, filter: MessageFilter): Mismatch[] {
  return filter.where === undefined || filter.where(message)
    ? []
    : [{ field: "where", wanted: filter.where.name || "the function", found: "false" }];
}

function isMatch(wanted: TextMatch, text: string, exact: boolean): boolean {
  if (typeof wanted === "function") {
    return wanted(text);
  }
  if (wanted instanceof RegExp) {
    // A pattern with the flag g or y remembers where it stopped.
    wanted.lastIndex = 0;
    return wanted.test(text);
  }
  return exact ? wanted === text : wanted.toLowerCase() === text.toLowerCase();
}

/** A wanted text as an error shows it. */
export function describeMatch(wanted: TextMatch): string {
  if (typeof wanted === "string") {
    return JSON.stringify(wanted);
  }
  return wanted instanceof RegExp ? String(wanted) : wanted.name || "the function";
}
