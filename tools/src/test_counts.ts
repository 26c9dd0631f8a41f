/** What a run of the tests came to. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** Tests that did not run: skipped, pending or to do. */
  readonly notRun: number;
}

/**
 * Counts a run from jest's JSON; a test file that could not be loaded counts as one failure.
 *
 * @param report The parsed report, `undefined` when jest wrote none.
 */
export function testCounts(report: unknown): TestCounts {
  return {
    passed: numberIn(report, "numPassedTests"),
    failed: numberIn(report, "numFailedTests") + numberIn(report, "numRuntimeErrorTestSuites"),
    notRun: numberIn(report, "numPendingTests") + numberIn(report, "numTodoTests"),
  };
}

function numberIn(report: unknown, field: string): number {
  const value =
    typeof report === "object" && report !== null
      ? (report as Readonly<Record<string, unknown>>)[field]
      : undefined;
  return typeof value === "number" ? value : 0;
}

/** Why a run with these counts is a failure although jest may have been content. */
export function testRunProblem({ passed, failed, notRun }: TestCounts): string | undefined {
  if (failed > 0) {
    return `${failed} tests failed`;
  }
  if (notRun > 0) {
    return `${notRun} tests did not run: skipped and to-do tests are failures`;
  }
  return passed === 0 ? "no test ran" : undefined;
}
