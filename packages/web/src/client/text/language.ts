import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { coreSentences, englishSentences, sentencesBy } from "./core_sentences.ts";
import { ENGLISH } from "./english.ts";
import type { TextNumbers } from "./fill_text.ts";
import type { Texts } from "./text_key.ts";

/** The languages of the page. */
export type Language = "en" | "de";

const STORED = "fieldpost.language";

interface Loaded {
  readonly language: Language;
  /** With the viewer's region where the browser knows it: dates and numbers are said as there. */
  readonly locale: string;
  readonly texts: Texts;
  readonly numbers: TextNumbers;
}

function load(language: Language, texts: Texts): Loaded {
  const locale = viewerLanguages().find((tag) => asLanguage(tag) === language) ?? language;
  const numbers = {
    rules: new Intl.PluralRules(locale),
    format: new Intl.NumberFormat(locale),
  };
  return { language, locale, texts, numbers };
}

const current: Signal<Loaded> = signal(load("en", ENGLISH));

/** The language in use with its words. */
export const loadedTexts: ReadonlySignal<Loaded> = current;

/** Loads the words of a language, uses them, and remembers the choice. */
export async function chooseLanguage(language: Language): Promise<void> {
  await useLanguage(language);
  if (current.peek().language !== language) return;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // A browser that keeps nothing: the choice holds until the page is closed.
  }
}

/** The remembered language, else the first one of the browser's that the page has. */
export async function startLanguage(): Promise<void> {
  await useLanguage(remembered() ?? preferred());
}

let latest = 0;

async function useLanguage(language: Language): Promise<void> {
  latest += 1;
  const mine = latest;
  const texts = language === "de" ? (await import("./german.ts")).GERMAN : ENGLISH;
  // Words that come late are not those that were chosen last.
  if (mine !== latest) return;
  current.value = load(language, texts);
  document.documentElement.lang = language;
  coreSentences.value = englishSentences(current.value.locale);
  // The page is there without them, so nobody waits: the login needs none.
  if (language === "de") void loadGermanSentences();
}

async function loadGermanSentences(): Promise<void> {
  const { sayGerman } = await import("./say_german.ts");
  const { language, locale } = current.value;
  if (language === "de") coreSentences.value = sentencesBy(sayGerman, locale);
}

function remembered(): Language | undefined {
  try {
    return asLanguage(localStorage.getItem(STORED) ?? "");
  } catch {
    return undefined;
  }
}

function preferred(): Language {
  return (
    viewerLanguages()
      .map(asLanguage)
      .find((each) => each !== undefined) ?? "en"
  );
}

/** As the browser lists them; where there is none, nobody looks. */
function viewerLanguages(): readonly string[] {
  return typeof navigator === "undefined" ? [] : navigator.languages;
}

function asLanguage(tag: string): Language | undefined {
  const [language] = tag.toLowerCase().split("-");
  return language === "de" || language === "en" ? language : undefined;
}
