import { describe, expect, it } from "@jest/globals";
import { sampleWorkspace } from "./_testing/sample_workspace.ts";
import { checkDoors } from "./door_rules.ts";
import { formatFinding } from "./finding.ts";

const MANIFESTS = {
  "packages/core": { exports: { ".": { types: "./dist/mod.d.ts", default: "./dist/mod.js" } } },
};
const MODULE_DOC = "/** What for. @module */\n";

function found(mod: string, sample: string): readonly string[] {
  const workspace = sampleWorkspace(
    { "packages/core/src/mod.ts": mod, "packages/core/src/sample.ts": sample },
    MANIFESTS,
  );
  return workspace.packages.flatMap(checkDoors).map(formatFinding);
}

const FENCE = " * @example Title\n * ```ts\n * f();\n * ```\n";

describe("checkDoors()", () => {
  it.each([
    ["a function", `/** Says.\n${FENCE} */\nexport function sample(): void {}`, []],
    ["a class", `/** Says.\n${FENCE} */\nexport class sample {}`, []],
    ["a type without an example", "/** Says. */\nexport interface sample {}", []],
    ["a constant without an example", "/** Says. */\nexport const sample = 1;", []],
    [
      "a function without an example",
      "/** Says. */\nexport function sample(): void {}",
      ["packages/core/src/sample.ts:2 example sample has no @example"],
    ],
    [
      "a type without a comment",
      "\nexport type sample = 1;",
      ["packages/core/src/sample.ts:2 doc sample has no doc comment"],
    ],
    [
      "a function below another's comment",
      "/** Says. */\nconst other = 1;\nexport function sample(): void {}",
      ["packages/core/src/sample.ts:3 doc sample has no doc comment"],
    ],
  ])("judges %s", (_, sample, findings) => {
    expect(found(`${MODULE_DOC}export { sample } from "./sample.ts";`, sample)).toEqual(findings);
  });

  it("follows a name that the door changes, and leaves out what the door does not show", () => {
    const mod = `${MODULE_DOC}export { sample as shown } from "./sample.ts";`;
    const text = "export const hidden = 1;\nexport const sample = 1;";
    expect(found(mod, text)).toEqual([
      "packages/core/src/sample.ts:2 doc sample has no doc comment",
    ]);
  });

  it.each([
    ["SampleError", []],
    ["DeliveryFailure", []],
    ["Sample", ["packages/core/src/sample.ts:2 example Sample has no @example"]],
  ])("asks a class that is thrown for no example: %s", (name, findings) => {
    const mod = `${MODULE_DOC}export { ${name} } from "./sample.ts";`;
    expect(found(mod, `/** Says. */\nexport class ${name} {}`)).toEqual(findings);
  });

  it("asks the door for a comment of its own", () => {
    expect(found("export {};", "")).toEqual([
      "packages/core/src/mod.ts:1 door-doc a door opens with a doc comment: what for, what not for, @module",
    ]);
  });
});
