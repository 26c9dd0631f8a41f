import { encodeXtext, tryDecodeXtext } from "./xtext.ts";

/** When a sender wants to be told what became of a message; `NEVER` stands alone. */
export type NotifyKeyword = "NEVER" | "SUCCESS" | "FAILURE" | "DELAY";

/** What a sender wants for one recipient; absent members leave it to the servers. */
export interface RecipientParameters {
  /** In the order of {@linkcode NotifyKeyword}, each once (RFC 3461 section 4.1). */
  readonly notify?: readonly NotifyKeyword[];
  /** The recipient as the sender named it: an address type, `;` and xtext (RFC 3461 section 4.2). */
  readonly orcpt?: string;
}

/**
 * What a sender wants besides delivery: what it is told, and how the message may travel. The values are
 * those of the wire, checked where they came in.
 *
 * @see RFC 3461 for notifications, RFC 8689 for `requireTls`
 */
export interface EnvelopeParameters {
  /** How much of the message a failure report gives back (RFC 3461 section 4.3). */
  readonly ret?: "FULL" | "HDRS";
  /** The sender's own name for the message, as xtext (RFC 3461 section 4.4). */
  readonly envid?: string;
  /** Whether it may only go over verified TLS, from server to server. */
  readonly requireTls?: true;
  /** For each recipient that has none of its own. */
  readonly notify?: readonly NotifyKeyword[];
  /** By the address as it goes on the wire. */
  readonly recipients?: Readonly<Record<string, RecipientParameters>>;
}

/** What every server has to take of an envelope identifier (RFC 3461 section 5.4). */
export const ENVID_LIMIT = 100;

/** What every server has to take of an original recipient (RFC 3461 section 5.4). */
export const ORCPT_LIMIT = 500;

const CONDITIONS: readonly NotifyKeyword[] = ["SUCCESS", "FAILURE", "DELAY"];
const ADDRESS_TYPE_REGEXP = /^[A-Za-z0-9][A-Za-z0-9-]{0,30};(.+)$/;
// RFC 6533 section 3: a utf-8 address may also stand as it is where SMTPUTF8 is in use; not here.
const PRINTABLE_REGEXP = /^[\x20-\x7e]+$/;

/**
 * Reads when a sender wants to be told: `never` alone, or `success`, `failure` and `delay` with commas.
 *
 * @returns `undefined` if it is something else
 * @see RFC 3461 section 4.1
 * @example
 * ```ts
 * import { tryParseNotify } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(tryParseNotify("delay,failure"), ["FAILURE", "DELAY"]);
 * assert.equal(tryParseNotify("never,failure"), undefined);
 * ```
 */
export function tryParseNotify(text: string): readonly NotifyKeyword[] | undefined {
  const words = text.toUpperCase().split(",");
  if (words.length === 1 && words[0] === "NEVER") return ["NEVER"];
  const known = CONDITIONS.filter((condition) => words.includes(condition));
  return known.length === words.length ? known : undefined;
}

/**
 * Reads how much of a message comes back: `full` or `hdrs`.
 *
 * @returns `undefined` if it is something else
 * @see RFC 3461 section 4.3
 * @example
 * ```ts
 * import { tryParseRet } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseRet("hdrs"), "HDRS");
 * ```
 */
export function tryParseRet(text: string): "FULL" | "HDRS" | undefined {
  const word = text.toUpperCase();
  return word === "FULL" || word === "HDRS" ? word : undefined;
}

/**
 * Turns a name for a message into an envelope identifier.
 *
 * @returns `undefined` if it is empty, not printable ASCII, or longer than {@linkcode ENVID_LIMIT} on
 *   the wire
 * @see RFC 3461 section 4.4
 * @example
 * ```ts
 * import { tryEncodeEnvid } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryEncodeEnvid("alarm 7"), "alarm+207");
 * assert.equal(tryEncodeEnvid("\r\n"), undefined);
 * ```
 */
export function tryEncodeEnvid(text: string): string | undefined {
  if (!PRINTABLE_REGEXP.test(text)) return undefined;
  const envid = encodeXtext(text);
  return envid.length <= ENVID_LIMIT ? envid : undefined;
}

/**
 * Reads an envelope identifier as it stands on the wire.
 *
 * @returns The same text; `undefined` if it is none
 * @see RFC 3461 section 4.4
 * @example
 * ```ts
 * import { tryParseEnvid } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseEnvid("QQ+2B1"), "QQ+2B1");
 * assert.equal(tryParseEnvid("+0D+0A"), undefined);
 * ```
 */
export function tryParseEnvid(text: string): string | undefined {
  if (text.length > ENVID_LIMIT) return undefined;
  return PRINTABLE_REGEXP.test(tryDecodeXtext(text) ?? "") ? text : undefined;
}

/**
 * Reads an original recipient as it stands on the wire: an address type, `;` and xtext.
 *
 * @returns The same text; `undefined` if it is none
 * @see RFC 3461 section 4.2
 * @example
 * ```ts
 * import { tryParseOrcpt } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(tryParseOrcpt("rfc822;ann+2Bx@example.net"), "rfc822;ann+2Bx@example.net");
 * assert.equal(tryParseOrcpt("ann@example.net"), undefined);
 * ```
 */
export function tryParseOrcpt(text: string): string | undefined {
  if (text.length > ORCPT_LIMIT) return undefined;
  const [, address = ""] = ADDRESS_TYPE_REGEXP.exec(text) ?? [];
  return PRINTABLE_REGEXP.test(tryDecodeXtext(address) ?? "") ? text : undefined;
}

/**
 * What a sender wants for one recipient: its own parameters before those for everybody.
 *
 * @example
 * ```ts
 * import { recipientParameters } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const parameters = { notify: ["NEVER"], recipients: { "a@example.net": { notify: ["DELAY"] } } } as const;
 * assert.deepEqual(recipientParameters(parameters, "a@example.net"), { notify: ["DELAY"] });
 * assert.deepEqual(recipientParameters(parameters, "b@example.net"), { notify: ["NEVER"] });
 * ```
 */
export function recipientParameters(
  parameters: EnvelopeParameters | undefined,
  recipient: string,
): RecipientParameters {
  const { notify, recipients = {} } = parameters ?? {};
  return { ...(notify === undefined ? {} : { notify }), ...recipients[recipient] };
}
