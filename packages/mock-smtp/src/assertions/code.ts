import type { CapturedMessage } from "../capture/captured_message.ts";
import { htmlToText } from "./html_text.ts";

const KEYWORD_REGEXP =
  /(?<![\p{L}\p{N}])(?:[\p{L}-]{0,30}codes?|[\p{L}-]{0,30}kode?|c[o\u00f3]digo|codice|pin|t?otp|tan|token|one[- ]time password|verification number|einmal(?:passwort|kennwort))(?![\p{L}\p{N}])|\u9a8c\u8bc1\u7801|\u9a57\u8b49\u78bc|\u30b3\u30fc\u30c9|\uc778\uc99d\ubc88\ud638/giu;
/** Words of which the code is not one to type in. */
const OTHER_REGEXP =
  /(?:bar|zip|post|postal|qr|de|en|uni|source|area|country|dress|promo|promotion|discount|coupon|voucher|referral|gift|error|status|product|sort|vat|rabatt|gutschein)[- ]?codes?$/iu;
const CANDIDATE_REGEXP =
  /(?<![\p{Script=Latin}\p{N}.,/@#$\u20ac\u00a3\u00a5%+&_-])(?<!\d:)(?:[A-Z]-\d{4,10}|\d(?:\s{1,3}\d){3,9}|\d{3}[ -]\d{3}(?:[ -]\d{3})?|\d{4}[ -]\d{4}|\d{2} \d{2} \d{2}|\d{4,10}|[A-Z0-9]{3,5}-[A-Z0-9]{3,5}|(?=[A-Za-z]*\d)[A-Za-z0-9]{4,10}|[A-Z]{4,10})(?![\p{Script=Latin}\p{N}_@%\u20ac\u00a3$&/-]|[.,:]\d)/gu;
const URL_REGEXP = /\b(?:https?:\/\/|www\.|mailto:)[^\s<>"]+|[^\s<>"@]{1,64}@[^\s<>"@]{1,255}/gi;
const UNIT_REGEXP =
  /^\s*(?:min(?:ute)?[ns]?|hours?|stunden?|sec(?:ond)?s?|sekunden?|days?|tagen?|h|uhr|eur|usd|gbp|chf)(?!\p{L})/iu;
const LABEL_REGEXP =
  /(?:order|invoice|ticket|ref|reference|account|customer|case|bestellung|rechnung|phone|tel|call|fax|copyright|\u00a9)\.?(?: (?:no|nr|number|id))?\.?:?\s*$/iu;
const LINK_REGEXP =
  /^["'\u201d\u00bb)]*\s*(?:is|ist|es|est|as|\u00e8|\u00e9|\u662f|[-\u2013\u2014:])(?!\p{Script=Latin})[^.!?\n]{0,60}$/iu;
const REACH = 100;
const YEAR_REGEXP = /^(?:19|20)\d\d$/;

/**
 * Finds the one-time code of a message: what a person is to type in.
 *
 * A code is 4 to 10 digits (also in groups or one by one), or 4 to 10 letters and digits with at
 * least one digit, or two such groups with a hyphen, or capitals that stand alone after a colon. It
 * follows a word like code, PIN, OTP, TAN, token within 100 characters, or comes before it as in
 * "123456 is your code"; the nearest one is taken. What is part of a link, an address, a time, a
 * date, an amount, a period ("10 minutes") or a number with another name ("order 4711") is none,
 * and neither is a discount code or a zip code. The HTML is searched first, then the plain text,
 * then the Subject.
 *
 * @returns The code without the spaces and hyphens between digits; `undefined` if there is none.
 *
 * @example Type the code in
 * ```ts
 * import { code, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * const text = "Order 77881. Your code is 482 913, it is valid for 10 minutes.";
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", text });
 *
 * assert.equal(await code(await server.next()), "482913");
 * await server.close();
 * ```
 */
export async function code(message: CapturedMessage): Promise<string | undefined> {
  const { html, text = "" } = await message.parsed();
  const texts = [html === false ? "" : htmlToText(html), text, message.subject ?? ""];
  for (const each of texts) {
    const found = findCode(each);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

interface Candidate {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Pair {
  readonly candidate: Candidate;
  readonly distance: number;
}

/** Finds the code in a text, by the rule of {@linkcode code}. */
export function findCode(text: string): string | undefined {
  const plain = text.replace(URL_REGEXP, (it) => " ".repeat(it.length));
  const candidates = [...plain.matchAll(CANDIDATE_REGEXP)]
    .map((it): Candidate => ({ text: it[0], start: it.index, end: it.index + it[0].length }))
    .filter((it) => isUnnamed(plain, it));
  const pairs = [...plain.matchAll(KEYWORD_REGEXP)]
    .filter((it) => isCodeWord(plain, it.index + it[0].length))
    .flatMap((it) => pairsOf(plain, candidates, [it.index, it.index + it[0].length]));
  const [best] = pairs.sort((one, other) => rank(one) - rank(other));
  return best === undefined ? undefined : plainCode(best.candidate.text);
}

/** A number that is a period, an amount or an order's is no code. */
function isUnnamed(text: string, { start, end }: Candidate): boolean {
  return (
    !UNIT_REGEXP.test(text.slice(end, end + 20)) &&
    !LABEL_REGEXP.test(text.slice(Math.max(0, start - 40), start))
  );
}

function isCodeWord(text: string, end: number): boolean {
  return !OTHER_REGEXP.test(text.slice(Math.max(0, end - 40), end));
}

function pairsOf(
  text: string,
  candidates: readonly Candidate[],
  [start, end]: readonly [number, number],
): readonly Pair[] {
  return candidates.flatMap((candidate): readonly Pair[] => {
    const isAfter = candidate.start >= end;
    const between = isAfter
      ? text.slice(end, candidate.start)
      : text.slice(candidate.end, Math.max(candidate.end, start));
    const short = between.replace(/\s+/g, " ");
    const fits = isAfter ? isAlone(text, candidate, between) : LINK_REGEXP.test(between);
    const overlaps = candidate.start < end && candidate.end > start;
    return fits && !overlaps && short.length <= REACH
      ? [{ candidate, distance: short.length }]
      : [];
  });
}

/** A word in capitals is a code only where nothing else can be meant. */
function isAlone(text: string, candidate: Candidate, between: string): boolean {
  return (
    !/^[A-Z]+$/.test(candidate.text) ||
    (/^[^:\n]{0,20}:\s*$/.test(between) && /^[^\S\n]*[.!]?(?:\n|$)/.test(text.slice(candidate.end)))
  );
}

/** A year is a code only if nothing else is. */
function rank({ candidate, distance }: Pair): number {
  return distance + (YEAR_REGEXP.test(candidate.text) ? 1000 : 0);
}

function plainCode(text: string): string {
  const digits = text.replace(/^[A-Z]-(?=\d+$)/, "").replace(/[\s-]/g, "");
  return /^\d+$/.test(digits) ? digits : text;
}
