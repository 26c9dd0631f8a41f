import type { USERS_ENGLISH } from "../english/users.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "Users and security". */
export const USERS_GERMAN: TextsOf<keyof typeof USERS_ENGLISH> = {
  "users.title": "Benutzer und Sicherheit",
  "users.intro":
    "Wer diese Seiten benutzen darf, welche Programme es dürfen, und wie das alles geschützt ist.",
  "users.users": "Benutzer",
  "users.name": "Name",
  "users.role": "Rolle",
  "users.created": "Angelegt",
  "users.lastLogin": "Zuletzt angemeldet",
  "users.you": "Sie",
  "users.actions": "Aktionen",
  "users.add": "Benutzer hinzufügen",
  "users.nameHelp": "Buchstaben, Ziffern, Punkte, Binde- und Unterstriche; höchstens 32.",
  "users.password": "Passwort",
  "users.passwordHelp": "Mindestens {count} Zeichen. Lang ist besser als kompliziert.",
  "users.again": "Dasselbe Passwort noch einmal",
  "users.differ": "Die beiden Passwörter sind nicht gleich.",
  "users.added": "Der Benutzer {name} ist hinzugefügt.",
  "users.change": "{name} ändern",
  "users.changeShort": "Ändern",
  "users.newPassword": "Neues Passwort",
  "users.newPasswordHelp":
    "Leer lassen, um das jetzige zu behalten. Ein neues beendet die Sitzungen dieses Benutzers.",
  "users.changed": "Der Benutzer {name} ist geändert.",
  "users.save": "Speichern",
  "users.delete": "Löschen",
  "users.deleteTitle": "Den Benutzer {name} löschen?",
  "users.deleteHelp": "Die Sitzungen dieses Benutzers enden sofort.",
  "users.deleteYes": "Löschen",
  "users.deleted": "Der Benutzer {name} ist gelöscht.",
  "users.roles": "Was jede Rolle darf",
  "users.may": "Darf",
  "users.yes": "ja",
  "users.no": "nein",

  "own.title": "Ihr eigenes Passwort",
  "own.current": "Jetziges Passwort",
  "own.next": "Neues Passwort",
  "own.save": "Passwort ändern",
  "own.done": "Ihr Passwort ist geändert. Ihre anderen Sitzungen sind beendet.",
  "own.wrong": "Das ist nicht Ihr jetziges Passwort.",
  "own.needCurrent": "Geben Sie das Passwort ein, das Sie jetzt haben.",

  "sessions.title": "Sitzungen",
  "sessions.user": "Benutzer",
  "sessions.started": "Angemeldet",
  "sessions.seen": "Zuletzt gesehen",
  "sessions.this": "diese hier",
  "sessions.end": "Beenden",
  "sessions.endOf": "Die Sitzung von {name} beenden",
  "sessions.ended": "Die Sitzung ist beendet.",

  "tokens.title": "Tokens für Programme",
  "tokens.intro": "Ein Programm zeigt statt eines Passworts sein Token: „Authorization: Bearer …“.",
  "tokens.empty": "Es gibt keine Tokens",
  "tokens.emptyHelp":
    "Erstellen Sie für jedes Programm eines, damit sich jedes einzeln widerrufen lässt.",
  "tokens.label": "Wofür es ist",
  "tokens.labelHelp": "Für Sie, zum Wiedererkennen: Prometheus im Serverraum.",
  "tokens.needLabel": "Geben Sie ein, wofür es ist.",
  "tokens.used": "Zuletzt benutzt",
  "tokens.add": "Token erstellen",
  "tokens.made": "Das Token",
  "tokens.once":
    "Es wird nur dieses eine Mal gezeigt. Kopieren Sie es jetzt dorthin, wo es gebraucht wird.",
  "tokens.copy": "Kopieren",
  "tokens.copied": "Kopiert.",
  "tokens.notCopied":
    "Der Browser erlaubt das Kopieren nicht. Markieren Sie den Text und kopieren Sie ihn von Hand.",
  "tokens.revoke": "Widerrufen",
  "tokens.revokeTitle": "Das Token „{label}“ widerrufen?",
  "tokens.revokeHelp": "Das Programm, das es benutzt, wird von da an abgewiesen.",
  "tokens.revokeYes": "Widerrufen",
  "tokens.revoked": "Das Token ist widerrufen.",

  "security.title": "Wie diese Seite geschützt ist",
  "security.https": "Verschlüsselt: Diese Seite kam über HTTPS.",
  "security.loopback":
    "Nicht verschlüsselt, und das muss auch nicht sein: Diese Seite kam von dem Rechner, an dem Sie sitzen, und ging durch kein Netz.",
  "security.http":
    "Nicht verschlüsselt: Unterwegs kann jeder lesen und ändern, was Sie sehen und eingeben. Liefern Sie die Seiten über HTTPS aus.",
  "security.session": "Ihre Sitzung endet von selbst",
  "security.idle": {
    one: "nach {count} Minute ohne Benutzung",
    other: "nach {count} Minuten ohne Benutzung",
  },
  "security.latest": "spätestens",
  "security.programs": "Für Programme",
  "security.api":
    "Alles, was diese Seiten tun, kann auch ein Programm: die Beschreibung der Schnittstelle (OpenAPI 3.1)",
  "security.metrics":
    "Prometheus liest die Messwerte dieses Geräts unter /metrics mit einem Token der Rolle „Nur ansehen“:",
  "security.health": "Ob das Gerät gesund ist, steht unter /healthz, für jeden, der es erreicht.",
};
