import { checkAssignment } from "./check_assignment.ts";
import { findCatalogueEntry } from "./find_catalogue_entry.ts";
import { isWarning } from "./is_warning.ts";
import type { Problem } from "./problem.ts";
import type { Registry, RegistryAssignment } from "./registry.ts";
import { parseRegistryDocument } from "./registry_document.ts";
import { foldRegistryKey } from "./registry_key.ts";

/** What a text wants of a registry, with every problem of it at its line. */
export interface RegistryImport {
  readonly assignments: readonly RegistryAssignment[];
  /** What keeps it from being imported. */
  readonly refusals: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads a text that is to be imported into a registry.
 *
 * With `replaced`, what that registry has and the text has not is removed; secrets stay.
 *
 * @example
 * ```ts
 * import { readRegistryImport, Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.set("Email/SMTPS", "enabled");
 * const wanted = readRegistryImport("[Email]\nPort = 587\n", registry);
 * assert.deepEqual(wanted.assignments, [["Email/Port", "587"], ["Email/SMTPS", ""]]);
 * const [refusal] = readRegistryImport("Email/Port = 0\n").refusals;
 * assert.equal(refusal?.line, 1);
 * ```
 */
export function readRegistryImport(text: string, replaced?: Registry): RegistryImport {
  const document = parseRegistryDocument(text);
  const problems = [
    ...document.problems,
    ...document.entries.flatMap(({ key, value, line }) =>
      checkAssignment(key, value).map((problem) => ({ ...problem, line })),
    ),
  ].toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const assignments = document.entries.map(({ key, value }) => [key, value] as const);
  return {
    assignments: [...assignments, ...removalsOf(replaced, assignments)],
    refusals: problems.filter((problem) => !isWarning(problem)),
    warnings: problems.filter(isWarning),
  };
}

function removalsOf(
  replaced: Registry | undefined,
  assignments: readonly RegistryAssignment[],
): readonly RegistryAssignment[] {
  const wanted = new Set(assignments.map(([key]) => foldRegistryKey(key)));
  return (replaced?.persistentEntries() ?? []).flatMap(([key]): readonly RegistryAssignment[] => {
    const stays = wanted.has(foldRegistryKey(key)) || findCatalogueEntry(key)?.secret === true;
    return stays ? [] : [[key, ""]];
  });
}
