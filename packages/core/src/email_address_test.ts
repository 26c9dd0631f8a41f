import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { toAscii } from "./_testing/to_ascii.ts";
import { isEmailAddress, parseEmailAddress, tryParseEmailAddress } from "./email_address.ts";

function plain(localPart: string, domain: string): object {
  return { localPart, domain, text: `${localPart}@${domain}`, needsSmtpUtf8: false };
}

const LOCAL_64 = "x".repeat(64);
const DOMAIN_189 = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(61)}`;

describe("parseEmailAddress()", () => {
  it.each([
    ["a@b", plain("a", "b")],
    ["Pump.House+7@Example.COM", plain("Pump.House+7", "example.com")],
    ["!#$%&'*+-/=?^_`{|}~@example.com", plain("!#$%&'*+-/=?^_`{|}~", "example.com")],
    ['"pump"@example.com', plain("pump", "example.com")],
    ['"p\\ump.house"@example.com', plain("pump.house", "example.com")],
    ['"pump house"@example.com', plain('"pump house"', "example.com")],
    ['"pump..house"@example.com', plain('"pump..house"', "example.com")],
    ['"a@b"@example.com', plain('"a@b"', "example.com")],
    ['"a\\"b\\\\c"@example.com', plain('"a\\"b\\\\c"', "example.com")],
    ['"\\ "@example.com', plain('" "', "example.com")],
    ['""@example.com', plain('""', "example.com")],
    ["a@[192.0.2.7]", plain("a", "[192.0.2.7]")],
    ["a@[ipv6:2001:DB8::7]", plain("a", "[IPv6:2001:db8::7]")],
    ["a@example.com.", plain("a", "example.com")],
    ["root@localhost", plain("root", "localhost")],
    [`${LOCAL_64}@example.com`, plain(LOCAL_64, "example.com")],
    [`${LOCAL_64}@${DOMAIN_189}`, plain(LOCAL_64, DOMAIN_189)],
    [
      "pump@Bücher.example",
      { ...plain("pump", "xn--bcher-kva.example"), unicodeDomain: "Bücher.example" },
    ],
    ["né@example.com", { ...plain("né", "example.com"), needsSmtpUtf8: true }],
    ['"né e"@example.com', { ...plain('"né e"', "example.com"), needsSmtpUtf8: true }],
    [
      "用户@例え.jp",
      { ...plain("用户", "xn--r8jz45g.jp"), unicodeDomain: "例え.jp", needsSmtpUtf8: true },
    ],
  ])("parseEmailAddress() reads %s", (text, expected) => {
    expect(parseEmailAddress(text, toAscii)).toEqual(expected);
    expect(isEmailAddress(text, toAscii)).toBe(true);
  });

  it.each([
    ["", "it is empty"],
    ["pump", "it has no @"],
    ["@example.com", "there is nothing before the @"],
    ["pump@", "there is nothing after the @"],
    [".a@b", "a dot begins, ends or doubles in the part before the @"],
    ["a.@b", "a dot begins, ends or doubles in the part before the @"],
    ["a..b@c", "a dot begins, ends or doubles in the part before the @"],
    ["a b@c", "the part before the @ has a character that needs quotes"],
    ["Ann <a@b>", "there are < and > around the address"],
    ["<a@b>", "there are < and > around the address"],
    ["a(comment)@b", "the part before the @ has a character that needs quotes"],
    ["@hop.example:a@b", "there is nothing before the @"],
    ["a,b@c", "the part before the @ has a character that needs quotes"],
    ['"a@b', "the quotes are not closed"],
    ['"a\\"@b', "the quotes are not closed"],
    ['"a\\', "the quotes are not closed"],
    ['"a"b@c', "there is no @ after the quotes"],
    ['"a"', "there is no @ after the quotes"],
    ["a@b@c", "the domain: it is an email address"],
    ["a@b_c.example", "the domain: it has an underscore"],
    ["a@b c", 'the domain: it has the character " "'],
    ["a@-b.example", 'the domain: the part "-b" begins or ends with a hyphen'],
    ["a@192.0.2.7", "an IP address as domain needs brackets"],
    ["a@2001:db8::7", "an IP address as domain needs brackets"],
    ["a@1.2.3", "the domain: it ends in a number but is not an IPv4 address"],
    ["a@[2001:db8::7]", 'an IPv6 address in brackets needs the word "IPv6:"'],
    ["a@[tag:content]", "the brackets hold no IP address"],
    ["a@[192.0.2.7", "the brackets around the address do not match"],
    ["a@b\r\nRCPT TO:<c@d>", "it has the control character U+000D"],
    ["a\n@b", "it has the control character U+000A"],
    ['"a\u0000"@b', "it has the control character U+0000"],
    ['"a\\\r\n"@b', "it has the control character U+000D"],
    ["a\u0085@b", "it has the control character U+0085"],
    ["a\u007f@b", "it has the control character U+007F"],
    ["a\t@b", "it has the control character U+0009"],
    ["a\u202e@b", "it has the control character U+202E"],
    ["a\ud800@b", "it has the control character U+D800"],
    ["a\u00a0@b", "it has the invisible character U+00A0"],
    ["a@b\u200b", "it has the invisible character U+200B"],
    [`${LOCAL_64}x@b`, "the part before the @ is longer than 64 octets"],
    [`${"é".repeat(33)}@b`, "the part before the @ is longer than 64 octets"],
    [`${LOCAL_64}@${DOMAIN_189}d`, "it is longer than 254 octets"],
    [`a@${"b.".repeat(100_000)}c`, "it is longer than 254 octets"],
  ])("parseEmailAddress() refuses %j", (text, is) => {
    expect(tryParseEmailAddress(text, toAscii)).toBeUndefined();
    expect(isEmailAddress(text, toAscii)).toBe(false);
    expect(() => parseEmailAddress(text, toAscii)).toThrow(SyntaxError);
    expect(() => parseEmailAddress(text, toAscii)).toThrow(`": ${is}, `);
  });

  it("parseEmailAddress() throws nothing but SyntaxError, and reads its own text as the same", () => {
    const random = new SeededRandom(5321);
    const pieces = [
      "a",
      "B",
      "7",
      ".",
      '"',
      "\\",
      "@",
      " ",
      "<",
      "é",
      "\r",
      "\n",
      "\u0000",
      "[",
      "]",
    ];
    const tails = ["", "@b", "@b.example", '"@b', "@[192.0.2.7]", "@[IPv6:::1]", "@é.example"];
    let read = 0;
    for (let round = 0; round < 40_000; round += 1) {
      const text = random.text(pieces, 8) + (tails[random.below(tails.length)] ?? "");
      try {
        const { unicodeDomain: _, ...address } = parseEmailAddress(text, toAscii);
        read += 1;
        expect(parseEmailAddress(address.text, toAscii)).toEqual(address);
        expect(address.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
    expect(read).toBeGreaterThan(1000);
  });
});
