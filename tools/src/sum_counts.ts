import { tryReadJson } from "./read_json.ts";
import { testCounts, testRunProblem } from "./test_counts.ts";

/**
 * Adds up the reports of jest and of the gate, files of JSON.
 *
 * A report that is missing, and a run of tests that is a failure without a failed test, each count
 * as one failure: silence is not success.
 */
export function sumCounts(
  resultsPath: string,
  gatePath: string,
): { readonly passed: number; readonly failed: number } {
  const results = tryReadJson(resultsPath);
  const gate = tryReadJson(gatePath);
  const tests = testCounts(results);
  const problem = testRunProblem(tests);
  return {
    passed: tests.passed + lengthIn(gate, "passed"),
    failed:
      Math.max(tests.failed, problem === undefined ? 0 : 1) +
      (gate === undefined ? 1 : lengthIn(gate, "failed")),
  };
}

function lengthIn(report: unknown, field: string): number {
  const value = (report as Readonly<Record<string, unknown>> | undefined)?.[field];
  return Array.isArray(value) ? value.length : 0;
}
