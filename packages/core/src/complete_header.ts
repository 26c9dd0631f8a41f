import {
  type LocalNames,
  type RecipientReading,
  readHeaderRecipients,
} from "./header_recipients.ts";
import type { HeaderField } from "./header_section.ts";
import { encodeUtf8 } from "./utf8.ts";

/** What a message that lacks it is given. */
export interface HeaderDefaults {
  /** The author as a field would hold it. */
  readonly from: string;
  /** The moment in the form of RFC 5322; core has no calendar. */
  readonly date: string;
  readonly messageId: string;
  /** The address of an author that has no domain, as cron writes one. */
  readonly author: string;
}

/** A header section that can be sent. */
export interface CompletedHeader {
  /** Every field that stays, as it was, and those that were missing; without the empty line. */
  readonly octets: Uint8Array;
  readonly messageId: string;
}

/** Fields that say who else receives a message: they never leave. */
const HIDDEN_FIELDS: readonly string[] = ["bcc", "resent-bcc"];

const RECIPIENT_FIELDS: readonly string[] = ["to", "cc", "bcc"];

const MESSAGE_ID_REGEXP = /^[\x21-\x7e]{1,900}$/;

/** An author without a domain, perhaps with a comment behind: `root (Cron Daemon)`. */
const LOCAL_AUTHOR_REGEXP = /^([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+)(\s*\([^()\\]*\))?$/;

/**
 * Makes the header of a submitted message complete: `Bcc` goes, `From`, `Date` and `Message-ID` come
 * where they are missing, and an author without a domain gets an address that can
 * be answered, with the own name before it. Every other octet stays.
 *
 * @see RFC 6409 section 8
 * @example What is missing is added at the end
 * ```ts
 * import { completeHeader, decodeUtf8, encodeUtf8, readHeaderSection } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const header = encodeUtf8("From: root (Cron Daemon)\r\nBcc: b@example.com\r\nDate: today\r\n\r\n");
 * const { octets } = completeHeader(readHeaderSection(header, true)?.fields ?? [], {
 *   ...{ from: "unit7@example.com", date: "now", messageId: "<1@example.com>" },
 *   author: "unit7@example.com",
 * });
 * assert.equal(
 *   decodeUtf8(octets),
 *   'From: "root" <unit7@example.com> (Cron Daemon)\r\n' +
 *     "Date: today\r\nMessage-ID: <1@example.com>\r\n",
 * );
 * ```
 */
export function completeHeader(
  fields: readonly HeaderField[],
  defaults: HeaderDefaults,
): CompletedHeader {
  const kept = fields.filter(({ name }) => !HIDDEN_FIELDS.includes(name));
  const has = (wanted: string) => kept.some(({ name, value }) => name === wanted && value !== "");
  const given = kept.find(({ name, value }) => name === "message-id" && value !== "");
  const added = [
    ...(has("from") ? [] : [`From: ${defaults.from}\r\n`]),
    ...(has("date") ? [] : [`Date: ${defaults.date}\r\n`]),
    ...(given === undefined ? [`Message-ID: ${defaults.messageId}\r\n`] : []),
  ];
  // A field without a value would stand beside the one that replaces it.
  const stays = kept.filter(
    ({ name, value }) => value !== "" || !["from", "date", "message-id"].includes(name),
  );
  const octets = joined([
    ...stays.map((field) => withAddress(field, defaults.author)),
    ...added.map(encodeUtf8),
  ]);
  const isPlain = given !== undefined && MESSAGE_ID_REGEXP.test(given.value);
  return { octets, messageId: isPlain ? given.value : defaults.messageId };
}

/**
 * Reads whom the header of a submitted message names: To, Cc and Bcc, or those of the newest `Resent-`
 * block alone when there is one.
 *
 * @see RFC 5322 section 3.6.6
 * @example A message that was resent
 * ```ts
 * import { encodeUtf8, namedRecipients, readHeaderSection } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const header = encodeUtf8("Resent-To: b@example.com\r\nTo: a@example.com\r\n\r\n");
 * const names = { toAscii: (name: string) => name, localDomain: undefined };
 * const reading = namedRecipients(readHeaderSection(header, true)?.fields ?? [], names);
 * assert.ok(reading.kind === "read");
 * assert.deepEqual(
 *   reading.addresses.map(({ text }) => text),
 *   ["b@example.com"],
 * );
 * ```
 */
export function namedRecipients(
  fields: readonly HeaderField[],
  names: LocalNames,
): RecipientReading {
  const resent = newestResentBlock(fields).filter(isRecipientField);
  const chosen = resent.length > 0 ? resent : fields.filter(isRecipientField).filter(isOriginal);
  const addresses = [];
  for (const { value } of chosen) {
    const reading = readHeaderRecipients(value, names);
    if (reading.kind === "refused") return reading;
    addresses.push(...reading.addresses);
  }
  return { kind: "read", addresses };
}

function isRecipientField({ name }: HeaderField): boolean {
  return RECIPIENT_FIELDS.includes(name.replace(/^resent-/, ""));
}

function isOriginal({ name }: HeaderField): boolean {
  return !name.startsWith("resent-");
}

/** Blocks stand newest first, and in a block each field stands once. */
function newestResentBlock(fields: readonly HeaderField[]): readonly HeaderField[] {
  const block: HeaderField[] = [];
  for (const field of fields) {
    if (isOriginal(field)) continue;
    if (block.some(({ name }) => name === field.name)) break;
    block.push(field);
  }
  return block;
}

/** A server that knows its users lets nobody write as `root` of a provider's domain. */
function withAddress(field: HeaderField, author: string): Uint8Array {
  const match = field.name === "from" ? LOCAL_AUTHOR_REGEXP.exec(field.value) : null;
  if (match === null) return endedLine(field.raw);
  const [, name = "", comment = ""] = match;
  return encodeUtf8(`From: "${name}" <${author}>${comment}\r\n`);
}

/** The last field of a message without a body may lack its line end. */
function endedLine(raw: Uint8Array): Uint8Array {
  return raw.at(-1) === 10 ? raw : joined([raw, Uint8Array.of(13, 10)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const octets = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    octets.set(part, at);
    at += part.length;
  }
  return octets;
}
