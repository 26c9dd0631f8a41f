import type { PARTS_ENGLISH } from "../english/parts.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the parts that pages are made of. */
export const PARTS_GERMAN: TextsOf<keyof typeof PARTS_ENGLISH> = {
  "parts.close": "Schließen",
  "parts.cancel": "Abbrechen",
  "parts.problem": "Problem",
  "parts.warning": "Warnung",
  "parts.busy": "Läuft",
  "parts.required": "nötig",
  "parts.optional": "optional",
  "parts.show": "Anzeigen",
  "parts.hide": "Verbergen",
  "parts.unset": "nicht gesetzt",
  "parts.problemSummary": {
    one: "Es gibt {count} Problem:",
    other: "Es gibt {count} Probleme:",
  },

  "protection.verified": "Verschlüsselt und geprüft",
  "protection.encrypted": "Verschlüsselt, nicht geprüft",
  "protection.clear": "Unver\u00adschlüsselt",
  "protection.none": "Noch nicht gesendet",

  "time.never": "nie",
  "time.now": "gerade eben",
};
