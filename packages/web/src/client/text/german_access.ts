import type { Phrases } from "./translate_sentence.ts";

/** Who may do what, and why a password or a user's name is not accepted. */
export const GERMAN_ACCESS: Phrases = {
  "Load the page, set the first password, log in and out.":
    "Die Seite laden, das erste Passwort setzen, sich an- und abmelden.",
  "See settings, plan, queue, messages, events, log and health; change one's own password.":
    "Einstellungen, Plan, Warteschlange, Nachrichten, Ereignisse, Protokoll und Zustand sehen; das eigene Passwort ändern.",
  "Send messages, hold, release and delete those that wait, raise events, run checks that log in or send.":
    "Nachrichten senden, wartende anhalten, freigeben und löschen, Ereignisse auslösen, Prüfungen mit Anmeldung oder Versand ausführen.",
  "Change settings and the mail secret, try unsaved ones, use the console, manage users and tokens.":
    "Einstellungen und das Mail-Passwort ändern, ungespeicherte ausprobieren, die Konsole benutzen, Benutzer und Tokens verwalten.",
  "Cannot answer under this name: it is not known to be this unit's, its names and those in WebServer/HostNames are accepted":
    "Dieser Name ist nicht als einer dieses Geräts bekannt. Zulässig: seine Namen und die in WebServer/HostNames.",
  "Cannot take this from another page: only this unit's own page is accepted":
    "Das kommt von einer anderen Seite. Zulässig: nur die eigene Seite dieses Geräts.",
  "Cannot take this from another site: only this unit's own page is accepted":
    "Das kommt von einer anderen Website. Zulässig: nur die eigene Seite dieses Geräts.",
  "Cannot open this without an origin: only this unit's own page is accepted":
    "Das kommt ohne Angabe der Herkunft. Zulässig: nur die eigene Seite dieses Geräts.",
  "Cannot take this for the session: the header X-Fieldpost-Csrf is not its token, which GET /api/v1/session tells":
    "Das gehört nicht zu dieser Sitzung: Der Header X-Fieldpost-Csrf ist nicht ihr Token, das GET /api/v1/session nennt.",

  "it has fewer than {count} characters, a longer one is accepted":
    "Das Passwort hat weniger als {count} Zeichen. Zulässig: ein längeres.",
  "it has more than {count} characters, a shorter one is accepted":
    "Das Passwort hat mehr als {count} Zeichen. Zulässig: ein kürzeres.",
  "it has a control character in it, printable ones are accepted":
    "Im Passwort steht ein Steuerzeichen. Zulässig: druckbare Zeichen.",
  "it is one character again and again, another one is accepted":
    "Das Passwort ist immer dasselbe Zeichen. Zulässig: ein anderes Passwort.",
  "it is the user's name, another one is accepted":
    "Das Passwort ist der Benutzername. Zulässig: ein anderes Passwort.",
  "it is no name of 1 to 32 letters, digits, dots, hyphens or underscores that begins with a letter or digit":
    "Das ist kein Name aus 1 bis 32 Buchstaben, Ziffern, Punkten, Bindestrichen oder Unterstrichen, der mit einem Buchstaben oder einer Ziffer beginnt.",
};
