import { describeProblem, type PlanReason, type Problem } from "@fieldpost/core";
import { type Signal, signal } from "@preact/signals";

/** How the sentences of core are said: they are English, and another language rewords them. */
export interface CoreSentences {
  reason(reason: PlanReason): string;
  problem(problem: Problem): string;
  /** What the catalogue says of a key; `meaning` is the English. */
  meaning(key: string, meaning: string): string;
  /** Anything else that core says, given in English. */
  words(english: string): string;
}

/** The sentences as core makes them. */
export const ENGLISH_SENTENCES: CoreSentences = {
  reason: ({ message }) => message,
  problem: describeProblem,
  meaning: (_key, meaning) => meaning,
  words: (english) => english,
};

/** The sentences in the language of the page; the language sets it. */
export const coreSentences: Signal<CoreSentences> = signal(ENGLISH_SENTENCES);
