import { existsSync } from "node:fs";
import { endianness } from "node:os";
import { describe, expect, it } from "@jest/globals";
import { readIpv4Gateways } from "./_route_tables.ts";
import { probeAddresses } from "./probe_addresses.ts";

const ROUTE = [
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
  "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
  "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
  "wlan0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0",
  "",
].join("\n");

const ZERO = "0".repeat(32);
const IPV6_ROUTE = [
  `fd00${"0".repeat(28)} 40 ${ZERO} 00 ${ZERO} 00000100 00000001 00000000 00000001     eth0`,
  `${ZERO} 00 ${ZERO} 00 fe80${"0".repeat(27)}1 00000400 00000002 00000000 00000003     eth0`,
  `${ZERO} 00 ${ZERO} 00 ${ZERO} ffffffff 00000001 00000000 00200200       lo`,
  "",
].join("\n");

function face(address: string, family: "IPv4" | "IPv6") {
  return {
    address,
    family,
    netmask: "",
    mac: "",
    internal: false,
    cidr: null,
    ...(family === "IPv6" ? { scopeid: 0 } : {}),
  } as never;
}

const interfaces = () => ({
  lo: [face("127.0.0.1", "IPv4"), face("::1", "IPv6")],
  eth0: [face("192.0.2.7", "IPv4"), face("fe80::7", "IPv6"), face("2001:db8::7", "IPv6")],
  usb0: [face("169.254.1.1", "IPv4")],
});

describe("probeAddresses()", () => {
  it("tells how far each address reaches, and the ways out", async () => {
    const tables: Readonly<Record<string, string>> = { route: ROUTE, ipv6_route: IPV6_ROUTE };
    const found = await probeAddresses({
      interfaces,
      readTable: async (name) => tables[name] ?? "",
    });
    expect(found.addresses.map(({ address, reach }) => [address, reach])).toEqual([
      ["127.0.0.1", "this machine"],
      ["::1", "this machine"],
      ["192.0.2.7", "further"],
      ["fe80::7", "this link"],
      ["2001:db8::7", "further"],
      ["169.254.1.1", "this link"],
    ]);
    const address = endianness() === "LE" ? "192.0.2.1" : "1.2.0.192";
    expect(found.gateways).toEqual([
      { family: "ipv4", address, interfaceName: "eth0" },
      { family: "ipv6", address: "fe80::1", interfaceName: "eth0" },
    ]);
  });

  it("does not know the gateway where no table can be read", async () => {
    const readTable = () => Promise.reject(new Error("no such file"));
    expect((await probeAddresses({ interfaces, readTable })).gateways).toBe("unknown");
  });

  it("reads this machine, whichever kind it is", async () => {
    const found = await probeAddresses();
    const hasTables = existsSync("/proc/net/route") || existsSync("/proc/net/ipv6_route");
    expect(found.gateways === "unknown").toBe(!hasTables);
    for (const { family, address } of found.addresses) {
      expect(family === "ipv6").toBe(address.includes(":"));
    }
  });
});

describe("readIpv4Gateways()", () => {
  it.each([
    ["LE", "192.0.2.1"],
    ["BE", "1.2.0.192"],
  ] as const)("reads the order of a %s machine", (order, address) => {
    expect(readIpv4Gateways(ROUTE, order)).toEqual([
      { family: "ipv4", address, interfaceName: "eth0" },
    ]);
  });

  it("reads nothing out of rubbish", () => {
    expect(readIpv4Gateways("eth0 00000000 XYZ 0003 0 0 0 00000000\n\n\0", "LE")).toEqual([]);
  });
});
