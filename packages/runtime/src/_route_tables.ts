import { parseHostName } from "@fieldpost/core";
import { toAscii } from "./to_ascii.ts";

/** A way out of the local networks. */
export interface Gateway {
  readonly family: "ipv4" | "ipv6";
  readonly address: string;
  readonly interfaceName: string;
}

// include/uapi/linux/route.h of Linux.
const RTF_UP = 1;
const RTF_GATEWAY = 2;

/** Reads the default gateways out of `/proc/net/route`, whose addresses are in the host's order. */
export function readIpv4Gateways(text: string, endianness: "BE" | "LE"): readonly Gateway[] {
  return rowsOf(text).flatMap((row): Gateway[] => {
    const [interfaceName = "", destination, gateway = "", flags = "", , , , mask] = row;
    const isDefault = destination === "00000000" && mask === "00000000";
    if (!isDefault || !leadsOut(flags) || !/^[0-9A-F]{8}$/i.test(gateway)) return [];
    const octets = Buffer.from(gateway, "hex");
    if (endianness === "LE") octets.reverse();
    return [{ family: "ipv4", address: octets.join("."), interfaceName }];
  });
}

/** Reads the default gateways out of `/proc/net/ipv6_route`. */
export function readIpv6Gateways(text: string): readonly Gateway[] {
  return rowsOf(text).flatMap((row): Gateway[] => {
    const [destination = "", prefix, , , nextHop = "", , , , flags = "", interfaceName = ""] = row;
    const isDefault = /^0{32}$/.test(destination) && prefix === "00";
    if (!isDefault || !leadsOut(flags) || !/^[0-9a-f]{32}$/i.test(nextHop)) return [];
    const groups = nextHop.match(/.{4}/g) ?? [];
    const { text: address } = parseHostName(groups.join(":"), toAscii);
    return [{ family: "ipv6", address, interfaceName }];
  });
}

function rowsOf(text: string): readonly (readonly string[])[] {
  return text.split("\n").map((line) => line.trim().split(/\s+/));
}

function leadsOut(hexFlags: string): boolean {
  const flags = Number.parseInt(hexFlags, 16);
  return (flags & RTF_UP) !== 0 && (flags & RTF_GATEWAY) !== 0;
}
