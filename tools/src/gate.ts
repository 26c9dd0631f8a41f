import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GATE_STEPS } from "./gate_steps.ts";
import { printLine } from "./print_line.ts";
import { formatGateResult, runGate } from "./run_gate.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

// The command behind "npm run ok". With names of steps only these run; --without-tests is for a
// caller that has run the tests already.
const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("-"));
const unknown = names.filter((name) => GATE_STEPS.every((step) => step.name !== name));
const steps = GATE_STEPS.filter(({ name }) => names.length === 0 || names.includes(name)).filter(
  ({ name }) => name !== "tests" || !args.includes("--without-tests"),
);
if (unknown.length > 0) {
  const known = GATE_STEPS.map(({ name }) => name).join(", ");
  printLine(`Cannot run the step ${unknown.join(", ")}: the steps are ${known}`);
  process.exitCode = 64;
} else {
  const results = join(REPOSITORY_ROOT, "tools/dist/gate_results.json");
  rmSync(results, { force: true });
  const result = await runGate(REPOSITORY_ROOT, steps, printLine);
  writeFileSync(results, JSON.stringify(result));
  printLine(formatGateResult(result));
  process.exitCode = result.failed.length === 0 ? 0 : 1;
}
