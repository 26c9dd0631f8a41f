import type { OVERVIEW_ENGLISH } from "../english/overview.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "Overview". */
export const OVERVIEW_GERMAN: TextsOf<keyof typeof OVERVIEW_ENGLISH> = {
  "overview.title": "Übersicht",
  "overview.yes": "Ja, dieses Gerät kann senden.",
  "overview.no": "Nein, dieses Gerät kann jetzt nicht senden.",
  "overview.unproven": "Das ist noch nicht erwiesen.",
  "overview.new": "Es ist noch nicht eingerichtet.",
  "overview.setUp": "E-Mail einrichten",
  "overview.question": "Kann dieses Gerät senden?",
  "overview.toEmail": "Zu den Einstellungen",
  "overview.toTest": "Testnachricht senden",

  "overview.attention": "Was Ihre Aufmerksamkeit braucht",
  "overview.attention.none": "Nichts. Alles ist in Ordnung.",
  "overview.attention.look": "Ansehen",
  "overview.level.error": "Fehler",
  "overview.level.warning": "Warnung",
  "overview.level.note": "Hinweis",

  "overview.delivery": "Letzte Zustellung",
  "overview.delivery.none": "Es wurde noch nichts zugestellt.",
  "overview.delivery.when": "Wann",
  "overview.delivery.to": "An",
  "overview.delivery.protected": "Geschützt",

  "overview.queue": "Warteschlange",
  "overview.queue.empty": "Leer: Es wartet nichts.",
  "overview.queue.waiting": "Wartend",
  "overview.queue.sending": "Wird gesendet",
  "overview.queue.held": "Angehalten",
  "overview.queue.oldest": "Älteste Nachricht",
  "overview.queue.next": "Nächster Versuch",
  "overview.queue.open": "Zum Postausgang",

  "overview.certificate": "Zertifikat des Mailservers",
  "overview.certificate.none": "Es wurde noch kein Zertifikat gesehen.",
  "overview.certificate.left": {
    one: "Noch {count} Tag gültig",
    other: "Noch {count} Tage gültig",
  },
  "overview.certificate.over": "Es ist abgelaufen.",
  "overview.certificate.for": "Ausgestellt für",
  "overview.certificate.by": "Ausgestellt von",
  "overview.certificate.until": "Gültig bis",
  "overview.certificate.seen": "Zuletzt gesehen",

  "overview.clock": "Uhr",
  "overview.clock.wrong":
    "Sie geht falsch: Sie zeigt eine Zeit, zu der es dieses Programm noch nicht gab.",
  "overview.clock.unknown":
    "Sie ist plausibel. Es wurde kein Zeitserver gefragt, oder keiner hat geantwortet.",
  "overview.clock.right": "Sie stimmt mit dem Zeitserver auf {offset} überein.",
  "overview.clock.now": "Zeit des Geräts",
  "overview.clock.asked": "Verglichen",
  "overview.clock.milliseconds": { one: "{count} Millisekunde", other: "{count} Millisekunden" },
  "overview.clock.seconds": { one: "{count} Sekunde", other: "{count} Sekunden" },

  "overview.unit": "Gerät",
  "overview.unit.running": "Gestartet",
  "overview.unit.version": "Version",
};
