import { absoluteWords } from "../parts/time_words.ts";

// As core and the unit write a moment, after the words that they say before one. What a server said
// stands in quotes and is left alone.
const TIME_REGEXP =
  /"[^"]*"|(?<=\b(?:at|from|to|until|says) )\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,3})?Z| \d\d:\d\d UTC)/g;

/** Says the moments of an English sentence in the viewer's zone and in the way of a region. */
export function withLocalTimes(sentence: string, locale: string, timeZone?: string): string {
  return sentence.replace(TIME_REGEXP, (found) => {
    if (found.startsWith('"')) return found;
    const atMs = Date.parse(found.replace(" UTC", "Z").replace(" ", "T"));
    return Number.isNaN(atMs) ? found : absoluteWords(atMs, locale, timeZone);
  });
}
