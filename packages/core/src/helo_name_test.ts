import { describe, expect, it } from "@jest/globals";
import { heloNameFor, isHeloName, parseHeloName, tryParseHeloName } from "./helo_name.ts";

describe("parseHeloName()", () => {
  it.each([
    ["unit7.example.com", "unit7.example.com"],
    ["Unit7.Example.COM.", "unit7.example.com"],
    ["unit7.local", "unit7.local"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["[192.0.2.7]", "[192.0.2.7]"],
    ["[127.0.0.1]", "[127.0.0.1]"],
    ["[ipv6:2001:DB8:0:0::7]", "[IPv6:2001:db8::7]"],
  ])("parseHeloName() reads %s", (text, expected) => {
    expect(parseHeloName(text)).toBe(expected);
    expect(isHeloName(expected)).toBe(true);
  });

  it.each([
    ["", "it is empty"],
    ["localhost", "every machine has this name"],
    ["mail.localhost", "every machine has this name"],
    ["LocalHost.LocalDomain", "every machine has this name"],
    ["unit7", "it has no domain"],
    ["_", "it has an underscore"],
    ["unit_7.example.com", "it has an underscore"],
    ["127.0.0.1", "an IP address needs brackets here"],
    ["2001:db8::7", "an IP address needs brackets here"],
    ["[2001:db8::7]", 'an IPv6 address in brackets needs the word "IPv6:"'],
    ["[IPv6:192.0.2.7]", "the brackets hold no IPv6 address"],
    ["[unit7.example.com]", "the brackets hold no IP address"],
    ["[192.0.2.7", "the brackets around the address do not match"],
    ["[192.0.2.7]\r\nQUIT", "the brackets around the address do not match"],
    ["a.example\r\nQUIT", 'it has the character "\\u{d}"'],
    ["bücher.example", "it has characters that no internet name can carry"],
  ])("parseHeloName() refuses %j", (text, is) => {
    expect(tryParseHeloName(text)).toBeUndefined();
    expect(isHeloName(text)).toBe(false);
    expect(() => parseHeloName(text)).toThrow(SyntaxError);
    expect(() => parseHeloName(text)).toThrow(`": ${is}, `);
  });
});

describe("heloNameFor()", () => {
  it.each([
    ["a.example.com", "b.example.com", "192.0.2.7", "a.example.com"],
    [undefined, "B.example.com", "192.0.2.7", "b.example.com"],
    ["localhost", "b.example.com", "192.0.2.7", "b.example.com"],
    [undefined, "unit7", "192.0.2.7", "[192.0.2.7]"],
    [undefined, "unit_7.example.com", "192.0.2.7", "[192.0.2.7]"],
    [undefined, "localhost.localdomain", "127.0.0.1", "[127.0.0.1]"],
    [undefined, undefined, "2001:DB8::7", "[IPv6:2001:db8::7]"],
    [undefined, undefined, "fe80::7%eth0", "[IPv6:fe80::7]"],
    [undefined, undefined, "::ffff:192.0.2.7", "[192.0.2.7]"],
    [undefined, undefined, "", "[127.0.0.1]"],
    ["a\r\nb.example", "c\nd.example", "e\r\nQUIT", "[127.0.0.1]"],
  ])("heloNameFor() of %j, %j at %j is %s", (configured, hostName, localAddress, expected) => {
    const name = heloNameFor({ configured, hostName, localAddress });
    expect(name).toBe(expected);
    expect(isHeloName(name)).toBe(true);
  });
});
