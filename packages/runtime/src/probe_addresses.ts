import { readFile } from "node:fs/promises";
import { endianness, networkInterfaces } from "node:os";
import { type AddressFamily, isLoopbackAddress } from "@fieldpost/core";
import { type Gateway, readIpv4Gateways, readIpv6Gateways } from "./_route_tables.ts";

/** An address of this machine, and how far it reaches. */
export interface OwnAddress {
  readonly family: AddressFamily;
  readonly address: string;
  readonly interfaceName: string;
  readonly reach: "this machine" | "this link" | "further";
}

/** Where this machine is in the network. */
export interface AddressProbe {
  readonly addresses: readonly OwnAddress[];
  /** The default gateways; `"unknown"` where the platform has no `/proc/net`. */
  readonly gateways: readonly Gateway[] | "unknown";
}

/** Where a probe of addresses looks. */
export interface AddressSources {
  readonly interfaces: () => ReturnType<typeof networkInterfaces>;
  /** Reads a file of `/proc/net` by its name. */
  readonly readTable: (name: string) => Promise<string>;
}

const SYSTEM_SOURCES: AddressSources = {
  interfaces: networkInterfaces,
  readTable: async (name) => await readFile(`/proc/net/${name}`, "utf8"),
};

/**
 * Lists the addresses of this machine and its default gateways. Nothing is sent.
 *
 * *Diagnostics*: throws nothing; what the platform does not tell is `"unknown"`.
 */
export async function probeAddresses(
  sources: AddressSources = SYSTEM_SOURCES,
): Promise<AddressProbe> {
  const found = Object.entries(sources.interfaces());
  const addresses = found.flatMap(([interfaceName, each = []]) =>
    each.map(({ address, family }): OwnAddress => {
      const kind = family === "IPv4" ? "ipv4" : "ipv6";
      return { family: kind, address, interfaceName, reach: reachOf(address) };
    }),
  );
  return { addresses, gateways: await readGateways(sources) };
}

function reachOf(address: string): OwnAddress["reach"] {
  if (isLoopbackAddress(address)) return "this machine";
  return /^(?:169\.254\.|fe[89ab])/i.test(address) ? "this link" : "further";
}

async function readGateways({ readTable }: AddressSources): Promise<AddressProbe["gateways"]> {
  const tables = await Promise.all(
    ["route", "ipv6_route"].map((name) => readTable(name).catch(() => undefined)),
  );
  const [ipv4, ipv6] = tables;
  if (ipv4 === undefined && ipv6 === undefined) return "unknown";
  return [...readIpv4Gateways(ipv4 ?? "", endianness()), ...readIpv6Gateways(ipv6 ?? "")];
}
