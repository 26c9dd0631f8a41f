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
  "Cannot answer in clear: the settings ask for HTTPS, the same address with https:// is accepted":
    "Unverschlüsselt gibt es hier keine Antwort: Die Einstellungen verlangen HTTPS. Zulässig: dieselbe Adresse mit https://.",
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

  "Cannot do this as {role}: the role is not enough, a user with a higher one may":
    "Das geht mit der Rolle „{role:role}“ nicht. Zulässig: ein Benutzer mit mehr Rechten.",
  "Cannot do this yet: the unit has no user, the setup token on its terminal makes the first":
    "Das geht noch nicht: Das Gerät hat keinen Benutzer. Mit dem Einrichtungscode auf seinem Terminal legen Sie den ersten an.",
  "Cannot do this: nobody is logged in, a login is needed":
    "Das geht nicht: Niemand ist angemeldet. Nötig ist eine Anmeldung.",
  "Cannot take this authorization: it is no bearer token of this unit, an administrator makes one":
    "Diese Berechtigung gilt nicht: Das ist kein Token dieses Geräts. Tokens erstellt die Administration.",
  "Cannot log in: the unit has no user yet, the setup token on its terminal makes the first":
    "Anmelden geht noch nicht: Das Gerät hat keinen Benutzer. Mit dem Einrichtungscode auf seinem Terminal legen Sie den ersten an.",
  "Cannot log in: the name or the password is wrong, an administrator can set another password":
    "Die Anmeldung ist abgelehnt: Benutzername oder Passwort ist falsch. Ein anderes Passwort kann die Administration setzen.",
  "Cannot log in now: too many attempts have failed, the next one is accepted in {seconds} s":
    "Anmelden geht gerade nicht: Zu viele Versuche sind misslungen. Der nächste ist in {seconds} s möglich.",
  "Cannot set this unit up: the setup token is wrong, the terminal of fieldpost serve shows it":
    "Das Gerät lässt sich nicht einrichten: Der Einrichtungscode ist falsch. Er steht im Terminal von fieldpost serve.",
  "Cannot {doing} with a bearer token: a session is needed":
    "{doing:doing}: Mit einem Token geht das nicht. Nötig ist eine Sitzung.",
  "Cannot end this session: it is not there, it may have ended":
    "Diese Sitzung lässt sich nicht beenden: Es gibt sie nicht; vielleicht ist sie schon zu Ende.",
  "Cannot {doing}: {why}": "{doing:doing}: {why:refusal}",
};

/** What the refusals around users and tokens are put together from. */
export const GERMAN_ACCESS_PARTS: Readonly<Record<string, Phrases>> = {
  role: { viewer: "Nur ansehen", control: "Bedienung", administrator: "Administration" },
  doing: {
    "set this unit up": "Das Gerät lässt sich nicht einrichten",
    "make the first administrator": "Der erste Benutzer wurde nicht angelegt",
    "set a password": "Das Passwort wurde nicht gesetzt",
    "set this password": "Das Passwort wurde nicht gesetzt",
    "log out": "Abmelden geht nicht",
    "log this user in": "Anmelden geht nicht",
    "add this user": "Der Benutzer wurde nicht hinzugefügt",
    "change this user": "Der Benutzer wurde nicht geändert",
    "remove this user": "Der Benutzer wurde nicht gelöscht",
    "make this token": "Das Token wurde nicht erstellt",
    "take this token away": "Das Token wurde nicht widerrufen",
  },
  refusal: {
    "the password cannot be used, {fault}": "{fault:sentence}",
    "the name cannot be used, {fault}": "{fault:sentence}",
    "a user of this name is there already, another name is accepted":
      "Einen Benutzer dieses Namens gibt es schon. Zulässig: ein anderer Name.",
    "it is not there, the list of users shows what is":
      "Es gibt ihn nicht. Die Liste der Benutzer zeigt, wen es gibt.",
    "it is the last administrator, another one has to be there first":
      "Es ist der letzte Benutzer der Administration. Zuerst braucht es einen anderen.",
    "the unit has a user already, a login is accepted":
      "Das Gerät hat schon einen Benutzer. Zulässig: eine Anmeldung.",
    "the label is no line of 1 to 64 characters, one is accepted":
      "Die Bezeichnung ist keine Zeile von 1 bis 64 Zeichen. Zulässig: eine solche Zeile.",
    "there are a hundred of them, one has to go first":
      "Es gibt schon hundert. Zuerst muss eines weichen.",
  },
};
