import type { CONSOLE_ENGLISH } from "../english/console.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "Console". */
export const CONSOLE_GERMAN: TextsOf<keyof typeof CONSOLE_ENGLISH> = {
  "console.title": "Konsole",
  "console.intro": "Die Befehlszeile des Geräts, auf Englisch: help nennt die Befehle.",
  "console.screen": "Konsole des Geräts",
  "console.keys":
    "Tab ergänzt, was Sie eingeben. Mit der Tastatur verlassen Sie die Konsole mit Escape, dann Tab. Kopieren: Strg-Umschalt-C, einfügen: Strg-V.",
  "console.reader": "Die Konsole vorlesen (für Bildschirmleser)",
  "console.connecting": "Verbindung zur Konsole wird aufgebaut",
  "console.lost": "Die Verbindung zur Konsole ist unterbrochen. Ein Befehl, der lief, ist beendet.",
  "console.ended": "Die Konsole ist zu Ende.",
  "console.idle": "Die Konsole ist zu Ende: Es wurde lange nichts eingegeben.",
  "console.tooMany":
    "Es sind schon so viele Konsolen offen, wie das Gerät erlaubt. Schließen Sie anderswo eine.",
  "console.refused": "Das Gerät öffnet die Konsole nicht für Sie.",
  "console.none": "Dieses Gerät wurde ohne Konsole gestartet.",
  "console.again": "Wieder öffnen",
  "console.limits": "Was diese Konsole nicht tut",
  "console.limitsHelp":
    "Sie arbeitet allein an diesem Gerät und öffnet keine Dateien: keine Anhänge, kein Importieren und Exportieren, kein serve. Einen solchen Befehl weist sie ab und sagt, wo es sonst geht.",
};
