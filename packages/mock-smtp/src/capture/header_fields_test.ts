import { describe, expect, it } from "@jest/globals";
import { decodeWords } from "./encoded_words.ts";
import { parseHeaderFields } from "./header_fields.ts";

describe("parseHeaderFields()", () => {
  it("unfolds, decodes and stops at the empty line", () => {
    const raw =
      "From: a@x\r\nSubject: =?utf-8?Q?Gr=C3=BC?=\r\n\t=?utf-8?Q?=C3=9Fe?= all\r\n\r\nX: y\r\n";
    expect(parseHeaderFields(Buffer.from(raw))).toEqual([
      { name: "From", value: "a@x" },
      { name: "Subject", value: "Grüße all" },
    ]);
  });

  it.each([
    ["", []],
    ["\r\nSubject: body\r\n", []],
    ["Subject: only", [{ name: "Subject", value: "only" }]],
    ["no field\r\nA:\r\n\r\n", [{ name: "A", value: "" }]],
    [
      "A: 1\nB: 2\n\nC: 3",
      [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
    ],
    ["A: grüße\r\n\r\n", [{ name: "A", value: "grüße" }]],
  ])("reads %j", (raw, expected) => {
    expect(parseHeaderFields(Buffer.from(raw))).toEqual(expected);
  });
});

describe("decodeWords()", () => {
  it.each([
    ["plain", "plain"],
    ["=?iso-8859-1?q?caf=E9_au_lait?=", "café au lait"],
    ["=?UTF-8?B?8J+Y?= =?UTF-8?B?gA==?=", "\u{1F600}"],
    ["a =?utf-8?q?b?= c", "a b c"],
    ["=?utf-8*en?q?b?=", "b"],
    ["=?no-such?q?b?=", "b"],
    ["=?utf-8?x?b?=", "=?utf-8?x?b?="],
  ])("decodes %j", (text, expected) => {
    expect(decodeWords(text)).toBe(expected);
  });
});
