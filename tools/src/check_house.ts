import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkDoors } from "./door_rules.ts";
import { FILE_RULES } from "./file_rules.ts";
import type { Finding } from "./finding.ts";
import { HOUSE_EXCEPTIONS } from "./house_exceptions.ts";
import type { HouseException, HouseRule } from "./house_rule.ts";
import type { SourceFile } from "./source_file.ts";
import type { StepReport } from "./step_report.ts";
import { SYNTAX_RULES } from "./syntax_rules.ts";
import { TEST_RULES } from "./test_rules.ts";
import { checkText, isTextFile } from "./text_rules.ts";
import { listFiles, type Workspace } from "./workspace.ts";

const RULES: readonly HouseRule[] = [...FILE_RULES, ...SYNTAX_RULES, ...TEST_RULES];

/** Checks every house rule that a program can check. */
export function checkHouse(workspace: Workspace): StepReport {
  const files = workspace.packages.flatMap((each) => each.files);
  const texts = listFiles(workspace.root, ".").filter(isTextFile);
  const findings = [
    ...files.flatMap(checkFile),
    ...workspace.packages.flatMap(checkDoors),
    ...texts.flatMap((path) => checkText(path, readFileSync(join(workspace.root, path), "utf8"))),
  ];
  return {
    summary: `${texts.length} files, ${HOUSE_EXCEPTIONS.length} exceptions`,
    findings: applyExceptions(findings, HOUSE_EXCEPTIONS),
  };
}

/** Applies the rules that need only one file. */
export function checkFile(file: SourceFile): readonly Finding[] {
  return RULES.filter(({ reads }) => reads === "all" || reads === file.kind).flatMap((rule) =>
    rule.check(file).map((breach) => ({ path: file.path, rule: rule.name, ...breach })),
  );
}

/** Drops excepted findings, and reports the exceptions that except nothing any more. */
export function applyExceptions(
  findings: readonly Finding[],
  exceptions: readonly HouseException[],
): readonly Finding[] {
  const idle = exceptions.filter((row) => !findings.some((each) => isExcepted(each, row)));
  return [
    ...findings.filter((each) => !exceptions.some((row) => isExcepted(each, row))),
    ...idle.map((row) => ({
      path: row.path,
      line: 1,
      rule: row.rule,
      message: "the exception for this is no longer needed",
    })),
  ];
}

function isExcepted(finding: Finding, { rule, path }: HouseException): boolean {
  const covers = path.endsWith("/") ? finding.path.startsWith(path) : finding.path === path;
  return finding.rule === rule && covers;
}
