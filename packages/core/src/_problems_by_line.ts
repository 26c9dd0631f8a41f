import { checkAssignment } from "./check_assignment.ts";
import type { Problem } from "./problem.ts";
import type { RegistryDocument } from "./registry_document.ts";

/** Everything that is wrong with a document, its lines and its values, by line. */
export function problemsByLine(document: RegistryDocument): readonly Problem[] {
  const values = document.entries.flatMap(({ key, value, line }) =>
    checkAssignment(key, value).map((problem) => ({ ...problem, line })),
  );
  return [...document.problems, ...values].toSorted(byLine);
}

// What belongs to no line, as the count of problems left out, goes last.
function byLine(one: Problem, other: Problem): number {
  return (one.line ?? Number.MAX_SAFE_INTEGER) - (other.line ?? Number.MAX_SAFE_INTEGER);
}
