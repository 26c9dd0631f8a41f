import { describe, expect, it } from "@jest/globals";
import { checkText, isTextFile } from "./text_rules.ts";

// Written in two parts, so that this file does not break the rules it tests.
const ROWS: readonly (readonly [string, string, string])[] = [
  ["/ho", "me/someone/project", "machine-path"],
  ["/wo", "rk/main", "machine-path"],
  ["/Use", "rs/someone", "machine-path"],
  ["C:\\Use", "rs\\someone", "machine-path"],
  ["// TO", "DO later", "todo"],
  ["// FIX", "ME", "todo"],
  ["see iss", "ue 12", "provenance"],
  ["see iss", "ue #12", "provenance"],
];

describe("checkText()", () => {
  it.each(ROWS)("reports %s%s as %s", (first, second, rule) => {
    expect(checkText("a.md", `fine\n${first}${second}\n`)).toEqual([
      expect.objectContaining({ path: "a.md", line: 2, rule }),
    ]);
  });

  it("accepts addresses, routes and words that only look alike", () => {
    const text =
      "https://example.org/home/a\n`../home/x`\nhomework/main\nthe issue is 3 days old\n/home/joe/mail\n";
    expect(checkText("a.md", text)).toEqual([]);
  });
});

describe("isTextFile()", () => {
  it.each([
    ["packages/core/src/a.ts", true],
    ["README.md", true],
    [".ci/run", true],
    ["package-lock.json", false],
    ["a.png", false],
  ])("answers for %s: %s", (path, expected) => {
    expect(isTextFile(path)).toBe(expected);
  });
});
