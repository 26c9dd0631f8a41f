import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { tryReadJson } from "./read_json.ts";
import { type TestCounts, testCounts, testRunProblem } from "./test_counts.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

/** A finished run of the tests. */
export interface TestRun extends TestCounts {
  /** Why the run failed; `undefined` when it passed. */
  readonly problem: string | undefined;
}

const TEST_RESULTS = "tools/dist/test_results.json";

/**
 * Runs jest over all projects of the folder `root`; what it prints goes straight to this program's standard error.
 *
 * The counts stay in `tools/dist/test_results.json`.
 *
 * @param args More arguments for jest, such as `--selectProjects core`.
 */
export async function runTests(root: string, args: readonly string[]): Promise<TestRun> {
  const results = join(root, TEST_RESULTS);
  rmSync(results, { force: true });
  mkdirSync(join(root, "tools/dist"), { recursive: true });
  const code = await runJest(root, results, args);
  const counts = testCounts(tryReadJson(results));
  const problem = testRunProblem(counts) ?? (code === 0 ? undefined : `jest ended with ${code}`);
  return { ...counts, problem };
}

function runJest(root: string, results: string, args: readonly string[]): Promise<number> {
  const jest = join(REPOSITORY_ROOT, "node_modules/jest/bin/jest.js");
  const counter = join(REPOSITORY_ROOT, "tools/report_counts.cjs");
  const reporters = ["--reporters=default", `--reporters=${counter}`];
  const workers = `--maxWorkers=${availableParallelism()}`;
  const options = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [jest, workers, ...reporters, ...args], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: options.join(" "), TEST_COUNTS_FILE: results },
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
