import { formatFinding } from "./finding.ts";
import type { GateStep } from "./gate_steps.ts";
import type { StepReport } from "./step_report.ts";

/** How the gate ended. */
export interface GateResult {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/**
 * Runs the steps one after the other, also after one has failed, and tells each in a line.
 *
 * @param print Gets every line, without its end.
 */
export async function runGate(
  root: string,
  steps: readonly GateStep[],
  print: (line: string) => void,
): Promise<GateResult> {
  const passed: string[] = [];
  const failed: string[] = [];
  for (const step of steps) {
    const { summary, findings } = await reportOf(step, root);
    const isOk = findings.length === 0;
    (isOk ? passed : failed).push(step.name);
    print(`${isOk ? "ok " : "NOT"} ${step.name.padEnd(11)} (${summary})`);
    for (const finding of findings) {
      print(`    ${formatFinding(finding)}`);
    }
  }
  return { passed, failed };
}

/** A step that throws has failed; the others still run. */
async function reportOf(step: GateStep, root: string): Promise<StepReport> {
  try {
    return await step.run(root);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const finding = { path: ".", line: 1, rule: step.name, message };
    return { summary: "did not finish", findings: [finding] };
  }
}

/** The last line of a run. */
export function formatGateResult({ failed }: GateResult): string {
  return failed.length === 0
    ? "Fieldpost: gate passed"
    : `Fieldpost: gate failed: ${failed.join(", ")}`;
}
