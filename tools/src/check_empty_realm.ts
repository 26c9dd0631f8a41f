import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DocExample, docExamples } from "./doc_examples.ts";
import { type EmptyRealm, evaluateInEmptyRealm } from "./evaluate_in_empty_realm.ts";
import type { Finding } from "./finding.ts";
import { laxAssert } from "./lax_assert.ts";
import type { StepReport } from "./step_report.ts";
import { stripTypes } from "./strip_types.ts";
import { listFiles } from "./workspace.ts";

const CORE = "@fieldpost/core";
const ASSERT = "node:assert/strict";

/**
 * Links the built core in a realm without clock, dice and locale, and runs its examples there.
 *
 * Whether the examples are right is for `run_examples`; here counts only that nothing they reach
 * asks for something outside. Examples that import more than the door and `assert` are left out.
 *
 * Needs Node's `--experimental-vm-modules`.
 */
export async function checkEmptyRealm(root: string): Promise<StepReport> {
  const door = join(root, "packages/core/dist/mod.js");
  const path = "packages/core/dist/mod.js";
  let realm: EmptyRealm;
  try {
    realm = await evaluateInEmptyRealm(door, CORE);
  } catch (error) {
    return { summary: "not linked", findings: [finding(path, 1, error)] };
  }
  const examples = coreExamples(root);
  const findings: Finding[] = [];
  for (const example of examples) {
    try {
      await realm.run(stripTypes(example.code), { [ASSERT]: laxAssert() });
    } catch (error) {
      findings.push(finding(example.path, example.line, error));
    }
  }
  return { summary: `${examples.length} examples of core in an empty realm`, findings };
}

function coreExamples(root: string): readonly DocExample[] {
  return listFiles(root, "packages/core/src")
    .filter((path) => path.endsWith(".ts") && !path.endsWith("_test.ts"))
    .flatMap((path) => docExamples(path, readFileSync(join(root, path), "utf8")))
    .filter(({ code }) =>
      [...code.matchAll(/\bfrom "([^"]+)"/gu)].every(
        ([, from]) => from === CORE || from === ASSERT,
      ),
    );
}

function finding(path: string, line: number, error: unknown): Finding {
  return { path, line, rule: "empty-realm", message: String(error) };
}
