import {
  type EnvelopeParameters,
  encodeXtext,
  type RecipientParameters,
  tryEncodeEnvid,
  tryParseNotify,
  tryParseOrcpt,
  tryParseRet,
} from "@fieldpost/core";
import { RuntimeFailure } from "./runtime_failure.ts";

/** The part of nodemailer's message options that speaks of notifications and of REQUIRETLS. */
export interface NodemailerWishes {
  /** `id` or `envid`, `return` or `ret`, `notify`, and `recipient` or `orcpt`. */
  readonly dsn?: unknown;
  readonly requireTLSExtensionEnabled?: unknown;
}

// What nodemailer calls the two, besides the words of RFC 3461.
const RETURNS: Readonly<Record<string, string>> = { HEADERS: "HDRS", BODY: "FULL" };

/**
 * Reads nodemailer's `dsn` and `requireTLSExtensionEnabled`; `undefined` when nothing is wanted.
 *
 * @throws {RuntimeFailure} `message-invalid` if a value cannot be used
 */
export function readNodemailerParameters(
  { dsn, requireTLSExtensionEnabled }: NodemailerWishes,
  recipients: readonly string[],
): EnvelopeParameters | undefined {
  const given = typeof dsn === "object" && dsn !== null ? (dsn as Record<string, unknown>) : {};
  const ret = read(given["ret"] ?? given["return"], "return", (text) =>
    tryParseRet(RETURNS[text.toUpperCase()] ?? text),
  );
  const envid = read(given["envid"] ?? given["id"], "id", tryEncodeEnvid);
  const notify = read(given["notify"], "notify", (text) => tryParseNotify(text.replace(/\s/g, "")));
  const orcpt = read(given["recipient"] ?? given["orcpt"], "recipient", originalRecipientOf);
  const parameters: EnvelopeParameters = {
    ...(ret === undefined ? {} : { ret }),
    ...(envid === undefined ? {} : { envid }),
    ...(notify === undefined ? {} : { notify }),
    ...(orcpt === undefined ? {} : { recipients: forEach(recipients, { orcpt }) }),
    ...(requireTLSExtensionEnabled === true ? { requireTls: true } : {}),
  };
  return Object.keys(parameters).length === 0 ? undefined : parameters;
}

function forEach(
  recipients: readonly string[],
  wanted: RecipientParameters,
): Readonly<Record<string, RecipientParameters>> {
  return Object.fromEntries(recipients.map((recipient) => [recipient, wanted]));
}

/** An address without a type is one of the internet, as nodemailer takes it. */
function originalRecipientOf(text: string): string | undefined {
  const [, type = "rfc822", address = ""] = /^(?:([^;@]*);)?(.*)$/s.exec(text) ?? [];
  return /^[\x20-\x7e]+$/.test(address)
    ? tryParseOrcpt(`${type};${encodeXtext(address)}`)
    : undefined;
}

/** A list counts as its members with commas; nothing, and an empty text, as not given. */
function read<Value>(
  given: unknown,
  name: string,
  parse: (text: string) => Value | undefined,
): Value | undefined {
  const text = Array.isArray(given) ? given.join(",") : String(given ?? "");
  if (text === "") return undefined;
  const value = parse(text);
  if (value !== undefined) return value;
  throw new RuntimeFailure(
    "message-invalid",
    `Cannot send the message: its dsn.${name} cannot be used, ${ACCEPTED[name]}`,
  );
}

const ACCEPTED: Readonly<Record<string, string>> = {
  return: '"headers" or "full" is accepted',
  id: "up to 100 printable characters are accepted",
  notify: '"never", or a list of "success", "failure" and "delay" is accepted',
  recipient: "an address of printable characters is accepted",
};
