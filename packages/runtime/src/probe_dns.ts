import { lookup } from "node:dns/promises";
import type { AddressFamily, HostName, TransportFailure } from "@fieldpost/core";
import { failureOf, type ProbeLimit, within } from "./_probe_stop.ts";

/** The addresses of one family, and how long they took. */
export interface DnsAnswer {
  readonly addresses: readonly string[];
  readonly tookMs: number;
  /** `undefined` when there are addresses. */
  readonly failure: TransportFailure | undefined;
}

/** What a name leads to. */
export interface DnsProbe extends Readonly<Record<AddressFamily, DnsAnswer>> {
  readonly host: string;
}

const NUMBER_OF: Readonly<Record<AddressFamily, 4 | 6>> = { ipv4: 4, ipv6: 6 };

/**
 * Looks the A and AAAA addresses of a host up, the way a connection does: with the machine's
 * resolver and its hosts file. An address is its own answer.
 *
 * *Diagnostics*: throws nothing; a lookup that was given up ends in the background.
 */
export async function probeDns(host: HostName, limit: ProbeLimit): Promise<DnsProbe> {
  const [ipv4, ipv6] = await Promise.all([
    answerFor(host, "ipv4", limit),
    answerFor(host, "ipv6", limit),
  ]);
  return { host: host.text, ipv4, ipv6 };
}

async function answerFor(
  { kind, text }: HostName,
  family: AddressFamily,
  limit: ProbeLimit,
): Promise<DnsAnswer> {
  if (kind !== "name") {
    const failure = { code: "ENODATA", message: `${text} is an address of the other kind` };
    if (kind !== family) return { addresses: [], tookMs: 0, failure };
    return { addresses: [text], tookMs: 0, failure: undefined };
  }
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  try {
    const found = await within(lookup(text, { all: true, family: NUMBER_OF[family] }), limit);
    const addresses = [...new Set(found.map(({ address }) => address))];
    return { addresses, tookMs: took(), failure: undefined };
  } catch (error) {
    return { addresses: [], tookMs: took(), failure: failureOf(error) };
  }
}
