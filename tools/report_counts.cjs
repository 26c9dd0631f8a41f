const { writeFileSync } = require("node:fs");

/** Jest's own counts, as `--json` writes them, but without a line about the file. */
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = results;
    const { numRuntimeErrorTestSuites, numTotalTests } = results;
    const counts = { numTotalTests, numPassedTests, numFailedTests, numPendingTests, numTodoTests };
    const text = JSON.stringify({ ...counts, numRuntimeErrorTestSuites });
    writeFileSync(process.env.TEST_COUNTS_FILE, `${text}\n`);
  }
};
