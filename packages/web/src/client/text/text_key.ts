import type { ENGLISH } from "./english.ts";
import type { TextsOf } from "./text_entry.ts";

/** The name of a text, as `email.title`. */
export type TextKey = keyof typeof ENGLISH;

/** Every text of the page in one language. */
export type Texts = TextsOf<TextKey>;
