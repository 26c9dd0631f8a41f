import { isPlainName } from "./_display_name.ts";
import { readMailboxList } from "./_read_mailbox_list.ts";
import { valueOrThrow, valueOrUndefined } from "./_reading.ts";
import type { EmailAddress } from "./email_address.ts";
import type { ToAscii } from "./host_name.ts";

/** An address and the name shown beside it (RFC 5322 section 3.4). */
export interface Mailbox {
  readonly name: string | undefined;
  readonly address: EmailAddress;
}

/** What a list of mailboxes may be. */
export interface MailboxListOptions {
  /**
   * Whether a list without an address is accepted.
   *
   * @default {false}
   */
  readonly allowEmpty?: boolean;
}

/**
 * Reads a list of mailboxes, separated by commas or semicolons.
 *
 * The address is what stands in angle brackets outside quotes, never what stands in a display name.
 * Comments in parentheses, groups (`Team: a@example.com;`) and everything else on which two readers
 * could disagree are refused. At most 10,000 addresses in 1,048,576 characters.
 *
 * @throws {SyntaxError} If one entry is not a mailbox, or none is there and `allowEmpty` is not set.
 * @example An address inside a display name
 * ```ts
 * import { parseMailboxList } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const list = parseMailboxList('"x@evil.example y" <ann@example.com>; bob@example.com', () => undefined);
 * assert.deepEqual(
 *   list.map(({ name, address }) => [name, address.text]),
 *   [["x@evil.example y", "ann@example.com"], [undefined, "bob@example.com"]],
 * );
 * ```
 */
export function parseMailboxList(
  text: string,
  toAscii: ToAscii,
  options: MailboxListOptions = {},
): readonly Mailbox[] {
  return valueOrThrow("address list", text, readMailboxList(text, toAscii, options));
}

/**
 * Reads a list of mailboxes as {@linkcode parseMailboxList} does, or answers `undefined`.
 *
 * @example A group
 * ```ts
 * import { tryParseMailboxList } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseMailboxList("Team: a@example.com;", () => undefined), undefined);
 * assert.deepEqual(tryParseMailboxList("", () => undefined, { allowEmpty: true }), []);
 * ```
 */
export function tryParseMailboxList(
  text: string,
  toAscii: ToAscii,
  options: MailboxListOptions = {},
): readonly Mailbox[] | undefined {
  return valueOrUndefined(readMailboxList(text, toAscii, options));
}

/**
 * Writes a mailbox so that {@linkcode parseMailboxList} reads the same again.
 *
 * This is the form for a person and for the registry, a Unicode domain included; a header needs
 * encoded words and `address.text` instead.
 *
 * @example A name with a comma
 * ```ts
 * import { formatMailbox, parseEmailAddress } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const address = parseEmailAddress("ann@example.com", () => undefined);
 * assert.equal(formatMailbox({ name: "Lee, Ann", address }), '"Lee, Ann" <ann@example.com>');
 * assert.equal(formatMailbox({ name: undefined, address }), "ann@example.com");
 * ```
 */
export function formatMailbox(mailbox: Mailbox): string {
  const { name, address } = mailbox;
  const domain = address.unicodeDomain ?? address.domain;
  const written = `${address.localPart}@${domain}`;
  if (name === undefined || name === "") return written;
  const shown = isPlainName(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
  return `${shown} <${written}>`;
}
