import { isAbsolute, join, relative } from "node:path";
import type { Finding } from "./finding.ts";
import { runCommand } from "./run_command.ts";
import type { StepReport } from "./step_report.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

const FINDING_REGEXP =
  /^::(?:error|warning|notice) title=([^,]*),file=([^,]*),line=(\d+)[^:]*::(.*)$/gmu;

/** Lints every file below `root`, and compares it with how the formatter would write it. */
export async function checkLint(root: string): Promise<StepReport> {
  const biome = join(REPOSITORY_ROOT, "node_modules/@biomejs/biome/bin/biome");
  const options = ["--colors=off", "--error-on-warnings", "--max-diagnostics=none"];
  const { code, output } = await runCommand(
    [process.execPath, biome, "ci", "--reporter=github", ...options, "."],
    { cwd: root },
  );
  const findings = [...output.matchAll(FINDING_REGEXP)].map(([, rule, file, line, message]) => ({
    path: isAbsolute(file ?? "") ? relative(root, file ?? "") : (file ?? ""),
    line: Number(line),
    rule: rule ?? "lint",
    message: message ?? "",
  }));
  return {
    summary: code === 0 ? "lint and format" : `${findings.length} findings`,
    findings: code === 0 ? [] : orWhatItSaid(findings, output),
  };
}

/** A linter that fails without a finding has not run; then its words are the finding. */
function orWhatItSaid(findings: readonly Finding[], output: string): readonly Finding[] {
  return findings.length > 0
    ? findings
    : [{ path: "biome.json", line: 1, rule: "lint", message: output.trim() }];
}
