import type { Problem, ProblemCode } from "./problem.ts";

const WARNINGS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "key-unknown",
  "key-duplicate",
  "key-dynamic-skipped",
]);

/**
 * Tells whether a problem only warns: what was given is taken all the same.
 *
 * @example An unknown key does not refuse
 * ```ts
 * import { checkAssignment, isWarning } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(checkAssignment("Email/Colour", "blue").map(isWarning), [true]);
 * assert.deepEqual(checkAssignment("Email/Port", "blue").map(isWarning), [false]);
 * ```
 */
export function isWarning(problem: Problem): boolean {
  return WARNINGS.has(problem.code);
}
