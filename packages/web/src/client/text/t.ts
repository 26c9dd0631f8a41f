import { fillText } from "./fill_text.ts";
import { loadedTexts } from "./language.ts";
import type { TextPlaces } from "./text_entry.ts";
import type { TextKey } from "./text_key.ts";

/** The words under a key in the viewer's language, with its places filled. */
export function t(key: TextKey, places: TextPlaces = {}): string {
  const { texts, numbers } = loadedTexts.value;
  return fillText(texts[key], places, numbers);
}
