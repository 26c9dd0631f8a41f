import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { toAscii } from "./_testing/to_ascii.ts";
import { isHostName, isLoopbackAddress, parseHostName, tryParseHostName } from "./host_name.ts";

const LABEL_63 = "a".repeat(63);
const NAME_253 = `${LABEL_63}.${LABEL_63}.${LABEL_63}.${"b".repeat(61)}`;

describe("parseHostName()", () => {
  it.each([
    ["mail", { kind: "name", text: "mail", isLoopback: false }],
    ["SMTP.Example.COM", { kind: "name", text: "smtp.example.com", isLoopback: false }],
    ["smtp.example.com.", { kind: "name", text: "smtp.example.com", isLoopback: false }],
    ["3com.example", { kind: "name", text: "3com.example", isLoopback: false }],
    ["1.2.3.4.example", { kind: "name", text: "1.2.3.4.example", isLoopback: false }],
    ["r3---sn.example", { kind: "name", text: "r3---sn.example", isLoopback: false }],
    ["xn--bcher-kva.example", { kind: "name", text: "xn--bcher-kva.example", isLoopback: false }],
    ["Bücher.Example", { kind: "name", text: "xn--bcher-kva.example", isLoopback: false }],
    ["例え.jp", { kind: "name", text: "xn--r8jz45g.jp", isLoopback: false }],
    [NAME_253, { kind: "name", text: NAME_253, isLoopback: false }],
    [`${NAME_253}.`, { kind: "name", text: NAME_253, isLoopback: false }],
    ["localhost", { kind: "name", text: "localhost", isLoopback: true }],
    ["LocalHost.", { kind: "name", text: "localhost", isLoopback: true }],
    ["mail.localhost", { kind: "name", text: "mail.localhost", isLoopback: true }],
    ["notlocalhost", { kind: "name", text: "notlocalhost", isLoopback: false }],
    ["localhost.example", { kind: "name", text: "localhost.example", isLoopback: false }],
    ["0.0.0.0", { kind: "ipv4", text: "0.0.0.0", isLoopback: false }],
    ["192.0.2.7", { kind: "ipv4", text: "192.0.2.7", isLoopback: false }],
    ["127.0.0.1", { kind: "ipv4", text: "127.0.0.1", isLoopback: true }],
    ["127.255.255.255", { kind: "ipv4", text: "127.255.255.255", isLoopback: true }],
    ["128.0.0.1", { kind: "ipv4", text: "128.0.0.1", isLoopback: false }],
    ["::", { kind: "ipv6", text: "::", isLoopback: false }],
    ["::1", { kind: "ipv6", text: "::1", isLoopback: true }],
    ["[::1]", { kind: "ipv6", text: "::1", isLoopback: true }],
    ["0:0:0:0:0:0:0:1", { kind: "ipv6", text: "::1", isLoopback: true }],
    ["::2", { kind: "ipv6", text: "::2", isLoopback: false }],
    ["2001:DB8::7", { kind: "ipv6", text: "2001:db8::7", isLoopback: false }],
    ["2001:db8:0:1:1:1:1:1", { kind: "ipv6", text: "2001:db8:0:1:1:1:1:1", isLoopback: false }],
    ["2001:0:0:1:0:0:0:1", { kind: "ipv6", text: "2001:0:0:1::1", isLoopback: false }],
    ["1:2:3:4:5:6:7::", { kind: "ipv6", text: "1:2:3:4:5:6:7:0", isLoopback: false }],
    ["::ffff:127.9.9.9", { kind: "ipv6", text: "::ffff:127.9.9.9", isLoopback: true }],
    ["::FFFF:7f00:1", { kind: "ipv6", text: "::ffff:127.0.0.1", isLoopback: true }],
    ["::ffff:192.0.2.7", { kind: "ipv6", text: "::ffff:192.0.2.7", isLoopback: false }],
    ["64:ff9b::192.0.2.33", { kind: "ipv6", text: "64:ff9b::c000:221", isLoopback: false }],
    ["::127.0.0.1", { kind: "ipv6", text: "::7f00:1", isLoopback: false }],
  ])("parseHostName() reads %s", (text, expected) => {
    expect(parseHostName(text, toAscii)).toEqual(expected);
  });

  it.each([
    ["", "it is empty"],
    [".", "it has an empty part between dots"],
    ["a..b", "it has an empty part between dots"],
    [".a", "it has an empty part between dots"],
    ["a.example..", "it has an empty part between dots"],
    ["mail_host.example", "it has an underscore"],
    ["-a.example", 'the part "-a" begins or ends with a hyphen'],
    ["a-.example", 'the part "a-" begins or ends with a hyphen'],
    ["xn--.example", 'the part "xn--" names no characters'],
    [`${"a".repeat(64)}.example`, `the part "${"a".repeat(64)}" is longer than 63 characters`],
    [`${NAME_253}b`, "it is longer than 253 characters"],
    ["a b", 'it has the character " "'],
    [" a", 'it has the character " "'],
    ["a\r\nQUIT", 'it has the character "\\u{d}"'],
    ["a\u0000", 'it has the character "\\u{0}"'],
    ["smtp://a.example", "it is a URL or a path"],
    ["me@a.example", "it is an email address"],
    ["a.example:587", "it ends in a port"],
    ["[::1]:587", "it is not an IPv6 address"],
    ["127.1", "it ends in a number but is not an IPv4 address"],
    ["2130706433", "it ends in a number but is not an IPv4 address"],
    ["0x7f.0.0.1", "it ends in a number but is not an IPv4 address"],
    ["127.0.0.0x1", "it ends in a number but is not an IPv4 address"],
    ["0177.0.0.1", "it ends in a number but is not an IPv4 address"],
    ["256.0.0.1", "it ends in a number but is not an IPv4 address"],
    ["1.2.3.4.5", "it ends in a number but is not an IPv4 address"],
    ["127.0.0.1.", "it ends in a number but is not an IPv4 address"],
    ["１２７.0.0.1", "it ends in a number but is not an IPv4 address"],
    ["fe80::1%eth0", "a zone id means something on one machine only"],
    [":::", "it is not an IPv6 address"],
    ["1::2::3", "it is not an IPv6 address"],
    ["1:2:3:4:5:6:7", "it is not an IPv6 address"],
    ["1:2:3:4:5:6:7:8:9", "it is not an IPv6 address"],
    ["1:2:3:4:5:6:7:8::", "it is not an IPv6 address"],
    ["12345::", "it is not an IPv6 address"],
    ["g::", "it is not an IPv6 address"],
    ["::192.0.2", "it is not an IPv6 address"],
    ["::192.0.2.7:1", "it is not an IPv6 address"],
    ["192.0.2.7::", "it is not an IPv6 address"],
    [":1", "it ends in a port"],
    ["[::1", "it is not an IPv6 address"],
    ["[192.0.2.7]", "it is not an IPv6 address"],
    ["bü_cher.example", "it has an underscore"],
    ["ab\u200b\u200b\u2028c", "it has characters that no internet name can carry"],
  ])("parseHostName() refuses %j", (text, is) => {
    expect(tryParseHostName(text, toAscii)).toBeUndefined();
    expect(isHostName(text, toAscii)).toBe(false);
    expect(() => parseHostName(text, toAscii)).toThrow(SyntaxError);
    expect(() => parseHostName(text, toAscii)).toThrow(`": ${is}, `);
  });

  it("parseHostName() checks what the conversion answers", () => {
    for (const answer of ["a_b.example", "a b", "127.0.0.1", "ü", "", "a\r\n", undefined]) {
      expect(tryParseHostName("ü.example", () => answer)).toBeUndefined();
    }
  });

  it("parseHostName() quotes a short, printable part of what it refuses", () => {
    expect(() => parseHostName(`\u001b[31m\u202e${"x".repeat(500)}`, toAscii)).toThrow(
      `Cannot read host "\\u{1b}[31m\\u{202e}${"x".repeat(74)}...": it is longer than 253 characters, a name like smtp.example.com or an IP address is accepted`,
    );
  });
});

describe("isLoopbackAddress()", () => {
  it.each([
    ["127.0.0.1", true],
    ["127.8.8.8", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["::ffff:7f00:1", true],
    ["128.0.0.1", false],
    ["10.0.0.1", false],
    ["::", false],
    ["::ffff:10.0.0.1", false],
    ["fe80::1%lo", false],
    ["localhost", false],
    ["[::1]", false],
    ["127.1", false],
    ["", false],
  ])("isLoopbackAddress() of %s is %s", (ip, expected) => {
    expect(isLoopbackAddress(ip)).toBe(expected);
  });
});

describe("parseHostName() under noise", () => {
  it("parseHostName() throws nothing but SyntaxError, and reads its own text as the same host", () => {
    const random = new SeededRandom(20260926);
    const pieces = [
      "a",
      "Z",
      "9",
      ".",
      "-",
      ":",
      "::",
      "[",
      "]",
      "xn--",
      "127.0.0.1",
      "ü",
      "_",
      "\r\n",
    ];
    const seen = { read: 0, refused: 0 };
    for (let round = 0; round < 20_000; round += 1) {
      const text = random.text(pieces, 12);
      try {
        const host = parseHostName(text, toAscii);
        seen.read += 1;
        expect(parseHostName(host.text, toAscii)).toEqual(host);
        expect(host.text).toMatch(/^[a-z0-9.:-]+$/);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        seen.refused += 1;
      }
    }
    expect(seen.read).toBeGreaterThan(500);
    expect(seen.refused).toBeGreaterThan(500);
  });
});
