import { lookup } from "node:dns/promises";
import { parseHostName } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { probeDns } from "./probe_dns.ts";
import { toAscii } from "./to_ascii.ts";

const LIMIT = { limitMs: 5000, signal: undefined };

describe("probeDns()", () => {
  it("finds what a connection would find, on either kind of machine", async () => {
    const probe = await probeDns(parseHostName("localhost", toAscii), LIMIT);
    const known = await lookup("localhost", { all: true });
    const found = [...probe.ipv4.addresses, ...probe.ipv6.addresses];
    for (const { address } of known) expect(found).toContain(address);
    expect(probe.ipv4.addresses.every((address) => address.startsWith("127."))).toBe(true);
    expect(probe.ipv6.addresses.every((address) => address.includes(":"))).toBe(true);
  });

  it.each([
    ["192.0.2.7", "ipv4", "ipv6"],
    ["[2001:db8::7]", "ipv6", "ipv4"],
  ] as const)("asks nobody about %s", async (text, own, other) => {
    const host = parseHostName(text, toAscii);
    const probe = await probeDns(host, LIMIT);
    expect(probe[own]).toEqual({ addresses: [host.text], tookMs: 0, failure: undefined });
    expect(probe[other]).toMatchObject({ addresses: [], failure: { code: "ENODATA" } });
  });

  it("says why a name leads nowhere", async () => {
    const probe = await probeDns(parseHostName("nobody.invalid", toAscii), LIMIT);
    expect(probe.ipv4.addresses).toEqual([]);
    expect(probe.ipv4.failure?.code).toMatch(/^E[A-Z_]+$/);
  });

  it("gives up when it is told to", async () => {
    const limit = { limitMs: 5000, signal: AbortSignal.abort() };
    const probe = await probeDns(parseHostName("localhost", toAscii), limit);
    expect(probe.ipv4.failure?.code).toBe("ABORT_ERR");
  });
});
