import { type CoreSentences, sentencesBy } from "./core_sentences.ts";
import { GERMAN_SENTENCES } from "./german_sentences.ts";
import { sentenceTranslator } from "./translate_sentence.ts";

/** What core and the unit say, in German. */
export const SAY_GERMAN: CoreSentences = sentencesBy(sentenceTranslator(GERMAN_SENTENCES));
