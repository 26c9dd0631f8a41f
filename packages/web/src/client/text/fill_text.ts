import type { TextEntry, TextPlaces } from "./text_entry.ts";

/** How a language says numbers. */
export interface TextNumbers {
  readonly rules: Intl.PluralRules;
  readonly format: Intl.NumberFormat;
}

const PLACE_REGEXP = /\{([a-zA-Z]+)\}/g;

/** Fills the places of a text; the place `count` chooses the plural form. */
export function fillText(entry: TextEntry, places: TextPlaces, numbers: TextNumbers): string {
  const text = typeof entry === "string" ? entry : entry[formOf(places["count"], numbers)];
  return text.replace(PLACE_REGEXP, (whole, name: string) => {
    const value = places[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numbers.format.format(value) : value;
  });
}

function formOf(count: string | number | undefined, numbers: TextNumbers): "one" | "other" {
  return numbers.rules.select(Number(count)) === "one" ? "one" : "other";
}
