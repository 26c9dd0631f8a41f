import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryFolder } from "./_testing/temporary_folder.ts";
import { runTests } from "./test_run.ts";

const JEST = { testMatch: ["<rootDir>/*_test.js"], transform: {} };

function folderOf(tests: string): string {
  return temporaryFolder({
    "package.json": JSON.stringify({ type: "module", jest: JEST }),
    "sample_test.js": tests,
    "silent_reporter.cjs": "module.exports = class {};\n",
  });
}

describe("runTests()", () => {
  it.each([
    ['test("a", () => {});', { passed: 1, failed: 0, notRun: 0, problem: undefined }],
    [
      'test("a", () => {}); test("b", () => { throw 1; });',
      { passed: 1, failed: 1, notRun: 0, problem: "1 tests failed" },
    ],
    [
      `test("a", () => {}); test.${"skip"}("b", () => {});`,
      {
        passed: 1,
        failed: 0,
        notRun: 1,
        problem: "1 tests did not run: skipped and to-do tests are failures",
      },
    ],
  ])("of %j reports %j", async (tests, result) => {
    const root = folderOf(tests);
    const reporter = `--reporters=${join(root, "silent_reporter.cjs")}`;
    expect(await runTests(root, [reporter])).toEqual(result);
  });
});
