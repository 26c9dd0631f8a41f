import { endOfQuoted } from "./_display_name.ts";
import { type EmailAddress, tryParseEmailAddress } from "./email_address.ts";
import type { ToAscii } from "./host_name.ts";
import { tryParseMailboxList } from "./mailbox_list.ts";

/** How an address of a program becomes one of the wire. */
export interface LocalNames {
  readonly toAscii: ToAscii;
  /** The domain of names that have none, such as `root`; without it they are refused. */
  readonly localDomain: string | undefined;
  /** Who receives mail to such a name in its place, when there is anybody. */
  readonly localTo?: readonly EmailAddress[] | undefined;
}

/** The recipients that a text names, or the first part of it that names none. */
export type RecipientReading =
  | { readonly kind: "read"; readonly addresses: readonly EmailAddress[] }
  | { readonly kind: "refused"; readonly text: string };

const LOCAL_NAME_REGEXP = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;

/**
 * Reads the recipients of a header field as programs write them: comments in parentheses are passed
 * over, groups are opened (an empty one, `undisclosed-recipients:;`, names nobody), and a name without
 * a domain gets the local one, or is received by `localTo` in its place.
 *
 * Quotes are honoured first, so an address inside a display name or a comment is never a recipient.
 *
 * @see RFC 5322 sections 3.2.2 and 3.4
 * @example What cron and mail programs write
 * ```ts
 * import { readHeaderRecipients } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const names = { toAscii: (name: string) => name, localDomain: "example.com" };
 * const reading = readHeaderRecipients('root (Cron Daemon), Team: "b, c" <b@example.net>;', names);
 * assert.ok(reading.kind === "read");
 * assert.deepEqual(
 *   reading.addresses.map(({ text }) => text),
 *   ["root@example.com", "b@example.net"],
 * );
 * ```
 */
export function readHeaderRecipients(value: string, names: LocalNames): RecipientReading {
  const entries = splitEntries(value);
  if (entries === undefined) return { kind: "refused", text: value };
  const addresses: EmailAddress[] = [];
  for (const entry of entries) {
    const read = readRecipients(entry, names);
    if (read === undefined) return { kind: "refused", text: entry };
    addresses.push(...read);
  }
  return { kind: "read", addresses };
}

/**
 * Reads one recipient as a program gives it, with or without a display name; a name without a domain
 * gets the local one.
 *
 * @returns `undefined` if it is no address
 * @example
 * ```ts
 * import { readRecipient } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const toAscii = (name: string) => name;
 * assert.equal(readRecipient("root", { toAscii, localDomain: "example.com" })?.text, "root@example.com");
 * assert.equal(readRecipient("root", { toAscii, localDomain: undefined }), undefined);
 * ```
 */
export function readRecipient(text: string, names: LocalNames): EmailAddress | undefined {
  const { toAscii, localDomain } = names;
  const name = localNameOf(text);
  if (localDomain !== undefined && name !== undefined) {
    return tryParseEmailAddress(`${name}@${localDomain}`, toAscii);
  }
  const mailboxes = tryParseMailboxList(text, toAscii);
  return mailboxes?.length === 1 ? mailboxes[0]?.address : undefined;
}

/**
 * Reads who receives what is sent to one recipient: for a name without a domain it may be others.
 *
 * @returns `undefined` if it is no address
 * @example Mail for root that a person reads
 * ```ts
 * import { parseEmailAddress, readRecipients } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const toAscii = (name: string) => name;
 * const localTo = [parseEmailAddress("ops@example.net", toAscii)];
 * const names = { toAscii, localDomain: "example.com", localTo };
 * assert.equal(readRecipients("root", names)?.[0]?.text, "ops@example.net");
 * assert.equal(readRecipients("root@example.org", names)?.[0]?.text, "root@example.org");
 * ```
 */
export function readRecipients(
  text: string,
  names: LocalNames,
): readonly EmailAddress[] | undefined {
  const { localTo = [] } = names;
  if (localTo.length > 0 && localNameOf(text) !== undefined) return localTo;
  const address = readRecipient(text, names);
  return address === undefined ? undefined : [address];
}

function localNameOf(text: string): string | undefined {
  const bracketed = /^[^"<>]*<([^<>@\s]+)>$/.exec(text.trim())?.[1];
  const name = bracketed ?? text.trim();
  return LOCAL_NAME_REGEXP.test(name) ? name : undefined;
}

interface Scan {
  readonly entries: string[];
  entry: string;
  isInGroup: boolean;
}

/** Cuts a field at its commas; `undefined` when a quote or a comment is not closed. */
function splitEntries(value: string): readonly string[] | undefined {
  const scan: Scan = { entries: [], entry: "", isInGroup: false };
  let at = 0;
  while (at < value.length) {
    const next = takeToken(value, at, scan);
    if (next === undefined) return undefined;
    at = next;
  }
  if (scan.isInGroup) return undefined;
  endEntry(scan);
  return scan.entries;
}

/** Takes one token into the scan and answers where the next one begins. */
function takeToken(value: string, at: number, scan: Scan): number | undefined {
  const character = value[at] ?? "";
  if (character === '"' || character === "[" || character === "<") {
    const end = endOfToken(value, at);
    if (end === undefined) return undefined;
    scan.entry += value.slice(at, end);
    return end;
  }
  if (character === "(") {
    const end = endOfComment(value, at);
    // A comment stands where a blank may stand.
    scan.entry += " ";
    return end;
  }
  if (character === ":" && !scan.isInGroup) {
    scan.isInGroup = true;
    scan.entry = "";
  } else if (character === "," || character === ";") {
    endEntry(scan);
    if (character === ";") scan.isInGroup = false;
  } else scan.entry += character;
  return at + 1;
}

function endEntry(scan: Scan): void {
  const entry = scan.entry.replace(/[ \t]+/g, " ").trim();
  if (entry !== "") scan.entries.push(entry);
  scan.entry = "";
}

function endOfToken(value: string, at: number): number | undefined {
  if (value[at] !== '"') {
    const closing = value[at] === "<" ? ">" : "]";
    return endAfter(closing, value, at);
  }
  const end = endOfQuoted(value, at);
  return end === -1 ? undefined : end;
}

/** In angle brackets a local part may be quoted, and hold the bracket. */
function endAfter(closing: string, value: string, start: number): number | undefined {
  let at = start + 1;
  while (at < value.length) {
    if (value[at] === closing) return at + 1;
    const end = value[at] === '"' ? endOfQuoted(value, at) : at + 1;
    if (end === -1) return undefined;
    at = end;
  }
  return undefined;
}

function endOfComment(value: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < value.length; at++) {
    if (value[at] === "\\") at++;
    else if (value[at] === "(") depth++;
    else if (value[at] === ")") {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
