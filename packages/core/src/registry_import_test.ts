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
});
