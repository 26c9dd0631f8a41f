/**
 * Counts the letters to add, drop or replace that make one word of another (Levenshtein).
 *
 * @param most Words whose lengths differ by more are not compared: they are infinitely far
 * @example
 * ```ts
 * import { editDistance } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(editDistance("pasword", "password", 2), 1);
 * assert.equal(editDistance("port", "password", 2), Number.POSITIVE_INFINITY);
 * ```
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at++) {
      const replaced = (row[at - 1] ?? 0) + (other[at - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
