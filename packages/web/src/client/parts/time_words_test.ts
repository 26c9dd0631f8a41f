import { expect, it } from "@jest/globals";
import { absoluteWords, countdownWords, relativeWords } from "./time_words.ts";

const NOW = Date.UTC(2026, 10, 26, 12);
const MINUTE = 60_000;

const RELATIVE: readonly (readonly [number, string, string | undefined])[] = [
  [0, "en", undefined],
  [-59_000, "en", undefined],
  [-MINUTE, "en", "1 minute ago"],
  [-119_000, "en", "1 minute ago"],
  [5 * MINUTE, "en", "in 5 minutes"],
  [-25 * 60 * MINUTE, "en", "yesterday"],
  [-25 * 60 * MINUTE, "de", "gestern"],
  [60 * 24 * 60 * MINUTE, "de", "in 2 Monaten"],
];

it.each(RELATIVE)("relativeWords() of %i ms in %s is %j", (by, language, words) => {
  expect(relativeWords(NOW + by, NOW, language)).toBe(words);
});

it("absoluteWords() names the zone", () => {
  expect(absoluteWords(NOW, "en-GB", "Europe/Berlin")).toBe("26 Nov 2026, 13:00:00 CET");
  expect(absoluteWords(NOW, "de", "America/New_York")).toBe("26.11.2026, 07:00:00 GMT-5");
});

it.each([
  [300_000, "5:00"],
  [64_001, "1:05"],
  [1, "0:01"],
  [0, "0:00"],
  [-5000, "0:00"],
])("countdownWords() of %i ms is %s", (left, words) => {
  expect(countdownWords(left)).toBe(words);
});
