import { describe, expect, it } from "@jest/globals";
import { splitWords } from "./split_words.ts";

describe("splitWords()", () => {
  it.each([
    ["", []],
    ["  plan\t--json ", ["plan", "--json"]],
    ["reg 'Email/Port = 465'", ["reg", "Email/Port = 465"]],
    ['--subject="Water in the cellar"', ["--subject=Water in the cellar"]],
    ['"a \\"b\\" \\\\ \\n"', ['a "b" \\ \\n']],
    ["'a\\'", ["a\\"]],
    ["C:\\logs\\a.txt", ["C:\\logs\\a.txt"]],
    ["''", [""]],
    ["a''b\"\"c", ["abc"]],
    ["'it''s'", ["its"]],
  ])("splitWords() splits %j", (line, words) => {
    expect(splitWords(line)).toEqual({ kind: "words", words });
  });

  it.each([
    ["a 'b", "'"],
    ['a "b \\"', '"'],
    ["it's", "'"],
  ])("splitWords() tells that a quote is open in %j", (line, quote) => {
    expect(splitWords(line)).toEqual({ kind: "unclosed", quote });
  });
});
