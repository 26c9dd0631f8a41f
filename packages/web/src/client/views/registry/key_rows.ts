import {
  CATALOGUE,
  type CatalogueEntry,
  findCatalogueEntry,
  foldRegistryKey,
} from "@fieldpost/core";
import type { RegistryEntryView } from "../../../api/registry_api.ts";

/** A key as the list shows it. */
export interface KeyRow {
  readonly key: string;
  /** `null` for a secret, and for a key that is not set. */
  readonly value: string | null;
  readonly isSet: boolean;
  readonly isSecret: boolean;
  /** `undefined` for a key that nobody knows. */
  readonly entry: CatalogueEntry | undefined;
}

/** A node of the tree with what stands directly below it. */
export interface KeyNode {
  /** The last part of its name. */
  readonly name: string;
  readonly path: string;
  readonly keys: readonly KeyRow[];
  readonly nodes: readonly KeyNode[];
}

/** What of the registry is listed. */
export interface KeyFilter {
  readonly text: string;
  readonly isUnsetShown: boolean;
}

/** The keys that are set, and on wish the known ones that are not, in the order of their names. */
export function keyRows(
  entries: readonly RegistryEntryView[],
  filter: KeyFilter,
): readonly KeyRow[] {
  const set = entries.map(
    ({ key, value, isSecret }): KeyRow => ({
      key,
      value,
      isSet: true,
      isSecret,
      entry: findCatalogueEntry(key),
    }),
  );
  const names = new Set(set.map(({ key }) => foldRegistryKey(key)));
  const unset = CATALOGUE.filter(
    ({ key }) => filter.isUnsetShown && !key.includes("<") && !names.has(foldRegistryKey(key)),
  ).map(
    (entry): KeyRow => ({
      key: entry.key,
      value: null,
      isSet: false,
      isSecret: entry.secret,
      entry,
    }),
  );
  return [...set, ...unset]
    .filter((row) => matches(row, filter.text))
    .toSorted((one, other) => compare(one.key, other.key));
}

function matches({ key, value, entry }: KeyRow, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/u);
  const where = `${key} ${value ?? ""} ${entry?.meaning ?? ""}`.toLowerCase();
  return words.every((word) => where.includes(word));
}

function compare(one: string, other: string): number {
  return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}

/** Sorts keys into their nodes; a node is the same in any case. */
export function keyTree(rows: readonly KeyRow[]): KeyNode {
  return nodeOf("", "", rows);
}

function nodeOf(name: string, path: string, rows: readonly KeyRow[]): KeyNode {
  const depth = path === "" ? 0 : path.split("/").length;
  const groups = new Map<string, KeyRow[]>();
  const keys: KeyRow[] = [];
  for (const row of rows) {
    const parts = row.key.split("/");
    const part = parts[depth] ?? "";
    if (parts.length === depth + 1) keys.push(row);
    else groups.set(part.toLowerCase(), [...(groups.get(part.toLowerCase()) ?? []), row]);
  }
  const nodes = [...groups.values()].map((group) => {
    const part = group[0]?.key.split("/")[depth] ?? "";
    return nodeOf(part, path === "" ? part : `${path}/${part}`, group);
  });
  return { name, path, keys, nodes };
}
