import { readEmailAddress } from "./_read_email_address.ts";
import { valueOrThrow, valueOrUndefined } from "./_reading.ts";
import type { ToAscii } from "./host_name.ts";

/** An email address, checked, in the form for the wire (RFC 5321 section 4.1.2, RFC 6531). */
export interface EmailAddress {
  /** As it stands on the wire: quoted only if it must be. Upper and lower case are kept. */
  readonly localPart: string;
  /** Lower case ASCII: a name with A-labels, or an address literal with its brackets. */
  readonly domain: string;
  /** `localPart@domain`: what MAIL FROM and RCPT TO carry. */
  readonly text: string;
  /** The domain as a person wrote it, where that has characters outside ASCII. */
  readonly unicodeDomain?: string;
  /** Whether the server has to offer SMTPUTF8: the local part has characters outside ASCII. */
  readonly needsSmtpUtf8: boolean;
}

/**
 * Reads one email address, without a display name and without comments.
 *
 * The local part is a dot-string or a quoted string and loses quotes it does not need. A domain with
 * characters outside ASCII is converted. Control characters, invisible characters and route addresses
 * are refused; so are a local part over 64 octets and an address over 254.
 *
 * @throws {SyntaxError} If the text is not an address.
 * @example Quotes that are not needed, and a Unicode domain
 * ```ts
 * import { parseEmailAddress } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 * import { domainToASCII } from "node:url";
 *
 * const toAscii = (name: string) => domainToASCII(name) || undefined;
 * assert.equal(parseEmailAddress('"pump"@Example.com', toAscii).text, "pump@example.com");
 * assert.deepEqual(parseEmailAddress("pump@bücher.example", toAscii), {
 *   localPart: "pump",
 *   domain: "xn--bcher-kva.example",
 *   text: "pump@xn--bcher-kva.example",
 *   unicodeDomain: "bücher.example",
 *   needsSmtpUtf8: false,
 * });
 * ```
 */
export function parseEmailAddress(text: string, toAscii: ToAscii): EmailAddress {
  return valueOrThrow("email address", text, readEmailAddress(text, toAscii));
}

/**
 * Reads one email address as {@linkcode parseEmailAddress} does, or answers `undefined`.
 *
 * @example A line break
 * ```ts
 * import { tryParseEmailAddress } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseEmailAddress("a@example.com\r\nDATA", () => undefined), undefined);
 * ```
 */
export function tryParseEmailAddress(text: string, toAscii: ToAscii): EmailAddress | undefined {
  return valueOrUndefined(readEmailAddress(text, toAscii));
}

/**
 * Whether the text is an address that {@linkcode parseEmailAddress} accepts.
 *
 * @example Two dots
 * ```ts
 * import { isEmailAddress } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isEmailAddress("pump.house@example.com", () => undefined), true);
 * assert.equal(isEmailAddress("pump..house@example.com", () => undefined), false);
 * ```
 */
export function isEmailAddress(text: string, toAscii: ToAscii): boolean {
  return tryParseEmailAddress(text, toAscii) !== undefined;
}
