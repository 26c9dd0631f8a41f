import { describe, expect, it } from "@jest/globals";
import { Registry } from "./registry.ts";
import { readRegistryImport } from "./registry_import.ts";

const { registry } = Registry.empty.apply([
  ["Email/Port", "25"],
  ["Email/Password", "fp1:bm9uY2Vub25jZXRhZ3RhZ3RhZ3RhZ3RhZ3NlYWxlZA=="],
  ["Test/Mine", "x"],
]);

describe("readRegistryImport()", () => {
  it("readRegistryImport() adds to what is there, or replaces all of it but secrets", () => {
    const text = "[email]\nport = 587\nSMTPS = no\n";
    const added = [
      ["email/port", "587"],
      ["email/SMTPS", "no"],
    ];
    expect(readRegistryImport(text).assignments).toEqual(added);
    expect(readRegistryImport(text, registry).assignments).toEqual([...added, ["Test/Mine", ""]]);
  });

  it("readRegistryImport() tells every problem at its line, in their order", () => {
    const text = "Email/Port = many\nnonsense\nEmail/Password = hunter2\nEmail/Colour = red\n";
    const { refusals, warnings } = readRegistryImport(text);
    expect(refusals.map(({ code, line }) => [line, code])).toEqual([
      [1, "value-invalid"],
      [2, "line-invalid"],
      [3, "key-sealed"],
    ]);
    expect(warnings.map(({ code, line }) => [line, code])).toEqual([[4, "key-unknown"]]);
    expect(JSON.stringify(refusals)).not.toContain("hunter2");
  });

  it("readRegistryImport() keeps why a text was not read to its end, among thousands", () => {
    const keys = Array.from({ length: 20_001 }, (_, at) => `Key${at} = 1\n`).join("");
    const { refusals, refusalCount } = readRegistryImport(`${"x\n".repeat(1500)}${keys}`);
    expect([refusals.length, refusalCount]).toEqual([1002, 1501]);
    expect(refusals.slice(-2)).toEqual([
      { code: "too-many-keys", path: "", facts: { count: 20_001, limit: 20_000 }, line: 21_501 },
      { code: "problems-left-out", path: "", facts: { count: 500 } },
    ]);
  });

  it("readRegistryImport() finds a refusal behind a thousand warnings, and not one in them", () => {
    const warned = "Mine/Key = 1\n".repeat(1500);
    expect(readRegistryImport(warned).refusals).toEqual([]);
    expect(readRegistryImport(`${warned}oops\n`).refusals.map(({ line }) => line)).toEqual([1501]);
  });
});
