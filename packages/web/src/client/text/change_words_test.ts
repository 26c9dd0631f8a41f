import { describe, expect, it } from "@jest/globals";
import { authorWords, changeWords } from "./change_words.ts";

function changed(...keys: readonly string[]) {
  return keys.map((key) => ({
    key,
    kind: "added" as const,
    before: null,
    after: "x",
    isSecret: false,
  }));
}

describe("changeWords()", () => {
  it.each([
    ["bob", "bob changed Email/Port"],
    ["command line", "Changed on the command line: Email/Port"],
    ["bob (rolled back)", "bob rolled back Email/Port"],
    ["ann", null],
    ["ann (rolled back)", null],
    ["rolled back", null],
  ])("changeWords() of a change by %j are %j for ann", (by, words) => {
    expect(changeWords({ by, changes: changed("Email/Port") }, "ann")).toBe(words);
  });

  it("changeWords() name three keys, and none where none is known", () => {
    const many = changed("A/B", "C/D", "E/F", "G/H");
    expect(changeWords({ by: "bob", changes: many }, "ann")).toBe("bob changed A/B, C/D, E/F, …");
    expect(changeWords({ by: "somebody", changes: [] }, "ann")).toBe("Settings were changed.");
  });
});

describe("authorWords()", () => {
  it.each([
    ["ann", "ann"],
    ["command line", "the command line"],
    ["rolled back", "the unit: nobody had confirmed the change"],
    ["ann (rolled back)", "ann, who rolled a change back"],
  ])("authorWords() of %j are %j", (by, words) => {
    expect(authorWords(by)).toBe(words);
  });
});
