import { formatIpv6, mappedIpv4, tryParseIpv4, tryParseIpv6 } from "./_ip_address.ts";
import { readHeloName } from "./_read_helo_name.ts";
import { valueOrThrow, valueOrUndefined } from "./_reading.ts";

/**
 * Reads the name a client introduces itself with (RFC 5321 section 4.1.1.1).
 *
 * A full name with at least one dot, or an address literal. `localhost`, a single label, a bare IP
 * address and an underscore are refused: real servers answer them with 501 or 504, or drop the
 * mail after a 250. A name with characters outside ASCII has to be given in its `xn--` form.
 *
 * @throws {SyntaxError} If the text is neither.
 * @example A name and an address literal
 * ```ts
 * import { parseHeloName } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(parseHeloName("Unit7.Example.com"), "unit7.example.com");
 * assert.equal(parseHeloName("[IPv6:2001:DB8::7]"), "[IPv6:2001:db8::7]");
 * assert.throws(() => parseHeloName("localhost"), SyntaxError);
 * ```
 */
export function parseHeloName(text: string): string {
  return valueOrThrow("HELO name", text, readHeloName(text));
}

/**
 * Reads a HELO name as {@linkcode parseHeloName} does, or answers `undefined`.
 *
 * @example A bare address
 * ```ts
 * import { tryParseHeloName } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseHeloName("192.0.2.7"), undefined);
 * ```
 */
export function tryParseHeloName(text: string): string | undefined {
  return valueOrUndefined(readHeloName(text));
}

/**
 * Whether the text is a HELO name that {@linkcode parseHeloName} accepts.
 *
 * @example A single label
 * ```ts
 * import { isHeloName } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isHeloName("unit7"), false);
 * ```
 */
export function isHeloName(text: string): boolean {
  return tryParseHeloName(text) !== undefined;
}

/** What {@linkcode heloNameFor} chooses from. */
export interface HeloNameSources {
  /** The HELO name from the settings, if there is one. */
  readonly configured: string | undefined;
  /** The host name of this machine, if it is known. */
  readonly hostName: string | undefined;
  /** The address of the local end of the socket, as the platform writes it. */
  readonly localAddress: string;
}

function literalOf(address: string): string {
  const quad = tryParseIpv4(address);
  if (quad !== undefined) return `[${address}]`;
  const groups = tryParseIpv6(address.split("%")[0] ?? "");
  // A socket that is already gone has no address; RFC 5321 wants a literal all the same.
  if (groups === undefined) return "[127.0.0.1]";
  const mapped = mappedIpv4(groups);
  return mapped === undefined ? `[IPv6:${formatIpv6(groups)}]` : `[${mapped}]`;
}

/**
 * Chooses the name for EHLO: the configured one, else the host name, else the address literal of the
 * local socket (RFC 5321 section 4.1.4).
 *
 * A name that {@linkcode parseHeloName} refuses is passed over.
 *
 * @example A machine without a full name
 * ```ts
 * import { heloNameFor } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   heloNameFor({ configured: undefined, hostName: "unit7", localAddress: "::ffff:192.0.2.7" }),
 *   "[192.0.2.7]",
 * );
 * ```
 */
export function heloNameFor(sources: HeloNameSources): string {
  const { configured, hostName, localAddress } = sources;
  return (
    tryParseHeloName(configured ?? "") ??
    tryParseHeloName(hostName ?? "") ??
    literalOf(localAddress)
  );
}
