import { describe, expect, it } from "@jest/globals";
import {
  tryEncodeEnvid,
  tryParseEnvid,
  tryParseNotify,
  tryParseOrcpt,
  tryParseRet,
} from "./envelope_parameters.ts";

describe("tryParseNotify()", () => {
  it("tryParseNotify() takes NEVER alone, and of the others each at most once, over all lists of three", () => {
    const words = ["never", "SUCCESS", "Failure", "delay", "", "always", "constructor"];
    const lists = words.flatMap((a) => [
      [a],
      ...words.map((b) => [a, b]),
      ...words.flatMap((b) => words.map((c) => [a, b, c])),
    ]);
    for (const list of lists) {
      const upper = list.map((word) => word.toUpperCase());
      const isList =
        new Set(upper).size === upper.length &&
        upper.every((word) => ["SUCCESS", "FAILURE", "DELAY"].includes(word));
      const expected = upper.join() === "NEVER" ? ["NEVER"] : isList ? upper.sort() : undefined;
      const parsed = tryParseNotify(list.join(","));
      expect([list, parsed && [...parsed].sort()]).toEqual([list, expected]);
    }
    expect(lists).toHaveLength(399);
  });
});

describe("tryParseRet()", () => {
  it.each([
    ["full", "FULL"],
    ["HDRS", "HDRS"],
    ["headers", undefined],
    ["", undefined],
  ])("tryParseRet() reads %j as %j", (text, ret) => {
    expect(tryParseRet(text)).toBe(ret);
  });
});

describe("tryEncodeEnvid()", () => {
  it.each([
    ["x".repeat(100), "x".repeat(100)],
    ["x".repeat(101), undefined],
    ["=".repeat(33), "+3D".repeat(33)],
    ["=".repeat(34), undefined],
    ["two words", "two+20words"],
    ["", undefined],
    ["a\rb", undefined],
    ["\u00e9", undefined],
  ])("tryEncodeEnvid() writes %j as %j", (text, envid) => {
    expect(tryEncodeEnvid(text)).toBe(envid);
    if (envid !== undefined) expect(tryParseEnvid(envid)).toBe(envid);
  });
});

describe("tryParseEnvid()", () => {
  it.each(["", "a b", "a=b", "+2b", "+00", "x".repeat(101)])(
    "tryParseEnvid() takes %j for none",
    (text) => {
      expect(tryParseEnvid(text)).toBeUndefined();
    },
  );
});

describe("tryParseOrcpt()", () => {
  it.each([
    ["rfc822;a@b.test", true],
    ["x400;a;b", true],
    [`rfc822;${"x".repeat(493)}`, true],
    [`rfc822;${"x".repeat(494)}`, false],
    ["rfc822;", false],
    [";a@b.test", false],
    ["a@b.test", false],
    ["rfc822;a b", false],
    ["rfc822;a+0Ab", false],
    ["rfc 822;a", false],
  ])("tryParseOrcpt() takes %j: %j", (text, isOne) => {
    expect(tryParseOrcpt(text)).toBe(isOne ? text : undefined);
  });
});
