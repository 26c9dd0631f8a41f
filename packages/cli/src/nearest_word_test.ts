import { describe, expect, it } from "@jest/globals";
import { nearestWord } from "./nearest_word.ts";

describe("nearestWord()", () => {
  it.each([
    ["plam", "plan"],
    ["PLAN", "plan"],
    ["sendmial", "sendmail"],
    ["se", "sendmail"],
    ["p", undefined],
    ["lo", "log"],
    ["xyz", undefined],
    ["", undefined],
    ["a".repeat(1_000_000), undefined],
  ])("nearestWord() finds for %.10s", (word, near) => {
    expect(nearestWord(word, ["plan", "sendmail", "log"])).toBe(near);
  });
});
