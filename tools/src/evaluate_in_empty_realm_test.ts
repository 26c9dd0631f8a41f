import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryFolder } from "./_testing/temporary_folder.ts";
import { type EmptyRealm, evaluateInEmptyRealm } from "./evaluate_in_empty_realm.ts";

function link(files: Readonly<Record<string, string>>): Promise<EmptyRealm> {
  return evaluateInEmptyRealm(join(temporaryFolder(files), "mod.js"), "core");
}

/** What evaluating a door with this text comes to; errors of another realm are read as text. */
async function outcomeOf(text: string): Promise<string> {
  try {
    await link({ "mod.js": text });
    return "evaluated";
  } catch (error) {
    return String(error);
  }
}

describe("evaluateInEmptyRealm()", () => {
  it.each([
    "process",
    "Date",
    "Intl",
    "Promise",
    "WebAssembly",
    "SharedArrayBuffer",
    "WeakRef",
    "console",
    "globalThis",
    "setTimeout",
    "Buffer",
    "TextEncoder",
    "crypto",
    "fetch",
    "performance",
    "require",
  ])("has no %s", async (name) => {
    expect(await outcomeOf(`export const x = ${name};`)).toBe(
      `ReferenceError: ${name} is not defined`,
    );
  });

  it.each([
    ["Math.random()", "TypeError: Math.random is not a function"],
    ['"a".localeCompare("b")', 'TypeError: "a".localeCompare is not a function'],
    ["[1].toLocaleString()", "TypeError: [1].toLocaleString is not a function"],
    [
      "(() => {}).constructor('return 1')",
      "EvalError: Code generation from strings disallowed for this context",
    ],
  ])("does not run %s", async (expression, error) => {
    expect(await outcomeOf(`export const x = ${expression};`)).toBe(error);
  });

  it("follows only the files beside the door", async () => {
    expect(await outcomeOf('import "node:fs";')).toMatch(/^TypeError: Cannot import "node:fs"/u);
    expect(await outcomeOf('import "@swc/core";')).toMatch(
      /^TypeError: Cannot import "@swc\/core"/u,
    );
    expect(await outcomeOf('await import("node:fs");')).toMatch(/^TypeError/u);
  });

  it("links the modules of a pure package and runs more code against its door", async () => {
    const realm = await link({
      "mod.js": 'export { twice } from "./twice.js";\nexport { late } from "./late.js";\n',
      "twice.js": "export function twice(n) { return n * 2; }\n",
      "late.js": "export function late() { return Date.now(); }\n",
    });
    const seen: unknown[] = [];
    const given = { witness: { default: (value: unknown) => seen.push(value) } };
    expect(Object.keys(realm.exports)).toEqual(["late", "twice"]);
    await realm.run(
      'import { twice } from "core"; import see from "witness"; see(twice(21));',
      given,
    );
    expect(seen).toEqual([42]);
    const reach = realm.run('import { late } from "core"; late();', given);
    expect(await reach.catch(String)).toBe("ReferenceError: Date is not defined");
  });
});
