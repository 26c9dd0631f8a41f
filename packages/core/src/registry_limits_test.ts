import { describe, expect, it } from "@jest/globals";
import { describeProblem } from "./describe_problem.ts";
import { formatRegistryDocument, parseRegistryDocument } from "./registry_document.ts";

describe("REGISTRY_LIMITS", () => {
  it("parseRegistryDocument() does not read a document of 50 MB, and keeps it", () => {
    const text = "[Email]\r\nPort = 587\r\n".repeat(2_500_000);
    const document = parseRegistryDocument(text);
    expect(document.problems).toEqual([
      {
        code: "document-too-large",
        path: "",
        facts: { length: 52_500_000, limit: 4_194_304 },
        line: 399_458,
      },
    ]);
    expect(document.complete).toBe(false);
    expect(document.entries).toEqual([]);
    expect(formatRegistryDocument(document) === text).toBe(true);
  });

  it.each([
    ["line endings", "\n"],
    ["bad lines", "x\n"],
    ["one bad line", "x"],
    ["blanks", " "],
    ["sections", "[a]\r"],
    ["assignments", "a=1\n"],
    ["quotes", '"'],
  ])("parseRegistryDocument() reads 4 MiB of %s, and one character more not", (_, unit) => {
    const text = unit.repeat(4_194_304 / unit.length);
    const document = parseRegistryDocument(text);
    expect(document.complete).toBe(true);
    expect(document.problems.length).toBeLessThanOrEqual(1001);
    expect(formatRegistryDocument(document) === text).toBe(true);
    expect(parseRegistryDocument(`${text}\n`).complete).toBe(false);
  });

  it("parseRegistryDocument() skips a line beyond the limit, comment or not", () => {
    const limits = { lineLength: 10 };
    const text = "A=23456789\nB=234567890\r\n;2345678901\n[2345678]\nC=1\n";
    const document = parseRegistryDocument(text, limits);
    expect(document.entries.map(({ key }) => key)).toEqual(["A", "2345678/C"]);
    expect(document.problems).toEqual(
      [2, 3].map((line) => ({
        code: "line-too-long",
        path: "",
        facts: { length: 11, limit: 10 },
        line,
      })),
    );
  });

  it("parseRegistryDocument() skips the lines below a section that is too long", () => {
    const document = parseRegistryDocument("[S]\n[234567890]\nA=1\n[D]\nE=1", { lineLength: 10 });
    expect(document.entries.map(({ key }) => key)).toEqual(["D/E"]);
    expect(document.problems.map(({ code, line }) => [code, line])).toEqual([["line-too-long", 2]]);
  });

  it("parseRegistryDocument() skips a value beyond the limit, counted after its escapes", () => {
    const text = `A = "${"\\n".repeat(65_536)}"\nB = ${"x".repeat(65_537)}\n`;
    const document = parseRegistryDocument(text);
    expect(document.entries.map(({ key }) => key)).toEqual(["A"]);
    expect(document.problems).toEqual([
      { code: "value-too-long", path: "B", facts: { length: 65_537, limit: 65_536 }, line: 2 },
    ]);
  });

  it("parseRegistryDocument() stops at the first key too many, not at a repeated one", () => {
    const document = parseRegistryDocument("A=1\nB=2\na=3\nC=4\nA=5\n", { keys: 2 });
    expect(document.entries.map(({ key, value }) => [key, value])).toEqual([
      ["A", "1"],
      ["B", "2"],
      ["a", "3"],
    ]);
    expect(document.complete).toBe(false);
    expect(document.problems.map(describeProblem)).toEqual([
      'Line 3: Key "a" was already set in line 1: the last one counts',
      "Line 4: Cannot keep 3 keys: at most 2 are accepted",
    ]);
  });

  it("parseRegistryDocument() lists problems up to the limit and counts the rest", () => {
    expect(parseRegistryDocument("x\n".repeat(5), { problems: 2 }).problems).toEqual([
      expect.objectContaining({ code: "line-invalid", line: 1 }),
      expect.objectContaining({ code: "line-invalid", line: 2 }),
      { code: "problems-left-out", path: "", facts: { count: 3 } },
    ]);
  });
});
