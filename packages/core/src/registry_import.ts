import { boundProblems } from "./_problem_list.ts";
import { problemsByLine } from "./_problems_by_line.ts";
import { findCatalogueEntry } from "./find_catalogue_entry.ts";
import { isWarning } from "./is_warning.ts";
import type { Problem } from "./problem.ts";
import type { Registry, RegistryAssignment } from "./registry.ts";
import { parseRegistryDocument, type RegistryDocumentEntry } from "./registry_document.ts";
import { foldRegistryKey } from "./registry_key.ts";
import { REGISTRY_LIMITS } from "./registry_limits.ts";

/** What a text wants of a registry, with every problem of it at its line. */
export interface RegistryImport {
  readonly assignments: readonly RegistryAssignment[];
  /** The lines that the assignments come from. */
  readonly entries: readonly RegistryDocumentEntry[];
  /** What keeps it from being imported; of very many the first, and how many more there are. */
  readonly refusals: readonly Problem[];
  /** How many problems keep it from being imported, those that are not listed among them. */
  readonly refusalCount: number;
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
  // A refusal behind a thousand warnings has to be found.
  const document = parseRegistryDocument(text, { problems: Number.MAX_SAFE_INTEGER });
  const { entries } = document;
  const problems = problemsByLine(document);
  const assignments = entries.map(({ key, value }) => [key, value] as const);
  const refusals = problems.filter((problem) => !isWarning(problem));
  return {
    assignments: [...assignments, ...removalsOf(replaced, assignments)],
    entries,
    refusals: boundProblems(refusals, REGISTRY_LIMITS.problems),
    refusalCount: refusals.length,
    warnings: boundProblems(problems.filter(isWarning), REGISTRY_LIMITS.problems),
  };
}

/**
 * Says at which line of an import a problem stands that only the settings as a whole have shown.
 *
 * @example
 * ```ts
 * import { locateProblem, readRegistryImport } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const wanted = readRegistryImport("[Email]\nPort = 587\n");
 * const problem = { code: "value-invalid", path: "email/port", facts: {} } as const;
 * assert.equal(locateProblem(problem, wanted).line, 2);
 * ```
 */
export function locateProblem(
  problem: Problem,
  { entries }: Pick<RegistryImport, "entries">,
): Problem {
  const folded = foldRegistryKey(problem.path);
  const entry = entries.findLast(({ key }) => foldRegistryKey(key) === folded);
  return entry === undefined ? problem : { ...problem, line: entry.line };
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
