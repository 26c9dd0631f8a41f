import {
  canonicalAssignment,
  checkAssignment,
  foldRegistryKey,
  isWarning,
  type Problem,
  type Registry,
  type RegistryAssignment,
  type RegistryChange,
  type RegistryEdits,
  readMailSettings,
} from "@fieldpost/core";
import type { RegistryWrite } from "./registry_save.ts";
import { toAscii } from "./to_ascii.ts";

/** What assignments do to a registry: all of them, or none and why. */
export function judgeAssignments(
  registry: Registry,
  given: readonly RegistryAssignment[],
  machineName: string,
): RegistryWrite {
  const assignments = given.map(canonicalAssignment);
  const problems = assignments.flatMap(([key, value]) => checkAssignment(key, value));
  const refusals = problems.filter((problem) => !isWarning(problem));
  if (refusals.length > 0) return { kind: "refused", problems: refusals };
  const edits = registry.apply(assignments);
  const unusable = problemsOf(edits, machineName);
  if (unusable.length > 0) return { kind: "refused", problems: unusable };
  return writtenEdits(edits, problems);
}

export function writtenEdits(
  edits: { readonly registry: Registry; readonly changes: readonly RegistryChange[] },
  warnings: readonly Problem[],
): Extract<RegistryWrite, { kind: "written" }> {
  return { kind: "written", registry: edits.registry, changes: edits.changes, warnings };
}

/** Problems that these changes bring into the settings: a host name that is none, say. */
function problemsOf({ registry, changes }: RegistryEdits, machineName: string): Problem[] {
  const given = new Set(
    changes.filter(({ kind }) => kind !== "removed").map(({ key }) => foldRegistryKey(key)),
  );
  const { problems } = readMailSettings(registry, { toAscii, machineName });
  return problems.filter(
    (problem) => !isWarning(problem) && given.has(foldRegistryKey(problem.path)),
  );
}
