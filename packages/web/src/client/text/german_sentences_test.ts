import { fileURLToPath } from "node:url";
import {
  CATALOGUE,
  FAILURE_CATALOGUE,
  FIRMWARE_PROFILES,
  NO_RECOMMENDATION_RULES,
  PLAN_RULES,
  PROVIDERS,
  RECOMMENDATION_RULES,
} from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { scanSentences, withoutNames } from "../../_testing/scan_sentences.ts";
import {
  LOG_BEGINNING,
  UNSPOKEN_FILES,
  UNSPOKEN_SENTENCES,
} from "../../_testing/unspoken_sentences.ts";
import { GERMAN_SENTENCES } from "./german_sentences.ts";
import { placesOf } from "./translate_sentence.ts";

interface Row {
  readonly table: string;
  readonly english: string;
  readonly german: string;
}

const ROWS: readonly Row[] = Object.entries(GERMAN_SENTENCES).flatMap(([table, phrases]) =>
  Object.entries(phrases).map(([english, german]) => ({ table, english, german })),
);
const KEYS: ReadonlySet<string> = new Set(ROWS.map(({ english }) => withoutNames(english)));

/** Where sentences are made, with the members of tables whose texts only documents show. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  "core/src": ["when", "outcome", "origin"],
  "runtime/src": [],
  "web/src/server": ["summary", "description"],
};

const SOURCES = Object.entries(FOLDERS).flatMap(([folder, documentMembers]) => {
  const path = fileURLToPath(new URL(`../../../../${folder}`, import.meta.url));
  const found = scanSentences(path, documentMembers);
  return found.map(({ file, ...each }) => ({ ...each, file: `${folder}/${file}` }));
});

/** What a text with `{}` can be, as a pattern. */
function patternOf(text: string): RegExp {
  const pieces = text.split("{}").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pieces.join("[^]*")}$`);
}

const KEY_PATTERNS = [...KEYS].map((key) => ({
  pattern: patternOf(key),
  ownLength: key.replaceAll("{}", "").length,
}));

/** Whether a row is the text in general: most of its letters stand in the row. */
function isSpokenInGeneral(text: string): boolean {
  return KEY_PATTERNS.some(
    ({ pattern, ownLength }) => 2 * ownLength > text.length && pattern.test(text),
  );
}

/** Whether the text is a row, or a part of rows that core puts together. */
function isSpoken(text: string): boolean {
  if (KEYS.has(text) || isSpokenInGeneral(text)) return true;
  // A whole sentence is a row of its own, and no part of another.
  if (/^(?:[A-Z][^{]*\.|Cannot [^{]*)$/.test(text)) return false;
  const pattern = patternOf(`{}${text}{}`);
  return [...KEYS].some((key) => pattern.test(key));
}

/** Whether the key is a general form of one of the texts. */
function isRowOf(key: string, texts: readonly string[]): boolean {
  const pattern = patternOf(key);
  return texts.some((text) => pattern.test(text));
}

function isUnspoken({ file, text }: (typeof SOURCES)[number]): boolean {
  const isOfFile = Object.keys(UNSPOKEN_FILES).some((path) =>
    path.endsWith("/") ? file.startsWith(path) : file === path,
  );
  return isOfFile || text in UNSPOKEN_SENTENCES || text.startsWith(LOG_BEGINNING);
}

function wordsToKeep(phrase: string): readonly string[] {
  const found = withoutNames(phrase).match(
    /[A-Z]\w+\/\w+(?: = [\w-]+)?|\d[\d.]*\d|\d|"[^"{}]+"|STARTTLS|SMTPS|TLS|EHLO|OAuth/g,
  );
  return [...new Set(found ?? [])].filter((word) => !IN_WORDS.has(word)).sort();
}

// Quoted or counted in English, and said otherwise in German.
const IN_WORDS: ReadonlySet<string> = new Set(['"name = value"']);

describe("GERMAN_SENTENCES", () => {
  it("holds the same places in German as in English", () => {
    const namesOf = (phrase: string) =>
      [...new Set(placesOf(phrase).map(({ name }) => name))].sort();
    const differing = ROWS.filter(
      ({ english, german }) => namesOf(english).join() !== namesOf(german).join(),
    );
    expect(differing).toEqual([]);
  });

  it("looks words up only in tables that there are", () => {
    const tables = ROWS.flatMap(({ german }) =>
      placesOf(german).flatMap(({ table }) => table ?? []),
    );
    expect([...new Set(tables)].filter((table) => !(table in GERMAN_SENTENCES))).toEqual([]);
  });

  it("keeps keys, numbers, commands and the names of protocols as they are", () => {
    const differing = ROWS.flatMap(({ english, german }) => {
      const missing = wordsToKeep(english).filter((word) => !german.includes(word));
      return missing.length === 0 ? [] : [{ english, german, missing }];
    });
    expect(differing).toEqual([]);
  });

  it("has every row of core's tables", () => {
    const sentences = [
      ...[...PLAN_RULES, ...RECOMMENDATION_RULES, ...NO_RECOMMENDATION_RULES]
        .map(({ sentence }) => sentence)
        .filter((sentence) => sentence !== "{problem}"),
      ...FAILURE_CATALOGUE.flatMap(({ cause, fix, change }) => [
        cause,
        fix,
        ...change.flatMap(({ words }) => words ?? []),
      ]),
      ...[...CATALOGUE, ...FIRMWARE_PROFILES].map(({ meaning }) => meaning),
      ...PROVIDERS.flatMap(({ login, notice }) => [login, notice?.text ?? []].flat()),
    ];
    const known: ReadonlySet<string> = new Set(Object.keys(GERMAN_SENTENCES.sentence));
    const missing = sentences.filter((each) => !known.has(each) && !/^Answers as JANOS/.test(each));
    expect(missing).toEqual([]);
  });

  it("has every sentence that stands in the sources, but for those that no page shows", () => {
    const missing = SOURCES.filter(
      (each) => each.isProse && !isUnspoken(each) && !isSpoken(each.text),
    ).map(({ file, text }) => `${file}: ${text}`);
    expect(missing).toEqual([]);
  });

  it("has no sentence that stands in the sources no more", () => {
    const texts = SOURCES.map(({ text }) => text).filter(
      (text) => text.length > 1 && text !== "{}",
    );
    const patterns = texts.map((text) => patternOf(`{}${text}{}`));
    const idle = [...KEYS].filter(
      (key) => !patterns.some((pattern) => pattern.test(key)) && !isRowOf(key, texts),
    );
    expect(idle).toEqual([]);
  });

  it("excepts nothing that is not there", () => {
    const files = SOURCES.map(({ file }) => file);
    const texts: ReadonlySet<string> = new Set(SOURCES.map(({ text }) => text));
    const idle = [
      ...Object.keys(UNSPOKEN_FILES).filter((path) => !files.some((file) => file.startsWith(path))),
      ...Object.keys(UNSPOKEN_SENTENCES).filter((text) => !texts.has(text)),
    ];
    expect(idle).toEqual([]);
  });
});
