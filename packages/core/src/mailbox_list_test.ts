import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { toAscii } from "./_testing/to_ascii.ts";
import { parseEmailAddress } from "./email_address.ts";
import { formatMailbox, parseMailboxList, tryParseMailboxList } from "./mailbox_list.ts";

type Row = readonly [name: string | undefined, address: string];

function read(text: string): readonly Row[] {
  const list = parseMailboxList(text, toAscii, { allowEmpty: true });
  return list.map(({ name, address }) => [name, address.text]);
}

describe("parseMailboxList()", () => {
  it.each<readonly [string, readonly Row[]]>([
    ["", []],
    [" , ; ", []],
    ["a@b", [[undefined, "a@b"]]],
    ["<a@b>", [[undefined, "a@b"]]],
    [
      "a@b, c@d; e@f;",
      [
        [undefined, "a@b"],
        [undefined, "c@d"],
        [undefined, "e@f"],
      ],
    ],
    [
      "a@b,,c@d",
      [
        [undefined, "a@b"],
        [undefined, "c@d"],
      ],
    ],
    ["Name <a@b>", [["Name", "a@b"]]],
    ["J. R.  Lee<a@b>", [["J. R. Lee", "a@b"]]],
    [
      'Name <a@b>, "Q, uoted" <c@d>, e@f; ',
      [
        ["Name", "a@b"],
        ["Q, uoted", "c@d"],
        [undefined, "e@f"],
      ],
    ],
    ['"a \\"b\\" \\\\" <c@d>', [['a "b" \\', "c@d"]]],
    ['"Dr" Ann "Lee" <a@b>', [["Dr Ann Lee", "a@b"]]],
    ['"" <a@b>', [[undefined, "a@b"]]],
    ["山田　太郎 <a@b>", [["山田　太郎", "a@b"]]],
    ["< a@b >", [[undefined, "a@b"]]],
    [
      '"a,b;c <d>"@e, f@g',
      [
        [undefined, '"a,b;c <d>"@e'],
        [undefined, "f@g"],
      ],
    ],
    ['X <"a>,b"@c>', [["X", '"a>,b"@c']]],
    [
      "a@[IPv6:2001:db8::7], b@[192.0.2.7]",
      [
        [undefined, "a@[IPv6:2001:db8::7]"],
        [undefined, "b@[192.0.2.7]"],
      ],
    ],
    ["a@bücher.example", [[undefined, "a@xn--bcher-kva.example"]]],
  ])("parseMailboxList() reads %s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each<readonly [string, readonly Row[]]>([
    ['"x@evil.example y" <ann@good.example>', [["x@evil.example y", "ann@good.example"]]],
    ['"<x@evil.example>" <ann@good.example>', [["<x@evil.example>", "ann@good.example"]]],
    [
      '"<x@evil.example>, " <ann@good.example>',
      [["<x@evil.example>,", "ann@good.example"]].map(
        ([name, address]) => [`${name} `, address ?? ""] as const,
      ),
    ],
    ['"a\\" <x@evil.example>" <ann@good.example>', [['a" <x@evil.example>', "ann@good.example"]]],
  ])("parseMailboxList() never takes an address from a quoted name: %s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    [
      "Team: a@b, c@d;",
      'in "Team: a@b" there is a colon before the address, and groups are not supported',
    ],
    [
      "Team: Ann <a@b>;",
      'in "Team: Ann <a@b>" there is a colon in a name without quotes, and groups are not supported',
    ],
    [
      "undisclosed-recipients:;",
      'in "undisclosed-recipients:" there is a colon before the address, and groups are not supported',
    ],
    ["a@b (comment)", 'in "a@b (comment)" it has a comment in parentheses'],
    ["Ann (Sales) <a@b>", 'in "Ann (Sales) <a@b>" it has a comment in parentheses'],
    ["x@evil <a@b>", 'in "x@evil <a@b>" there is an @ in a name without quotes'],
    [
      "Ann a@b",
      'in "Ann a@b" there is a name but no < and > around the address, or a comma is missing',
    ],
    [
      "a@b c@d",
      'in "a@b c@d" there is a name but no < and > around the address, or a comma is missing',
    ],
    [
      '"Ann" a@b',
      'in ""Ann" a@b" there is a name but no < and > around the address, or a comma is missing',
    ],
    ['a"b" <c@d>', 'in "a"b" <c@d>" there is a " in a name without quotes'],
    ['"a"b <c@d>', 'in ""a"b <c@d>" there is text right after a closing quote'],
    ["<a@b> c", 'in "<a@b> c" there is text after the >, or a comma is missing'],
    ["<a@b> <c@d>", "there are two < in one entry"],
    ["<<a@b>>", "there are two < in one entry"],
    ["a@b>", "there is a > without a <"],
    ["<a@b, c@d", "a < is not closed"],
    ["<a@b, c@d>", 'in "<a@b, c@d>" the domain: it has the character ","'],
    ['"Ann <a@b>', "the quotes are not closed"],
    ["a@[192.0.2.7", "a [ is not closed"],
    ["Ann <>", 'in "Ann <>" it is empty'],
    ["a@b, c", 'in "c" it has no @'],
    ["a@b\r\nBcc: c@d", "it has the control character U+000D"],
    ['"a\r\nBcc: c@d" <e@f>', "it has the control character U+000D"],
    ["a@b\n c@d", "it has the control character U+000A"],
    ['"\u0000" <a@b>', "it has the control character U+0000"],
    ["\u202ea <a@b>", "it has the control character U+202E"],
    ["a <b\u200b@c>", 'in "a <b\\u{200b}@c>" it has the invisible character U+200B'],
    ["a@b,".repeat(10_001), "it has more than 10000 addresses"],
    ["x".repeat(1_048_577), "it is longer than 1048576 characters"],
    ["[".repeat(1_000_000), "a [ is not closed"],
    ['"'.repeat(1_000_001), "the quotes are not closed"],
    [`${"(".repeat(1_000_000)}`, `in "${"(".repeat(80)}..." it is longer than 254 octets`],
    [`${'"a" '.repeat(200_000)}`, `in "${'"a" '.repeat(20)}..." it is longer than 254 octets`],
  ])("parseMailboxList() refuses list %#", (text, is) => {
    expect(tryParseMailboxList(text, toAscii, { allowEmpty: true })).toBeUndefined();
    expect(() => parseMailboxList(text, toAscii)).toThrow(SyntaxError);
    expect(() => parseMailboxList(text, toAscii)).toThrow(`": ${is}, `);
  });

  it("parseMailboxList() refuses an empty list unless it is told", () => {
    expect(() => parseMailboxList(" ; ", toAscii)).toThrow(
      'Cannot read address list " ; ": it names no address, a list like "Ann Lee <ann@example.com>, bob@example.com" is accepted',
    );
  });

  it("parseMailboxList() reads 10,000 addresses", () => {
    expect(parseMailboxList("a@b,".repeat(10_000), toAscii)).toHaveLength(10_000);
  });
});

describe("formatMailbox()", () => {
  const address = parseEmailAddress("a@b.example", toAscii);

  it.each([
    [undefined, "a@b.example"],
    ["", "a@b.example"],
    ["Ann Lee", "Ann Lee <a@b.example>"],
    ["J. Lee", "J. Lee <a@b.example>"],
    ["Lee, Ann", '"Lee, Ann" <a@b.example>'],
    ["x@evil.example", '"x@evil.example" <a@b.example>'],
    ['a "b" \\', '"a \\"b\\" \\\\" <a@b.example>'],
    [" two  spaces ", '" two  spaces " <a@b.example>'],
    ["Zoë", "Zoë <a@b.example>"],
  ])("formatMailbox() of %j is %s", (name, expected) => {
    expect(formatMailbox({ name, address })).toBe(expected);
  });

  it("formatMailbox() is what parseMailboxList() reads back, for every list it accepts", () => {
    const random = new SeededRandom(5322);
    const pieces = [
      "Ann",
      " ",
      ",",
      ";",
      '"',
      "\\",
      "<",
      ">",
      "a@b",
      "(",
      ":",
      "é",
      "[",
      "]",
      '"x" <c@d>',
      "\r\n",
    ];
    let parsed = 0;
    for (let round = 0; round < 40_000; round += 1) {
      try {
        const list = parseMailboxList(random.text(pieces, 7), toAscii);
        parsed += 1;
        expect(parseMailboxList(list.map(formatMailbox).join(", "), toAscii)).toEqual(list);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
    }
    expect(parsed).toBeGreaterThan(1000);
  });
});
