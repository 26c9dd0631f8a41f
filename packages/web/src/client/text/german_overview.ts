import type { Phrases } from "./translate_sentence.ts";

/** Whether the unit can send, and what needs a person. */
export const GERMAN_OVERVIEW: Phrases = {
  "No message has been delivered yet: send a test.":
    "Es wurde noch keine Nachricht zugestellt: Senden Sie eine Testnachricht.",
  "It needs a mail server, and an address of its own there.":
    "Es braucht einen Mailserver und dort eine eigene Adresse.",
  "The settings have changed since a message was last delivered: send a test.":
    "Seit der letzten Zustellung haben sich die Einstellungen geändert: Senden Sie eine Testnachricht.",
  "With the settings as they are nothing can be sent.":
    "Mit den jetzigen Einstellungen kann nichts gesendet werden.",
  "A message was delivered with the settings as they are.":
    "Mit den jetzigen Einstellungen wurde eine Nachricht zugestellt.",
  "Settings are on trial by {user}: they are taken back unless somebody confirms them.":
    "Einstellungen von {user?user} gelten auf Probe: Sie werden zurückgenommen, wenn niemand sie bestätigt.",
  "The certificate of the mail server has ended: its operator has to renew it.":
    "Das Zertifikat des Mailservers ist abgelaufen: Sein Betreiber muss es erneuern.",
  "The certificate of the mail server ends in {time}: its operator has to renew it.":
    "Das Zertifikat des Mailservers läuft in {time:span} ab: Sein Betreiber muss es erneuern.",
  "The clock of this device shows a time from before its program was made: set it, or no certificate can be judged.":
    "Die Uhr dieses Geräts zeigt eine Zeit, zu der es sein Programm noch nicht gab: Stellen Sie sie, sonst lässt sich kein Zertifikat beurteilen.",
  "The clock of this device is {seconds} s behind the time server.":
    "Die Uhr dieses Geräts geht gegenüber dem Zeitserver {seconds} s nach.",
  "The clock of this device is {seconds} s ahead of the time server.":
    "Die Uhr dieses Geräts geht gegenüber dem Zeitserver {seconds} s vor.",
  "1 message could not be delivered in the last week.":
    "1 Nachricht war in der letzten Woche nicht zustellbar.",
  "{count} messages could not be delivered in the last week.":
    "{count} Nachrichten waren in der letzten Woche nicht zustellbar.",
  "1 message is held until somebody releases it.":
    "1 Nachricht ist angehalten, bis jemand sie freigibt.",
  "{count} messages are held until somebody releases them.":
    "{count} Nachrichten sind angehalten, bis jemand sie freigibt.",
  "The oldest message has waited for {time}.": "Die älteste Nachricht wartet seit {time:span}.",
  "{provider}: {notice}": "{provider}: {notice:provider}",
};

/** Spans of time, in the dative. */
export const GERMAN_SPANS: Phrases = {
  "1 hour": "1 Stunde",
  "{count} hours": "{count} Stunden",
  "1 day": "1 Tag",
  "{count} days": "{count} Tagen",
};
