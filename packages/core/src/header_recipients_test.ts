import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { toAscii } from "./_testing/to_ascii.ts";
import { readHeaderRecipients, readRecipient } from "./header_recipients.ts";

const NAMES = { toAscii, localDomain: "example.com" };

describe("readHeaderRecipients()", () => {
  it.each([
    ["", []],
    ["a@b.test", ["a@b.test"]],
    ["A <a@b.test>, c@d.test,", ["a@b.test", "c@d.test"]],
    ["root", ["root@example.com"]],
    ["root (Cron Daemon)", ["root@example.com"]],
    ["<root>", ["root@example.com"]],
    ["Admin <root>", ["root@example.com"]],
    ["undisclosed-recipients:;", []],
    ["Team: a@b.test, Bob <c@d.test>;, e@f.test", ["a@b.test", "c@d.test", "e@f.test"]],
    ["a@b.test; c@d.test", ["a@b.test", "c@d.test"]],
    ['"x@evil.test, y" <a@b.test>', ["a@b.test"]],
    ["a@b.test (x@evil.test, y@evil.test)", ["a@b.test"]],
    ["(nested (comment) \\) x@evil.test) a@b.test", ["a@b.test"]],
    ["=?utf-8?B?WA==?= <a@b.test>", ["a@b.test"]],
    ["a@[IPv6:::1]", ["a@[IPv6:::1]"]],
    ['<"a>b"@b.test>', ['"a>b"@b.test']],
  ])("readHeaderRecipients() reads %j", (value, texts) => {
    const reading = readHeaderRecipients(value, NAMES);
    expect(reading.kind === "read" ? reading.addresses.map(({ text }) => text) : reading).toEqual(
      texts,
    );
  });

  it.each([
    ["a@b@c", "a@b@c"],
    ["a@b.test x@y.test", "a@b.test x@y.test"],
    ['"open <a@b.test>', '"open <a@b.test>'],
    ["(open a@b.test", "(open a@b.test"],
    ["Team: a@b.test", "Team: a@b.test"],
    ["<a@b.test", "<a@b.test"],
    ["a@b.test, two words", "two words"],
    ["a@b.test\r\nBcc: x@y.test", "Bcc: x@y.test"],
  ])("readHeaderRecipients() refuses %j", (value, text) => {
    const reading = readHeaderRecipients(value, NAMES);
    expect(reading.kind).toBe("refused");
    expect(reading.kind === "refused" && (reading.text === text || value.includes(text))).toBe(
      true,
    );
  });

  it("readHeaderRecipients() never takes an address out of a quote or a comment", () => {
    const random = new SeededRandom(822);
    const pieces = [
      '"',
      "\\",
      "(",
      ")",
      "<",
      ">",
      ",",
      ";",
      ":",
      " ",
      "a@b.test",
      "x@evil.test",
      "q",
    ];
    for (let round = 0; round < 5000; round++) {
      const hidden = random.text(pieces, 6).replace(/["\\]/g, "");
      const value = `"${hidden}" <a@b.test>, c@d.test (${hidden.replace(/[()]/g, "")})`;
      const reading = readHeaderRecipients(value, NAMES);
      const texts = reading.kind === "read" ? reading.addresses.map(({ text }) => text) : [];
      expect([value, texts]).toEqual([value, ["a@b.test", "c@d.test"]]);
      readHeaderRecipients(random.text(pieces, 12), NAMES);
    }
  });
});

describe("readRecipient()", () => {
  it.each([
    ["root", undefined, undefined],
    ["root", "example.com", "root@example.com"],
    ["a@b.test", undefined, "a@b.test"],
    ["A <a@b.test>", "example.com", "a@b.test"],
    ["a@b.test, c@d.test", "example.com", undefined],
    ["", "example.com", undefined],
    ["..", "example.com", undefined],
  ])("readRecipient() reads %j at %j as %j", (text, localDomain, address) => {
    expect(readRecipient(text, { toAscii, localDomain })?.text).toBe(address);
  });
});
