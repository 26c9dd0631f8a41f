import { invisibleFault } from "./_invisible.ts";
import { readAddressLiteral } from "./_read_address_literal.ts";
import { readHostName } from "./_read_host_name.ts";
import { type Reading, refused } from "./_reading.ts";
import type { EmailAddress } from "./email_address.ts";
import type { ToAscii } from "./host_name.ts";
import { encodeUtf8 } from "./utf8.ts";

// RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3: a path has 256 octets, two of them angle brackets.
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

// A quoted pair for every octet of the local part, and a Unicode domain: more than any address needs.
const LONGEST_TEXT = 2 * LONGEST_LOCAL_PART + 2 + LONGEST_ADDRESS;

const ACCEPTED = "an address like alarm@example.com is accepted";
const ATOM_REGEXP = /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~\u0080-\u{10ffff}]+$/u;
const NON_ASCII_REGEXP = /[^\u0000-\u007f]/;

interface Halves {
  readonly localPart: string;
  readonly domain: string;
}

function quoteLocalPart(value: string): string {
  const isDotString = value.split(".").every((atom) => ATOM_REGEXP.test(atom));
  return isDotString ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function readQuoted(text: string): Reading<Halves> {
  let value = "";
  let at = 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === "\\") at += 1;
    value += text[at] ?? "";
    at += 1;
  }
  if (at >= text.length) return refused("the quotes are not closed", ACCEPTED);
  if (text[at + 1] !== "@") return refused("there is no @ after the quotes", ACCEPTED);
  return { value: { localPart: quoteLocalPart(value), domain: text.slice(at + 2) } };
}

const NAMED_REGEXP = /^[^<>]*<[^<>@]+@[^<>]+>$/;

function readUnquoted(text: string): Reading<Halves> {
  if (NAMED_REGEXP.test(text)) return refused("there are < and > around the address", ACCEPTED);
  const at = text.indexOf("@");
  if (at === -1) return refused("it has no @", ACCEPTED);
  const localPart = text.slice(0, at);
  if (localPart === "") return refused("there is nothing before the @", ACCEPTED);
  for (const atom of localPart.split(".")) {
    if (atom === "")
      return refused("a dot begins, ends or doubles in the part before the @", ACCEPTED);
    if (ATOM_REGEXP.test(atom)) continue;
    return refused("the part before the @ has a character that needs quotes", ACCEPTED);
  }
  return { value: { localPart, domain: text.slice(at + 1) } };
}

function readDomain(domain: string, toAscii: ToAscii): Reading<string> {
  if (domain === "") return refused("there is nothing after the @", ACCEPTED);
  if (domain.startsWith("[")) return readAddressLiteral(domain);
  const host = readHostName(domain, toAscii);
  if ("fault" in host) return refused(`the domain: ${host.fault.is}`, ACCEPTED);
  if (host.value.kind === "name") return { value: host.value.text };
  return refused("an IP address as domain needs brackets", "alarm@[192.0.2.7] is accepted");
}

function assemble(halves: Halves, domain: string): Reading<EmailAddress> {
  const { localPart } = halves;
  if (encodeUtf8(localPart).length > LONGEST_LOCAL_PART) {
    return refused("the part before the @ is longer than 64 octets", ACCEPTED);
  }
  const text = `${localPart}@${domain}`;
  if (encodeUtf8(text).length > LONGEST_ADDRESS) {
    return refused("it is longer than 254 octets", ACCEPTED);
  }
  const needsSmtpUtf8 = NON_ASCII_REGEXP.test(localPart);
  const address = { localPart, domain, text, needsSmtpUtf8 };
  const isUnicode = NON_ASCII_REGEXP.test(halves.domain);
  return { value: isUnicode ? { ...address, unicodeDomain: halves.domain } : address };
}

/** Reads an email address: the parser behind the functions of `email_address.ts`. */
export function readEmailAddress(text: string, toAscii: ToAscii): Reading<EmailAddress> {
  if (text === "") return refused("it is empty", ACCEPTED);
  if (text.length > LONGEST_TEXT) return refused("it is longer than 254 octets", ACCEPTED);
  const invisible = invisibleFault(text);
  if (invisible !== undefined) return refused(invisible, ACCEPTED);
  const halves = text.startsWith('"') ? readQuoted(text) : readUnquoted(text);
  if ("fault" in halves) return halves;
  const domain = readDomain(halves.value.domain, toAscii);
  return "fault" in domain ? domain : assemble(halves.value, domain.value);
}
