// The longest text form: six groups of four digits and a dotted quad.
const LONGEST_IPV6_TEXT = 45;
const GROUP_REGEXP = /^[0-9a-f]{1,4}$/i;
const OCTET_REGEXP = /^(?:0|[1-9][0-9]{0,2})$/;

/**
 * Reads a dotted quad; `undefined` for everything else.
 *
 * Octal, hexadecimal and short forms are refused: resolvers disagree about what they mean.
 */
export function tryParseIpv4(text: string): readonly number[] | undefined {
  if (text.length > 15) return undefined;
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => OCTET_REGEXP.test(part))) return undefined;
  const octets = parts.map(Number);
  return octets.every((octet) => octet <= 255) ? octets : undefined;
}

function groupsOf(text: string, mayEndInIpv4: boolean): readonly number[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    const quad = mayEndInIpv4 && index === parts.length - 1 ? tryParseIpv4(part) : undefined;
    if (quad !== undefined) {
      const [a = 0, b = 0, c = 0, d = 0] = quad;
      groups.push(a * 256 + b, c * 256 + d);
    } else if (GROUP_REGEXP.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

/**
 * Reads an IPv6 address without brackets as its eight groups; `undefined` for everything else.
 *
 * Zone ids (`%eth0`) are refused: they mean something on one machine only (RFC 4291 section 2.2).
 */
export function tryParseIpv6(text: string): readonly number[] | undefined {
  if (text.length > LONGEST_IPV6_TEXT) return undefined;
  const [before = "", after, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const head = groupsOf(before, after === undefined);
  const tail = groupsOf(after ?? "", true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (after === undefined) return missing === 0 ? head : undefined;
  return missing < 1 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail];
}

function isMappedIpv4(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
}

/** The IPv4 address that an IPv4-mapped IPv6 address carries (RFC 4291 section 2.5.5.2). */
export function mappedIpv4(groups: readonly number[]): string | undefined {
  if (!isMappedIpv4(groups)) return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function longestZeroRun(groups: readonly number[]): {
  readonly start: number;
  readonly end: number;
} {
  let best = { start: 0, end: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.end - best.start) best = { start, end: index + 1 };
  }
  return best;
}

/** Writes eight groups in the one form RFC 5952 recommends; a single zero group is not shortened. */
export function formatIpv6(groups: readonly number[]): string {
  const quad = mappedIpv4(groups);
  if (quad !== undefined) return `::ffff:${quad}`;
  const hex = groups.map((group) => group.toString(16));
  const { start, end } = longestZeroRun(groups);
  if (end - start < 2) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(end).join(":")}`;
}

/** Whether eight groups name this machine: `::1`, or a mapped 127.0.0.0/8. */
export function isLoopbackIpv6(groups: readonly number[]): boolean {
  if (mappedIpv4(groups)?.startsWith("127.") === true) return true;
  return groups.every((group, index) => group === (index === 7 ? 1 : 0));
}
