import { expect, it } from "@jest/globals";
import { durationWords } from "./duration_words.ts";

it.each([
  [0, "en", "0 seconds"],
  [1, "en", "1 millisecond"],
  [1500, "en", "1 second, 500 milliseconds"],
  [300_000, "en", "5 minutes"],
  [300_000, "de", "5 Minuten"],
  [90_061_001, "en", "1 day, 1 hour"],
])("durationWords() of %i ms in %s is %s", (durationMs, language, words) => {
  expect(durationWords(durationMs, language)).toBe(words);
});
