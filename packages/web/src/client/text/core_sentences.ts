import { describeProblem, type PlanReason, type Problem } from "@fieldpost/core";
import { type Signal, signal } from "@preact/signals";
import { withLocalTimes } from "./local_times.ts";
import type { SentenceTranslator } from "./translate_sentence.ts";

/** How the sentences of core are said: they are English, and another language rewords them. */
export interface CoreSentences {
  reason(reason: PlanReason): string;
  problem(problem: Problem): string;
  /** What the catalogue says of a key; `meaning` is the English. */
  meaning(key: string, meaning: string): string;
  /** Anything else that core or the unit says, given in English. */
  words(english: string): string;
}

/**
 * Makes the sentences of a language, with times as in a region; what the language cannot say stays
 * English.
 */
export function sentencesBy(translate: SentenceTranslator, locale: string): CoreSentences {
  const words = (english: string): string => {
    const local = withLocalTimes(english, locale);
    return translate(local) ?? local;
  };
  return {
    reason: ({ message }) => words(message),
    problem: (problem) => words(describeProblem(problem)),
    meaning: (_key, meaning) => words(meaning),
    words,
  };
}

/** The sentences as core makes them, with times as in a region. */
export function englishSentences(locale: string): CoreSentences {
  return sentencesBy((english) => english, locale);
}

/** The sentences in the language of the page; the language sets it. */
export const coreSentences: Signal<CoreSentences> = signal(englishSentences("en"));
