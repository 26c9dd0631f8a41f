import { describe, expect, it } from "@jest/globals";
import { Registry } from "./registry.ts";
import {
  findMismatches,
  type RegistryExpectation,
  type RegistryMismatch,
} from "./registry_expectation.ts";

const { registry } = Registry.empty.apply([
  ["Email/Port", "465"],
  ["Email/Password", "fp1:bm9uY2Vub25jZXRhZ3RhZ3RhZ3RhZ3RhZ3NlYWxlZA=="],
]);

describe("findMismatches()", () => {
  it.each<[string, RegistryExpectation, readonly RegistryMismatch[]]>([
    ["a value that is what was seen", { key: "Email/Port", was: "465" }, []],
    ["the same in another case", { key: "/email/PORT", was: "465" }, []],
    [
      "a value that is another",
      { key: "email/port", was: "25" },
      [{ key: "Email/Port", was: "25", now: "465" }],
    ],
    [
      "a value where none was",
      { key: "Email/Port", was: null },
      [{ key: "Email/Port", was: null, now: "465" }],
    ],
    [
      "no value where one was",
      { key: "Email/SMTPS", was: "enabled" },
      [{ key: "Email/SMTPS", was: "enabled", now: null }],
    ],
    ["no value where none was", { key: "Email/SMTPS", was: null }, []],
    ["a secret, which nobody has seen", { key: "Email/Password", was: null }, []],
  ])("findMismatches() with %s", (_, expectation, expected) => {
    expect(findMismatches(registry, [expectation])).toEqual(expected);
  });
});
