import type { CatalogueEntry } from "./catalogue_entry.ts";
import { formatRegistryBoolean, tryParseRegistryBoolean } from "./registry_boolean.ts";

/**
 * Reads the value of a `choice` entry, in any case, as the spelling in its `choices`; `undefined`
 * when it is none of them.
 *
 * Where `enabled` and `disabled` are choices, every boolean spelling stands for one of them.
 *
 * @example STARTTLS
 * ```ts
 * import { findCatalogueEntry, tryParseRegistryChoice } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const entry = findCatalogueEntry("Email/StartTLS");
 * assert.ok(entry);
 * assert.equal(tryParseRegistryChoice(entry, "Required"), "required");
 * assert.equal(tryParseRegistryChoice(entry, "TRUE"), "enabled");
 * assert.equal(tryParseRegistryChoice(entry, "sometimes"), undefined);
 * ```
 */
export function tryParseRegistryChoice(entry: CatalogueEntry, text: string): string | undefined {
  const choices = entry.choices ?? [];
  const wanted = text.trim().toLowerCase();
  const named = choices.find((choice) => choice.toLowerCase() === wanted);
  if (named !== undefined) return named;
  const truth = tryParseRegistryBoolean(text);
  if (truth === undefined) return undefined;
  const spelled = formatRegistryBoolean(truth);
  return choices.includes(spelled) ? spelled : undefined;
}
