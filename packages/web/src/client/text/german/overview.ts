import type { OVERVIEW_ENGLISH } from "../english/overview.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "Overview". */
export const OVERVIEW_GERMAN: TextsOf<keyof typeof OVERVIEW_ENGLISH> = {
  "overview.title": "Übersicht",
};
