import { describe, expect, it } from "@jest/globals";
import { describeProblem } from "./describe_problem.ts";
import {
  formatRegistryDocument,
  parseRegistryDocument,
  readRegistryDocument,
} from "./registry_document.ts";

function entriesOf(text: string): (readonly [number, string, string])[] {
  return parseRegistryDocument(text).entries.map(({ line, key, value }) => [line, key, value]);
}

function problemsOf(text: string): string[] {
  return parseRegistryDocument(text).problems.map(describeProblem);
}

describe("parseRegistryDocument()", () => {
  it.each([
    ["nothing", "", []],
    ["a key before the first section", "Email/Port = 25\n", [[1, "Email/Port", "25"]]],
    ["a leading slash", "/Email/Port = 25", [[1, "Email/Port", "25"]]],
    ["a section", "[Email]\nPort = 25\n", [[2, "Email/Port", "25"]]],
    ["a deep section", "[IO/Inputs]\ndin1/Alarm = on", [[2, "IO/Inputs/din1/Alarm", "on"]]],
    [
      "a section with odd spacing",
      "\t[ /Email ] ; mail\n\t Port\t=25 \n",
      [[2, "Email/Port", "25"]],
    ],
    [
      "sections that come back",
      "[A]\nx=1\n[B]\nx=2\n[A]\ny=3\n",
      [
        [2, "A/x", "1"],
        [4, "B/x", "2"],
        [6, "A/y", "3"],
      ],
    ],
    ["comments and blank lines", "; a\n  # b\n\n \t\nA=1\n", [[5, "A", "1"]]],
    [
      "CRLF, CR and LF",
      "A=1\r\nB=2\rC=3\nD=4",
      [
        [1, "A", "1"],
        [2, "B", "2"],
        [3, "C", "3"],
        [4, "D", "4"],
      ],
    ],
    ["a byte order mark", "\uFEFFA=1\n", [[1, "A", "1"]]],
    ["a value with equals signs", "A = b = c == d", [[1, "A", "b = c == d"]]],
    [
      "a value that looks like a comment",
      "A = 1 ; one\nB = #2",
      [
        [1, "A", "1 ; one"],
        [2, "B", "#2"],
      ],
    ],
    [
      "an empty value",
      'A =\nB=  \nC=""\n',
      [
        [1, "A", ""],
        [2, "B", ""],
        [3, "C", ""],
      ],
    ],
    [
      "a quoted value",
      'A = " a \\\\ \\" \\n \\r \\t \\u0000\\uD83D\\uDE00 "  \n',
      [[1, "A", ' a \\ " \n \r \t \u0000😀 ']],
    ],
    [
      "a value that begins with a quoted word",
      'A = "Boiler, 1" <b@example.com>',
      [[1, "A", '"Boiler, 1" <b@example.com>']],
    ],
    ["backslashes outside quotes", "A = C:\\new\\table", [[1, "A", "C:\\new\\table"]]],
    [
      "names of the language",
      "__proto__ = x\nconstructor = y",
      [
        [1, "__proto__", "x"],
        [2, "constructor", "y"],
      ],
    ],
  ])("parseRegistryDocument() reads %s", (_, text, entries) => {
    expect(entriesOf(text)).toEqual(entries);
    expect(problemsOf(text)).toEqual([]);
    expect(formatRegistryDocument(parseRegistryDocument(text))).toBe(text);
  });

  it.each([
    [
      "a line without an equals sign",
      "A=1\nEmail/Password hunter2\nB=2",
      [
        'Line 2: Cannot read the line that begins with "Email/Password": it has no =, a comment, a [section] or "name = value" is accepted',
      ],
      [
        [1, "A", "1"],
        [3, "B", "2"],
      ],
    ],
    [
      "a section that is not closed, and what follows it",
      "A=1\n[Email\nB=2\n[C]\nD=3",
      ['Line 2: Cannot read section "Email": it has no closing ], its lines are not read'],
      [
        [1, "A", "1"],
        [5, "C/D", "3"],
      ],
    ],
    [
      "a section without a name",
      "[]\nA=1",
      ['Line 1: Cannot read section "": it is empty, its lines are not read'],
      [],
    ],
    [
      "text behind a section",
      "[Email] Port = 25\nA=1",
      ['Line 1: Cannot read section "Email": text follows its closing ], its lines are not read'],
      [],
    ],
    [
      "an assignment without a name",
      "[Email]\n= 25",
      [
        'Line 2: Cannot use key "Email/": a part of it is empty, names such as Email/Port are accepted',
      ],
      [],
    ],
    [
      "a dynamic key",
      "$BuildTag = 1\nA=1",
      [
        'Line 1: Key "$BuildTag" belongs to the system: its line is kept, and its value is not read',
      ],
      [[2, "A", "1"]],
    ],
    [
      "quotes that are not closed",
      'A = "hot\\"\n',
      ['Line 1: Cannot use A = ""hot\\"": its quotes are not closed, a closing " is accepted'],
      [],
    ],
    [
      "an unknown escape",
      'A = "C:\\qux"\n',
      [
        'Line 1: Cannot use A = ""C:\\qux"": the escape \\q is unknown, \\\\, \\", \\n, \\r, \\t and \\uXXXX are accepted between quotes',
      ],
      [],
    ],
    [
      "quotes of a secret that are not closed",
      'Email/Password = "hunter2\n',
      [
        'Line 1: Cannot use Email/Password = "(sealed)": its quotes are not closed, a closing " is accepted',
      ],
      [],
    ],
    [
      "one key on three lines",
      "A=1\na=2\nA=",
      [
        'Line 2: Key "a" was already set in line 1: the last one counts',
        'Line 3: Key "A" was already set in line 2: the last one counts',
      ],
      [
        [1, "A", "1"],
        [2, "a", "2"],
        [3, "A", ""],
      ],
    ],
    [
      "an escape sequence of a terminal",
      "[\u001b[2J]\n\u001b[2J\n",
      [
        'Line 1: Cannot read section "\\u{1b}[2J": it holds the character [, its lines are not read',
      ],
      [],
    ],
  ])("parseRegistryDocument() survives %s", (_, text, problems, entries) => {
    expect(problemsOf(text)).toEqual(problems);
    expect(entriesOf(text)).toEqual(entries);
    expect(parseRegistryDocument(text).complete).toBe(true);
    expect(formatRegistryDocument(parseRegistryDocument(text))).toBe(text);
  });
});

describe("readRegistryDocument()", () => {
  it("readRegistryDocument() lets the last line of a key count and keeps the first spelling", () => {
    const document = parseRegistryDocument("A=1\nB=2\na=3\nb=\nC=\n");
    expect(readRegistryDocument(document).entries()).toEqual([["A", "3"]]);
  });
});
