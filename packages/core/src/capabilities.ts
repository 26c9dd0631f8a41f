import type { SmtpReply } from "./smtp_reply.ts";

/**
 * What a server says it can do, out of its answer to EHLO.
 *
 * Names are upper case; unknown keywords are kept in `keywords` and mean nothing.
 *
 * @see RFC 5321 section 4.1.1.1
 */
export interface Capabilities {
  /** Every keyword with its parameters, upper case keywords, in the server's order. */
  readonly keywords: ReadonlyMap<string, readonly string[]>;
  readonly startTls: boolean;
  readonly pipelining: boolean;
  readonly eightBitMime: boolean;
  readonly smtpUtf8: boolean;
  /** Whether notifications can be asked for (RFC 3461). */
  readonly dsn: boolean;
  /** Whether content may come in counted chunks (RFC 3030). */
  readonly chunking: boolean;
  /** Whether a message may insist on TLS to its end (RFC 8689). */
  readonly requireTls: boolean;
  /** SASL mechanisms, upper case; empty when AUTH is not offered (RFC 4954 section 3). */
  readonly authMechanisms: readonly string[];
  /** Whether SIZE stands there at all: only then may MAIL carry a size (RFC 1870 section 3). */
  readonly size: boolean;
  /** The largest message in octets; `undefined` when not said, or said as 0: no fixed limit. */
  readonly sizeLimitBytes: number | undefined;
}

const LEGACY_AUTH = "AUTH=";
const KEYWORD_REGEXP = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** What is known before EHLO, or after a HELO: nothing. */
export const NO_CAPABILITIES: Capabilities = capabilitiesOf(new Map());

/**
 * Reads an EHLO answer. The first line greets and is never a capability; a keyword counts only as
 * the first word of a later line.
 *
 * The old form `AUTH=PLAIN` is read only where no proper AUTH line stands.
 *
 * @see RFC 5321 section 4.1.1.1
 * @example The greeting is not a capability
 * ```ts
 * import { parseCapabilities } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const reply = { code: 250, enhanced: undefined, lines: ["mx STARTTLS", "AUTH PLAIN LOGIN"] };
 * const capabilities = parseCapabilities(reply);
 * assert.equal(capabilities.startTls, false);
 * assert.deepEqual(capabilities.authMechanisms, ["PLAIN", "LOGIN"]);
 * ```
 */
export function parseCapabilities(reply: SmtpReply): Capabilities {
  const keywords = new Map<string, readonly string[]>();
  for (const line of reply.lines.slice(1)) {
    const [word = "", ...parameters] = line.split(/[ \t]+/).filter((part) => part !== "");
    const [keyword, values] = readKeyword(word, parameters);
    if (keyword !== undefined && !keywords.has(keyword)) keywords.set(keyword, values);
  }
  return capabilitiesOf(keywords);
}

function readKeyword(word: string, parameters: string[]): [string | undefined, string[]] {
  const upper = word.toUpperCase();
  if (upper.startsWith(LEGACY_AUTH)) {
    return [LEGACY_AUTH, [upper.slice(LEGACY_AUTH.length), ...parameters]];
  }
  return [KEYWORD_REGEXP.test(upper) ? upper : undefined, parameters];
}

function capabilitiesOf(keywords: ReadonlyMap<string, readonly string[]>): Capabilities {
  const mechanisms = keywords.get("AUTH") ?? keywords.get(LEGACY_AUTH) ?? [];
  const size = keywords.get("SIZE");
  return {
    keywords,
    startTls: keywords.has("STARTTLS"),
    pipelining: keywords.has("PIPELINING"),
    eightBitMime: keywords.has("8BITMIME"),
    smtpUtf8: keywords.has("SMTPUTF8"),
    dsn: keywords.has("DSN"),
    chunking: keywords.has("CHUNKING"),
    requireTls: keywords.has("REQUIRETLS"),
    authMechanisms: mechanisms.map((name) => name.toUpperCase()).filter((name) => name !== ""),
    size: size !== undefined,
    sizeLimitBytes: readSizeLimit(size?.[0]),
  };
}

function readSizeLimit(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  const bytes = Number(text);
  return bytes === 0 ? undefined : bytes;
}
