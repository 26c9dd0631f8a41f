import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { readHeaderSection } from "./header_section.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

function read(text: string): { fields: unknown; body: string } | undefined {
  const bytes = encodeUtf8(text);
  const section = readHeaderSection(bytes, true);
  return (
    section && {
      fields: section.fields.map(({ name, value }) => [name, value]),
      body: decodeUtf8(bytes.subarray(section.bodyStart)),
    }
  );
}

describe("readHeaderSection()", () => {
  it.each([
    ["", [], ""],
    ["\r\nbody\r\n", [], "body\r\n"],
    ["body\r\nTo: a\r\n", [], "body\r\nTo: a\r\n"],
    ["To: a\r\n", [["to", "a"]], ""],
    ["To: a", [["to", "a"]], ""],
    ["To: a\r\n\r\n\r\nb\r\n", [["to", "a"]], "\r\nb\r\n"],
    ["TO : a\r\n\r\nb\r\n", [["to", "a"]], "b\r\n"],
    [
      "To:\r\n a,\r\n\tb\r\nX: y\r\n\r\n",
      [
        ["to", "a,\tb"],
        ["x", "y"],
      ],
      "",
    ],
    ["From ann Sat Jan  3 01:05:34 1996\r\nTo: a\r\n\r\nb\r\n", [["to", "a"]], "b\r\n"],
    ["To: a\r\nFrom ann\r\n\r\nb\r\n", [["to", "a"]], "From ann\r\n\r\nb\r\n"],
    ["To: a\r\nno field\r\n", [["to", "a"]], "no field\r\n"],
    [" folded at first\r\n", [], " folded at first\r\n"],
    ["S: \u00e4\u00f6\r\n\r\n", [["s", "\u00e4\u00f6"]], ""],
    ["\u00e4: b\r\n", [], "\u00e4: b\r\n"],
  ])("readHeaderSection() reads %j", (text, fields, body) => {
    expect(read(text)).toEqual({ fields, body });
  });

  it("readHeaderSection() asks for more until the end of the section is there", () => {
    const text = "To: a\r\nSubject: b\r\n\r\n";
    const bytes = encodeUtf8(text);
    for (let length = 0; length < bytes.length; length++) {
      expect(readHeaderSection(bytes.subarray(0, length), false)).toBeUndefined();
    }
    expect(readHeaderSection(bytes, false)?.bodyStart).toBe(bytes.length);
  });

  it("readHeaderSection() never throws, loses no octet and never reads past the end", () => {
    const random = new SeededRandom(5322);
    const pieces = [
      "\r\n",
      "\n",
      "\r",
      ":",
      " ",
      "\t",
      "To",
      "From ",
      "a",
      "\u00e4",
      "\0",
      "x: y\r\n",
    ];
    for (let round = 0; round < 5000; round++) {
      const bytes = encodeUtf8(random.text(pieces, 16));
      const section = readHeaderSection(bytes, true);
      expect(section).toBeDefined();
      const start = section?.bodyStart ?? -1;
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start).toBeLessThanOrEqual(bytes.length);
      const headerBytes = section?.fields.reduce((sum, { raw }) => sum + raw.length, 0) ?? 0;
      expect(headerBytes).toBeLessThanOrEqual(start);
    }
  });
});
