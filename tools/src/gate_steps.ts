import { join } from "node:path";
import { checkBoundaries } from "./check_boundaries.ts";
import { checkHouse } from "./check_house.ts";
import { checkLint } from "./check_lint.ts";
import { checkPureCompilerOptions, checkPurity } from "./check_purity.ts";
import type { Finding } from "./finding.ts";
import { renderDocuments } from "./render_documents.ts";
import { runCommand } from "./run_command.ts";
import { runExamples } from "./run_examples.ts";
import type { StepReport } from "./step_report.ts";
import { runTests } from "./test_run.ts";
import { readWorkspace, type Workspace } from "./workspace.ts";

/** One step of the gate. */
export interface GateStep {
  readonly name: string;
  readonly run: (root: string) => Promise<StepReport>;
}

/** What the gate asks for, in this order. The build came before it. */
export const GATE_STEPS: readonly GateStep[] = [
  { name: "lint", run: checkLint },
  { name: "boundaries", run: async (root) => checkBoundaries(readWorkspace(root)) },
  { name: "purity", run: checkCore },
  { name: "empty-realm", run: runEmptyRealm },
  { name: "house", run: async (root) => checkHouse(readWorkspace(root)) },
  { name: "examples", run: (root) => runExamples(readWorkspace(root)) },
  { name: "docs", run: (root) => renderDocuments(root, "report") },
  { name: "tests", run: checkTests },
];

async function checkCore(root: string): Promise<StepReport> {
  const path = "packages/core/tsconfig.json";
  const { summary, findings } = checkPurity(coreFiles(readWorkspace(root)));
  const shown = await runCommand(
    [process.execPath, join(root, "node_modules/typescript/bin/tsc"), "--showConfig", "-p", path],
    { cwd: root },
  );
  const { compilerOptions } = JSON.parse(shown.output) as {
    readonly compilerOptions: { readonly types?: unknown; readonly lib?: unknown };
  };
  return { summary, findings: [...findings, ...checkPureCompilerOptions(path, compilerOptions)] };
}

function coreFiles(workspace: Workspace): Workspace["packages"][number]["files"] {
  return workspace.packages.find(({ name }) => name === "core")?.files ?? [];
}

/** In a process of its own: the realm needs a flag that only Node's command line gives. */
async function runEmptyRealm(root: string): Promise<StepReport> {
  const { output } = await runCommand([
    process.execPath,
    "--experimental-vm-modules",
    "--no-warnings",
    join(root, "tools/dist/empty_realm.js"),
  ]);
  try {
    return JSON.parse(output) as StepReport;
  } catch {
    return { summary: "not run", findings: [said("empty-realm", output)] };
  }
}

async function checkTests(root: string): Promise<StepReport> {
  const { passed, failed, problem } = await runTests(root, []);
  const findings = problem === undefined ? [] : [said("tests", problem)];
  return { summary: `${passed} passed, ${failed} failed`, findings };
}

function said(rule: string, output: string): Finding {
  return { path: ".", line: 1, rule, message: output.trim() };
}
