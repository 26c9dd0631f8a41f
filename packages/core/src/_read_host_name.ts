import { formatIpv6, isLoopbackIpv6, tryParseIpv4, tryParseIpv6 } from "./_ip_address.ts";
import { printable } from "./_printable.ts";
import { type Reading, refused } from "./_reading.ts";
import type { HostName, ToAscii } from "./host_name.ts";

// RFC 1035 section 2.3.4: 63 octets in a label, 255 in a name on the wire, which is 253 as text.
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

const ACCEPTED = "a name like smtp.example.com or an IP address is accepted";
const NON_ASCII_REGEXP = /[^\u0000-\u007f]/;
// Every ASCII character but letters, digits, hyphen and dot.
const FOREIGN_ASCII_REGEXP = /[\u0000-\u002c\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]/;
const LDH_REGEXP = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const NUMBER_REGEXP = /^(?:[0-9]+|0x[0-9a-f]*)$/;

function readIpv6(text: string): Reading<HostName> {
  const inner = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  if (inner.includes("%")) {
    return refused(
      "a zone id means something on one machine only",
      "an address without % is accepted",
    );
  }
  const groups = tryParseIpv6(inner);
  if (groups !== undefined) {
    return {
      value: { kind: "ipv6", text: formatIpv6(groups), isLoopback: isLoopbackIpv6(groups) },
    };
  }
  if (/^[^:]*:[0-9]+$/.test(text)) {
    return refused(
      "it ends in a port",
      "a name or address alone is accepted, the port has its own key",
    );
  }
  return refused("it is not an IPv6 address", ACCEPTED);
}

function labelFault(label: string): string | undefined {
  if (label === "") return "it has an empty part between dots";
  if (label.length > LONGEST_LABEL)
    return `the part "${printable(label)}" is longer than 63 characters`;
  if (label === "xn--") return 'the part "xn--" names no characters';
  return LDH_REGEXP.test(label) ? undefined : `the part "${label}" begins or ends with a hyphen`;
}

function readAsciiName(name: string): Reading<HostName> {
  if (name.length > LONGEST_NAME) return refused("it is longer than 253 characters", ACCEPTED);
  const labels = name.split(".");
  for (const label of labels) {
    const fault = labelFault(label);
    if (fault !== undefined) return refused(fault, ACCEPTED);
  }
  const last = labels.at(-1) ?? "";
  if (NUMBER_REGEXP.test(last)) {
    return refused(
      "it ends in a number but is not an IPv4 address",
      "four numbers from 0 to 255 without leading zeros are accepted",
    );
  }
  return { value: { kind: "name", text: name, isLoopback: last === "localhost" } };
}

function foreignFault(character: string): Reading<HostName> {
  if (character === "_") {
    return refused("it has an underscore", "letters, digits, hyphens and dots are accepted");
  }
  if (character === "@") return refused("it is an email address", ACCEPTED);
  return refused(`it has the character "${printable(character)}"`, ACCEPTED);
}

function toAsciiName(text: string, toAscii: ToAscii): Reading<string> {
  if (!NON_ASCII_REGEXP.test(text)) return { value: text.toLowerCase() };
  const ascii = toAscii(text)?.toLowerCase();
  if (ascii === undefined || ascii === "" || NON_ASCII_REGEXP.test(ascii)) {
    return refused("it has characters that no internet name can carry", ACCEPTED);
  }
  return { value: ascii };
}

/** Reads a host name or address: the parser behind the functions of `host_name.ts`. */
export function readHostName(text: string, toAscii: ToAscii): Reading<HostName> {
  if (text === "") return refused("it is empty", ACCEPTED);
  if (text.length > LONGEST_NAME + 1) return refused("it is longer than 253 characters", ACCEPTED);
  if (text.includes("/")) return refused("it is a URL or a path", ACCEPTED);
  if (text.startsWith("[") || text.includes(":")) return readIpv6(text);
  const foreign = FOREIGN_ASCII_REGEXP.exec(text);
  if (foreign !== null) return foreignFault(foreign[0]);
  const quad = tryParseIpv4(text);
  if (quad !== undefined) return { value: { kind: "ipv4", text, isLoopback: quad[0] === 127 } };
  const ascii = toAsciiName(text, toAscii);
  if ("fault" in ascii) return ascii;
  const strange = FOREIGN_ASCII_REGEXP.exec(ascii.value);
  if (strange !== null) return foreignFault(strange[0]);
  return readAsciiName(ascii.value.endsWith(".") ? ascii.value.slice(0, -1) : ascii.value);
}
