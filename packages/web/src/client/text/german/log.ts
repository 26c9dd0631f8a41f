import type { LOG_ENGLISH } from "../english/log.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "System log". */
export const LOG_GERMAN: TextsOf<keyof typeof LOG_ENGLISH> = {
  "log.title": "Systemprotokoll",
  "log.intro": "Was das Gerät getan und bemerkt hat, sobald es geschieht.",
  "log.filter": "Nur Zeilen zeigen mit",
  "log.kind": "Art",
  "log.allKinds": "Alle Arten",
  "log.newestFirst": "Neueste zuerst",
  "log.pause": "Anhalten",
  "log.resume": "Weiter",
  "log.paused": {
    one: "Angehalten. Seitdem ist {count} Zeile gekommen.",
    other: "Angehalten. Seitdem sind {count} Zeilen gekommen.",
  },
  "log.live": "Neue Zeilen erscheinen von selbst.",
  "log.lost": "Neue Zeilen kommen nicht: Die Verbindung ist unterbrochen.",
  "log.download": "Herunterladen",
  "log.lines": { one: "{count} Zeile", other: "{count} Zeilen" },
  "log.linesOf": "{shown} von {all} Zeilen",
  "log.empty": "Das Protokoll ist leer",
  "log.emptyHelp": "Die erste Zeile kommt mit dem Ersten, was das Gerät tut.",
  "log.nothing": "Keine Zeile passt",
  "log.nothingHelp": "Suchen Sie nach etwas Kürzerem, oder wählen Sie alle Arten.",
  "log.list": "Zeilen des Protokolls",
};
