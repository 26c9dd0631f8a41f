import { endOfQuoted } from "./_display_name.ts";
import { type Reading, refused } from "./_reading.ts";

const ACCEPTED = 'a list like "Ann Lee <ann@example.com>, bob@example.com" is accepted';

/** One entry of a list: its text, and where in it the angle brackets stand, if they do. */
export interface MailboxEntry {
  readonly text: string;
  readonly open: number | undefined;
  readonly close: number | undefined;
}

interface Cursor {
  at: number;
  start: number;
  open: number | undefined;
  close: number | undefined;
}

function skipTo(text: string, cursor: Cursor, closing: string): boolean {
  const end = text.indexOf(closing, cursor.at);
  cursor.at = end === -1 ? text.length : end + 1;
  return end !== -1;
}

/** Moves over one token and answers what is wrong with it, if anything is. */
function step(text: string, cursor: Cursor): string | undefined {
  const character = text[cursor.at];
  if (character === '"') {
    const end = endOfQuoted(text, cursor.at);
    cursor.at = end === -1 ? text.length : end;
    return end === -1 ? "the quotes are not closed" : undefined;
  }
  if (character === "[") return skipTo(text, cursor, "]") ? undefined : "a [ is not closed";
  if (character === "<") {
    if (cursor.open !== undefined) return "there are two < in one entry";
    cursor.open = cursor.at - cursor.start;
  }
  if (character === ">") {
    if (cursor.open === undefined || cursor.close !== undefined) return "there is a > without a <";
    cursor.close = cursor.at - cursor.start;
  }
  cursor.at += 1;
  return undefined;
}

function takeEntry(text: string, cursor: Cursor): MailboxEntry {
  const entry = {
    text: text.slice(cursor.start, cursor.at),
    open: cursor.open,
    close: cursor.close,
  };
  cursor.at += 1;
  cursor.start = cursor.at;
  cursor.open = undefined;
  cursor.close = undefined;
  return entry;
}

/**
 * Cuts a list at the commas and semicolons that stand outside quotes and brackets, in one pass.
 *
 * Entries that are blank are dropped; more than `limit` of the others are a fault.
 */
export function splitMailboxList(text: string, limit: number): Reading<readonly MailboxEntry[]> {
  const entries: MailboxEntry[] = [];
  const cursor: Cursor = { at: 0, start: 0, open: undefined, close: undefined };
  while (cursor.at <= text.length) {
    const character = text[cursor.at];
    const isInside = cursor.open !== undefined && cursor.close === undefined;
    if (character === undefined || ((character === "," || character === ";") && !isInside)) {
      if (isInside) return refused("a < is not closed", ACCEPTED);
      const entry = takeEntry(text, cursor);
      if (entry.text.trim() !== "") entries.push(entry);
      if (entries.length > limit) return refused(`it has more than ${limit} addresses`, ACCEPTED);
      continue;
    }
    const fault = step(text, cursor);
    if (fault !== undefined) return refused(fault, ACCEPTED);
  }
  return { value: entries };
}
