import { isLoopbackIpv6, tryParseIpv4, tryParseIpv6 } from "./_ip_address.ts";
import { readHostName } from "./_read_host_name.ts";
import { valueOrThrow, valueOrUndefined } from "./_reading.ts";

/**
 * Converts a name with characters outside ASCII to its A-label form, or answers `undefined`.
 *
 * The tables this needs (UTS #46) belong to the platform, so the platform passes them in:
 * `domainToASCII` of `node:url`, or `new URL()` in a browser. What it answers is checked again.
 */
export type ToAscii = (unicode: string) => string | undefined;

/** A host to connect to: a name, or an address. */
export interface HostName {
  readonly kind: "name" | "ipv4" | "ipv6";
  /** Lower case, ASCII, no trailing dot; an IPv6 address stands without brackets. */
  readonly text: string;
  /** Whether it is this machine: `localhost` and names below it, 127.0.0.0/8, `::1`. */
  readonly isLoopback: boolean;
}

/**
 * Reads a host name or an IP address, in brackets or not.
 *
 * Names follow the letter-digit-hyphen rule (RFC 1123 section 2.1). A trailing dot is dropped. An
 * underscore, a port, a URL, a zone id and the short, octal and hexadecimal forms of IPv4 are refused.
 *
 * @throws {SyntaxError} If the text is neither.
 * @example A name and an address
 * ```ts
 * import { parseHostName } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 * import { domainToASCII } from "node:url";
 *
 * const toAscii = (name: string) => domainToASCII(name) || undefined;
 * assert.deepEqual(parseHostName("SMTP.bücher.example.", toAscii), {
 *   kind: "name",
 *   text: "smtp.xn--bcher-kva.example",
 *   isLoopback: false,
 * });
 * assert.deepEqual(parseHostName("[::1]", toAscii), { kind: "ipv6", text: "::1", isLoopback: true });
 * ```
 */
export function parseHostName(text: string, toAscii: ToAscii): HostName {
  return valueOrThrow("host", text, readHostName(text, toAscii));
}

/**
 * Reads a host name or an IP address as {@linkcode parseHostName} does, or answers `undefined`.
 *
 * @example A short form of IPv4
 * ```ts
 * import { tryParseHostName } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseHostName("127.1", () => undefined), undefined);
 * ```
 */
export function tryParseHostName(text: string, toAscii: ToAscii): HostName | undefined {
  return valueOrUndefined(readHostName(text, toAscii));
}

/**
 * Whether the text is a host name or an IP address that {@linkcode parseHostName} accepts.
 *
 * @example An underscore
 * ```ts
 * import { isHostName } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isHostName("mail-host", () => undefined), true);
 * assert.equal(isHostName("mail_host", () => undefined), false);
 * ```
 */
export function isHostName(text: string, toAscii: ToAscii): boolean {
  return tryParseHostName(text, toAscii) !== undefined;
}

/**
 * Whether an IP address, as a socket names its peer, is this machine.
 *
 * Answers `false` for names and for everything that is not an address.
 *
 * @example The peer of a dual-stack socket
 * ```ts
 * import { isLoopbackAddress } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isLoopbackAddress("::ffff:127.0.0.1"), true);
 * assert.equal(isLoopbackAddress("192.0.2.7"), false);
 * assert.equal(isLoopbackAddress("localhost"), false);
 * ```
 */
export function isLoopbackAddress(ip: string): boolean {
  const quad = tryParseIpv4(ip);
  if (quad !== undefined) return quad[0] === 127;
  const groups = tryParseIpv6(ip);
  return groups !== undefined && isLoopbackIpv6(groups);
}
