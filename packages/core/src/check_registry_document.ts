import { boundProblems } from "./_problem_list.ts";
import { problemsByLine } from "./_problems_by_line.ts";
import type { Problem } from "./problem.ts";
import type { RegistryDocument } from "./registry_document.ts";
import { REGISTRY_LIMITS } from "./registry_limits.ts";

/**
 * Lists everything that is wrong with a document, by line: what could not be read, and what
 * `checkAssignment()` says of each value that could.
 *
 * @example A value that no port has
 * ```ts
 * import { checkRegistryDocument, describeProblem, parseRegistryDocument } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const document = parseRegistryDocument("[Email]\nColour = blue\nPort = 0x19\n");
 * assert.deepEqual(checkRegistryDocument(document).map(describeProblem), [
 *   'Line 2: Key "Email/Colour" is not in the catalogue: it is kept, and nothing here reads it',
 *   'Line 3: Cannot use Email/Port = "0x19": it is not made of digits alone, ' +
 *     "a number from 1 to 65535 is accepted",
 * ]);
 * ```
 */
export function checkRegistryDocument(document: RegistryDocument): readonly Problem[] {
  return boundProblems(problemsByLine(document), REGISTRY_LIMITS.problems);
}
