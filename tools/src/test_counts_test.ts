import { describe, expect, it } from "@jest/globals";
import { testCounts, testRunProblem } from "./test_counts.ts";

const NONE = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

describe("testRunProblem()", () => {
  it.each([
    [{ ...NONE, numPassedTests: 3 }, undefined],
    [{ ...NONE, numPassedTests: 3, numFailedTests: 1 }, "1 tests failed"],
    [{ ...NONE, numPassedTests: 3, numRuntimeErrorTestSuites: 2 }, "2 tests failed"],
    [
      { ...NONE, numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 },
      "2 tests did not run: skipped and to-do tests are failures",
    ],
    [NONE, "no test ran"],
    [undefined, "no test ran"],
    ["not a report", "no test ran"],
  ])("of a run that counts %j is %j", (report, problem) => {
    expect(testRunProblem(testCounts(report))).toBe(problem);
  });
});
