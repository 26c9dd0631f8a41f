import { CATALOGUE, type CatalogueEntry } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

/** Renders the registry keys, in the catalogue's order. */
export function renderCatalogue(): string {
  return markdownTable(
    ["key", "kind", "default", "meaning", "origin"],
    CATALOGUE.map((entry) => [
      `\`${entry.key}\``,
      kindOf(entry),
      entry.default === undefined ? "none" : `\`${entry.default}\``,
      entry.meaning,
      entry.since === undefined ? entry.origin : `${entry.origin}, since ${entry.since}`,
    ]),
  );
}

function kindOf(entry: CatalogueEntry): string {
  return entry.choices?.map((choice) => `\`${choice}\``).join(", ") ?? entry.kind;
}
