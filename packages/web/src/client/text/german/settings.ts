import type { SETTINGS_ENGLISH } from "../english/settings.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words around settings that are typed and saved. */
export const SETTINGS_GERMAN: TextsOf<keyof typeof SETTINGS_ENGLISH> = {
  "save.label": "Nicht gespeicherte Änderungen",
  "save.count": {
    one: "{count} Änderung ist nicht gespeichert.",
    other: "{count} Änderungen sind nicht gespeichert.",
  },
  "save.problems": {
    one: "{count} Problem muss vorher behoben werden.",
    other: "{count} Probleme müssen vorher behoben werden.",
  },
  "save.save": "Speichern",
  "save.discard": "Verwerfen",
  "save.done": {
    one: "{count} Einstellung wurde geändert.",
    other: "{count} Einstellungen wurden geändert.",
  },
};
