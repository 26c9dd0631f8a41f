import { CATALOGUE } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue_entry.ts";
import { foldRegistryKey } from "./registry_key.ts";

const PLACEHOLDER_REGEXP = /<[^>]+>/;

const EXACT: ReadonlyMap<string, CatalogueEntry> = new Map(
  CATALOGUE.filter(({ key }) => !PLACEHOLDER_REGEXP.test(key)).map((entry) => [
    foldRegistryKey(entry.key),
    entry,
  ]),
);

interface Family {
  readonly entry: CatalogueEntry;
  readonly before: string;
  readonly after: string;
}

const FAMILIES: readonly Family[] = CATALOGUE.flatMap((entry) => {
  const [before = "", after] = foldRegistryKey(entry.key).split(PLACEHOLDER_REGEXP);
  return after === undefined ? [] : [{ entry, before, after }];
});

function belongsTo(family: Family, folded: string): boolean {
  if (!folded.startsWith(family.before) || !folded.endsWith(family.after)) return false;
  const name = folded.slice(family.before.length, folded.length - family.after.length);
  return name !== "" && !name.includes("/");
}

/**
 * Finds what the catalogue says about a key, in any case; `undefined` when the key is unknown.
 *
 * The entry of a family carries the family's pattern as its key, not the key asked for.
 *
 * @example A key of a family
 * ```ts
 * import { findCatalogueEntry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findCatalogueEntry("email/port")?.default, "25");
 * assert.equal(findCatalogueEntry("Email/Boiler/Subject")?.key, "Email/<Block>/Subject");
 * assert.equal(findCatalogueEntry("Email/Colour"), undefined);
 * ```
 */
export function findCatalogueEntry(key: string): CatalogueEntry | undefined {
  const folded = foldRegistryKey(key);
  return EXACT.get(folded) ?? FAMILIES.find((family) => belongsTo(family, folded))?.entry;
}
