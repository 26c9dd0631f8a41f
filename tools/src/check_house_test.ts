import { describe, expect, it } from "@jest/globals";
import { applyExceptions, checkFile } from "./check_house.ts";
import { formatFinding } from "./finding.ts";
import { parseSource } from "./source_file.ts";

const SOURCE = "packages/core/src/sample.ts";
const TEST = "packages/core/src/sample_test.ts";

/** The findings of one file, as `rule message`; the text exports what its name promises. */
function found(path: string, text: string): readonly string[] {
  return checkFile(parseSource(path, text)).map(({ rule, message }) => `${rule} ${message}`);
}

const SAMPLE = "export function sample(): void {}\n";

describe("checkFile()", () => {
  it.each([
    [
      "export default function sample() {}\nexport const SAMPLE = 1;",
      ["no-default-export default export: give it a name"],
    ],
    [`${SAMPLE}enum Colour { Red }`, ["no-enum enum: use a union of string literals"]],
    [
      `${SAMPLE}console.log(1);`,
      ["no-console console.log: text leaves through one file of the command"],
    ],
    [
      "export function sample(a: A, b: B, c: C, d: D): void {}",
      ["parameters 4 parameters, at most 3: give it an options object"],
    ],
    [
      `${SAMPLE}throw new TypeError("invalid port");`,
      ['error-message message begins "invalid port": begin with "Cannot <verb>"'],
    ],
    [
      `${SAMPLE}throw new RangeError("Cannot use port 0.");`,
      ["error-message message ends with a full stop"],
    ],
    [
      `${SAMPLE}throw new Error(\`Port \${port} is taken\`);`,
      ['error-message message begins "Port ": begin with "Cannot <verb>"'],
    ],
    [
      "export const sample = () => 1;",
      ['top-level-arrow "sample" is a top-level arrow: declare a function'],
    ],
    ['export { sample } from "./other.ts";', ["barrel re-exports sample: only mod.ts is a door"]],
    ["export const other = 1;", ["main-export exports nothing called sample (other)"]],
    [`${SAMPLE}${"\n".repeat(300)}const last = 1;`, ["file-length 302 lines, at most 300"]],
    [
      `export function sample(): void {\n${"f();\n".repeat(60)}}`,
      ["function-length function of 62 lines, at most 60"],
    ],
    [
      `export class Sample {\n  m(): void {\n${"f();\n".repeat(60)}}\n}`,
      ["function-length function of 62 lines, at most 60"],
    ],
  ])("reports %j", (text, findings) => {
    expect(found(SOURCE, text)).toEqual(findings);
  });

  it.each([
    [SOURCE, SAMPLE],
    [SOURCE, "export interface SampleOptions {}\nexport function parseSample(): void {}"],
    [SOURCE, `${SAMPLE}throw new TypeError(\`Cannot use port \${port}: it is taken\`);`],
    [SOURCE, `${SAMPLE}throw new DeliveryFailure("permanent");`],
    [SOURCE, "run();"],
    [SOURCE, "const x = 1;\nif (x) {\n  run();\n}"],
    ["packages/core/src/mod.ts", 'export { sample } from "./sample.ts";'],
    ["packages/core/src/_sample_parts.ts", "export function isSamplePart(): void {}"],
    [TEST, `it("sample() x", () => {\n${"f();\n".repeat(400)}});`],
  ])("accepts %s with %j", (path, text) => {
    expect(found(path, text)).toEqual([]);
  });

  it.each([
    [
      "packages/core/src/utils.ts",
      "export const UTILS = 1;",
      ['drawer "utils.ts" is a drawer: name the file after its one concept'],
    ],
    [
      "packages/core/src/_helpers.ts",
      "export const HELPERS = 1;",
      ['drawer "helpers.ts" is a drawer: name the file after its one concept'],
    ],
    [
      "packages/core/src/hostName.ts",
      "export const hostName = 1;",
      [
        'file-name "hostName.ts" is not snake_case',
        "main-export exports nothing called hostName (host_name)",
      ],
    ],
    [
      "packages/core/src/mod.ts",
      'export * from "./sample.ts";',
      ["barrel export *: list the names"],
    ],
  ])("reports %s", (path, text, findings) => {
    expect(found(path, text)).toEqual(findings);
  });

  it.each([
    ['it.skip("a", f);', "test-skipped it.skip: every test runs"],
    ['it.only("a", f);', "test-skipped it.only: every test runs"],
    ['it.todo("a");', "test-skipped it.todo: every test runs"],
    ['describe.skip("a", f);', "test-skipped describe.skip: every test runs"],
    ['it.skip.each([1])("a", f);', "test-skipped it.skip.each: every test runs"],
    ['xit("a", f);', "test-skipped xit: every test runs"],
    ['fdescribe("a", f);', "test-skipped fdescribe: every test runs"],
    ['it("should work", f);', 'test-name "should work": say what is, not what should be'],
    [
      "await new Promise((resolve) => setTimeout(resolve, 50));",
      "test-sleep sleeps: wait for what is to happen",
    ],
    [
      "await new Promise<void>((done) => { setTimeout(() => done(), 50); });",
      "test-sleep sleeps: wait for what is to happen",
    ],
    [
      'import { setTimeout } from "node:timers/promises";',
      "test-sleep sleeps: wait for what is to happen",
    ],
  ])("reports %j in a test", (text, finding) => {
    expect(new Set(found(TEST, text))).toEqual(new Set([finding]));
  });

  it.each([
    'it.each([1])("parseSample() reads %s", f);',
    "new Promise((resolve, reject) => setTimeout(() => reject(new Error('x')), 50));",
    "await new Promise((resolve) => setImmediate(resolve));",
    "rows.filter((each) => each.only);",
  ])("accepts %j in a test", (text) => {
    expect(found(TEST, text)).toEqual([]);
  });
});

describe("applyExceptions()", () => {
  const finding = { path: "a/b.ts", line: 3, rule: "file-length", message: "400 lines" };

  it.each([
    [[{ rule: "file-length", path: "a/b.ts", reason: "a table" }], []],
    [[{ rule: "file-length", path: "a/", reason: "tables" }], []],
    [
      [{ rule: "drawer", path: "a/b.ts", reason: "no" }],
      [
        "a/b.ts:3 file-length 400 lines",
        "a/b.ts:1 drawer the exception for this is no longer needed",
      ],
    ],
    [[], ["a/b.ts:3 file-length 400 lines"]],
  ])("with %j leaves %j", (exceptions, left) => {
    expect(applyExceptions([finding], exceptions).map(formatFinding)).toEqual(left);
  });
});
