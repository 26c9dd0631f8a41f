import { formatIpv6, tryParseIpv4, tryParseIpv6 } from "./_ip_address.ts";
import { type Reading, refused } from "./_reading.ts";

const TAG_REGEXP = /^IPv6:/i;
const ACCEPTED = "[192.0.2.7] or [IPv6:2001:db8::7] is accepted";

/** Reads an address literal in brackets into its canonical form (RFC 5321 section 4.1.3). */
export function readAddressLiteral(text: string): Reading<string> {
  if (!text.startsWith("[") || !text.endsWith("]")) {
    return refused("the brackets around the address do not match", ACCEPTED);
  }
  const inner = text.slice(1, -1);
  if (tryParseIpv4(inner) !== undefined) return { value: text };
  if (TAG_REGEXP.test(inner)) {
    const groups = tryParseIpv6(inner.slice("IPv6:".length));
    return groups === undefined
      ? refused("the brackets hold no IPv6 address", ACCEPTED)
      : { value: `[IPv6:${formatIpv6(groups)}]` };
  }
  return tryParseIpv6(inner) === undefined
    ? refused("the brackets hold no IP address", ACCEPTED)
    : refused('an IPv6 address in brackets needs the word "IPv6:"', ACCEPTED);
}
