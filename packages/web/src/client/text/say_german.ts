import { GERMAN_SENTENCES } from "./german_sentences.ts";
import { type SentenceTranslator, sentenceTranslator } from "./translate_sentence.ts";

/** Says in German what core and the unit say. */
export const sayGerman: SentenceTranslator = sentenceTranslator(GERMAN_SENTENCES);
