import { expect, it } from "@jest/globals";
import { fillText, type TextNumbers } from "./fill_text.ts";
import type { TextEntry, TextPlaces } from "./text_entry.ts";

function numbersOf(language: string): TextNumbers {
  return { rules: new Intl.PluralRules(language), format: new Intl.NumberFormat(language) };
}

const ROWS: readonly (readonly [string, TextEntry, TextPlaces, string])[] = [
  ["en", "Saved", {}, "Saved"],
  ["en", "Hello {name}", { name: "Ann" }, "Hello Ann"],
  ["en", "{a}{a}{b}", { a: "1", b: "$&" }, "11$&"],
  ["en", "left alone: {unknown}", {}, "left alone: {unknown}"],
  ["en", { one: "{count} day", other: "{count} days" }, { count: 1 }, "1 day"],
  ["en", { one: "{count} day", other: "{count} days" }, { count: 0 }, "0 days"],
  ["en", { one: "{count} day", other: "{count} days" }, { count: 1234 }, "1,234 days"],
  ["de", { one: "{count} Tag", other: "{count} Tage" }, { count: 1234 }, "1.234 Tage"],
  ["de", { one: "ein Tag", other: "{count} Tage" }, { count: 1 }, "ein Tag"],
];

it.each(ROWS)("fillText() in %s fills %j with %j", (language, entry, places, text) => {
  expect(fillText(entry, places, numbersOf(language))).toBe(text);
});
