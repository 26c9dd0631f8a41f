import { findCatalogueEntry } from "./find_catalogue_entry.ts";
import type { RegistryAssignment } from "./registry.ts";
import { formatRegistryBoolean, tryParseRegistryBoolean } from "./registry_boolean.ts";
import { tryParseRegistryChoice } from "./registry_choice.ts";
import { tryParseRegistryKey } from "./registry_key.ts";

/**
 * Gives an assignment the one spelling that is written: the catalogue's for a key it knows, `enabled`
 * or `disabled` for a yes or no, the choice's own for a choice.
 *
 * Names of blocks and events stay as they were typed. What cannot be read stays as it is: judging is
 * `checkAssignment()`'s.
 *
 * @example
 * ```ts
 * import { canonicalAssignment } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(canonicalAssignment(["/email/smtps", "TRUE"]), ["Email/SMTPS", "enabled"]);
 * assert.deepEqual(canonicalAssignment(["email/Boiler/subject", "Hot"]), [
 *   "Email/Boiler/Subject",
 *   "Hot",
 * ]);
 * ```
 */
export function canonicalAssignment([typed, value]: RegistryAssignment): RegistryAssignment {
  const entry = findCatalogueEntry(typed);
  const key = tryParseRegistryKey(typed);
  if (entry === undefined || key === undefined) return [typed, value];
  const spelled = spelledAs(entry.key, key);
  if (entry.kind === "boolean") {
    const truth = tryParseRegistryBoolean(value);
    return [spelled, truth === undefined ? value : formatRegistryBoolean(truth)];
  }
  if (entry.kind === "choice") return [spelled, tryParseRegistryChoice(entry, value) ?? value];
  return [spelled, value];
}

/** Takes the fixed parts from the pattern and the name in its place from what was typed. */
function spelledAs(pattern: string, key: string): string {
  const [before = "", after] = pattern.split(/<[^>]+>/);
  if (after === undefined) return pattern;
  return before + key.slice(before.length, key.length - after.length) + after;
}
