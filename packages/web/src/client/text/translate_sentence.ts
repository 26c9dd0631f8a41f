/**
 * Sentences of another language by their English ones.
 *
 * A key is an English sentence as core makes it, with `{place}` where core puts words in. Its value
 * holds the same places: `{place}` takes the words as they stand, `{place:table}` only words that the
 * table has, in its language, and `{place?table}` these or else the words as they stand.
 */
export type Phrases = Readonly<Record<string, string>>;

/** A language: its tables by name; whole sentences are looked up in `sentence`. */
export interface SentenceTables {
  readonly sentence: Phrases;
  readonly [table: string]: Phrases;
}

/** Says a sentence in another language; `undefined` when the tables do not have it. */
export type SentenceTranslator = (sentence: string) => string | undefined;

// Longer texts are no sentence of ours, and looking at them closely costs time.
const LONGEST_SENTENCE = 3000;
// Far more than any sentence of ours needs; what needs more was put together by somebody else.
const MOST_QUESTIONS = 5000;
const PLACE_REGEXP = /\{(\w+)(?:([:?])(\w+))?\}/g;

interface Place {
  readonly name: string;
  readonly table: string | undefined;
  /** Words that the table does not have stand for themselves. */
  readonly isOpen: boolean;
}

interface Pattern {
  /** What stands around the places: one more than there are places. */
  readonly literals: readonly string[];
  readonly places: readonly Place[];
  readonly said: string;
}

interface Table {
  readonly whole: ReadonlyMap<string, string>;
  /** The ones with the most words of their own first, because they say the most. */
  readonly patterns: readonly Pattern[];
}

type Words = ReadonlyMap<string, string>;

/**
 * Makes the translator of a language.
 *
 * The sentence is compared with the keys as a whole, and what fills a place is looked up in turn: a
 * sentence is translated entirely or not at all, and names, values and servers' words stay as they are.
 */
export function sentenceTranslator(tables: SentenceTables): SentenceTranslator {
  const compiled = new Map<string, Table>();
  const tableOf = (name: string): Table => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    const table = compile(tables[name] ?? {});
    compiled.set(name, table);
    return table;
  };
  return (text) => {
    if (text.length > LONGEST_SENTENCE) return undefined;
    // What was looked up is not looked up again: the ways to divide a long text are too many.
    const known = new Map<string, string | undefined>();
    let questions = 0;
    const lookUp = (name: string, part: string): string | undefined => {
      questions += 1;
      if (questions > MOST_QUESTIONS) return undefined;
      const place = `${name} ${part}`;
      if (!known.has(place)) known.set(place, lookUpIn(tableOf(name), part, lookUp));
      return known.get(place);
    };
    return lookUp("sentence", text);
  };
}

function lookUpIn({ whole, patterns }: Table, text: string, lookUp: LookUp): string | undefined {
  const found = whole.get(text);
  if (found !== undefined) return found;
  for (const pattern of patterns) {
    const words = match(pattern, text, lookUp);
    if (words !== undefined) return fill(pattern.said, words);
  }
  return undefined;
}

function compile(phrases: Phrases): Table {
  const rows = Object.entries(phrases);
  const patterns = rows.filter(([english]) => /\{\w+\}/.test(english)).map(patternOf);
  const sizes = new Map(patterns.map((each) => [each, each.literals.join("").length]));
  const sizeOf = (pattern: Pattern): number => sizes.get(pattern) ?? 0;
  return { whole: new Map(rows), patterns: patterns.sort((a, b) => sizeOf(b) - sizeOf(a)) };
}

function patternOf([english, said]: readonly [string, string]): Pattern {
  const annotated = new Map(placesOf(said).map((place) => [place.name, place]));
  const places = placesOf(english).map((place) => annotated.get(place.name) ?? place);
  return { literals: english.split(/\{\w+\}/), places, said };
}

/** The places of a phrase, in their order. */
export function placesOf(phrase: string): readonly Place[] {
  return [...phrase.matchAll(PLACE_REGEXP)].map(([, name = "", mark, table]) => ({
    name,
    table,
    isOpen: mark === "?",
  }));
}

function fill(said: string, words: Words): string {
  return said.replace(PLACE_REGEXP, (_, name: string) => words.get(name) ?? "");
}

type LookUp = (table: string, text: string) => string | undefined;

function match(pattern: Pattern, text: string, lookUp: LookUp): Words | undefined {
  const { literals, places } = pattern;
  const first = literals[0] ?? "";
  if (!text.startsWith(first) || !text.endsWith(literals.at(-1) ?? "")) return undefined;

  // Tries every end of a place at which the next literal stands, the nearest first.
  const matchFrom = (index: number, from: number, words: Words): Words | undefined => {
    const place = places[index];
    if (place === undefined) return from === text.length ? words : undefined;
    const literal = literals[index + 1] ?? "";
    const isLast = index === places.length - 1;
    let end = isLast ? text.length - literal.length : text.indexOf(literal, from);
    while (end >= from) {
      const word = wordFor(place, text.slice(from, end), lookUp);
      const isSame = word === (words.get(place.name) ?? word);
      if (word !== undefined && isSame) {
        const next = new Map(words).set(place.name, word);
        const found = matchFrom(index + 1, end + literal.length, next);
        if (found !== undefined) return found;
      }
      if (isLast) return undefined;
      end = end < text.length ? text.indexOf(literal, end + 1) : -1;
    }
    return undefined;
  };
  return matchFrom(0, first.length, new Map());
}

function wordFor(place: Place, text: string, lookUp: LookUp): string | undefined {
  if (place.table === undefined) return text === "" ? undefined : text;
  return lookUp(place.table, text) ?? (place.isOpen && text !== "" ? text : undefined);
}
