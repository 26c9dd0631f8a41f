import type { Phrases } from "./translate_sentence.ts";

/** What the unit itself says: its disk, its secrets, its queue and its events. */
export const GERMAN_UNIT: Phrases = {
  "Cannot write {file}: the disk is full, free space is needed":
    "{file} lässt sich nicht schreiben: Der Datenträger ist voll. Nötig ist freier Platz.",
  "Cannot write {file}: this user's share of the disk is used up, a larger quota or free space is needed":
    "{file} lässt sich nicht schreiben: Der Anteil dieses Benutzers am Datenträger ist aufgebraucht. Nötig ist eine größere Quota oder freier Platz.",
  "Cannot write {file}: it may not become so large, a higher limit for files is needed (ulimit -f)":
    "{file} lässt sich nicht schreiben: Die Datei darf nicht so groß werden. Nötig ist eine höhere Grenze für Dateien (ulimit -f).",
  "Cannot write {file}: {code}, a directory that this user may write is needed":
    "{file} lässt sich nicht schreiben: {code?place}. Nötig ist ein Verzeichnis, in das dieser Benutzer schreiben darf.",
  "Cannot write {file}: {code}": "{file} lässt sich nicht schreiben: {code?unknown}.",
  "Cannot lock {file}: another process has held it for {ms} ms, it is freed when that process ends":
    "{file} lässt sich nicht sperren: Ein anderer Prozess hält die Sperre seit {ms} ms. Sie wird frei, wenn er endet.",
  "Cannot use {file}: {problem}": "{file} ist nicht brauchbar: {problem:sentence}",
  "Cannot read {file}: it has {octets} octets, at most {limit} characters are accepted":
    "{file} ist nicht lesbar: Die Datei hat {octets} Byte. Zulässig: höchstens {limit} Zeichen.",
  "Cannot read {file}: it is not UTF-8, a readable file in UTF-8 is needed":
    "{file} ist nicht lesbar: Die Datei ist kein UTF-8. Nötig ist eine lesbare Datei in UTF-8.",
  "Cannot read {file}: {code}, a readable file in UTF-8 is needed":
    "{file} ist nicht lesbar: {code}. Nötig ist eine lesbare Datei in UTF-8.",
  "Cannot read the key file {file}: {code}, a file with the base64 of {octets} octets is needed":
    "Die Schlüsseldatei {file} ist nicht lesbar: {code}. Nötig ist eine Datei mit dem Base64 von {octets} Byte.",
  'Cannot use the key in {file}: it is not the base64 of {octets} octets, "openssl rand -base64 {octets}" makes one':
    'Der Schlüssel in {file} ist nicht brauchbar: Er ist nicht das Base64 von {octets} Byte. Einen brauchbaren erzeugt "openssl rand -base64 {octets}".',
  'Cannot read the secret in {key}: it was not sealed with this unit\'s key, set it again with "fieldpost ipconfig --password-stdin"':
    'Das Passwort in {key} ist nicht lesbar: Es wurde nicht mit dem Schlüssel dieses Geräts versiegelt. Setzen Sie es neu mit "fieldpost ipconfig --password-stdin".',

  "Cannot send the message: it has no recipient, at least one in To, Cc or Bcc is needed":
    "Die Nachricht lässt sich nicht senden: Sie hat keinen Empfänger. Nötig ist mindestens einer in To, Cc oder Bcc.",
  "Cannot send the message: its {header} holds a control character, one line of text is accepted":
    "Die Nachricht lässt sich nicht senden: In {header} steht ein Steuerzeichen. Zulässig: eine Zeile Text.",
  "Cannot accept the message: {why}": "Die Nachricht lässt sich nicht annehmen: {why:message}",
  "Cannot read the {what} {file}: it is not a file, a file is needed":
    "{what:input} {file} ist nicht lesbar: Das ist keine Datei. Nötig ist eine Datei.",
  "Cannot read the {what} {file}: it has {octets} octets, at most {limit} are accepted":
    "{what:input} {file} ist nicht lesbar: Die Datei hat {octets} Byte. Zulässig: höchstens {limit}.",
  "Cannot read the {what} {file}: {code}, a readable file is needed":
    "{what:input} {file} ist nicht lesbar: {code?file}. Nötig ist eine lesbare Datei.",

  "Cannot use the token file {file}: it holds no access token, one line of printable characters without blanks is accepted":
    "Die Token-Datei {file} ist nicht brauchbar: Darin steht kein Zugriffstoken. Zulässig: eine Zeile druckbarer Zeichen ohne Leerzeichen.",

  "by hand": "von Hand",
  "it may already be delivered: release it to send it again, or delete it":
    "die Nachricht ist vielleicht schon zugestellt: Geben Sie sie frei, um sie erneut zu senden, oder löschen Sie sie",
  "an address of its envelope cannot be read: send it again with another one":
    "eine Adresse ihres Umschlags ist nicht lesbar: senden Sie sie mit einer anderen noch einmal",
  "its content is not what was accepted: the disk has changed it":
    "der Inhalt ist nicht mehr der angenommene: Der Datenträger hat ihn verändert",

  "Cannot raise the event: its name is none, letters, digits, - and _ are accepted":
    "Das Ereignis lässt sich nicht auslösen: Sein Name ist keiner. Zulässig: Buchstaben, Ziffern, - und _.",
  "Cannot raise the event: the name of a value is none, letters, digits, - and _ are accepted":
    "Das Ereignis lässt sich nicht auslösen: Der Name eines Werts ist keiner. Zulässig: Buchstaben, Ziffern, - und _.",
  "IpConfig/EmailAddress is not set or cannot be used, an address of your own is needed":
    "IpConfig/EmailAddress ist nicht gesetzt oder nicht brauchbar. Nötig ist eine eigene Adresse.",
  "It will be mailed once more: {why}": "Es wird noch einmal gemailt: {why:sentence}",
  "It goes to {address} instead": "Die Nachricht geht stattdessen an {address}.",
  "Nothing fills the placeholder {{name}}": "Nichts füllt den Platzhalter {{name}}.",
  "Not attached: {file}: a message about an event has at most {count} files":
    "Nicht angehängt: {file}: Eine Nachricht über ein Ereignis hat höchstens {count} Dateien.",
  "Not attached: {file}: all files together have at most {octets} octets":
    "Nicht angehängt: {file}: Alle Dateien zusammen haben höchstens {octets} Byte.",
  "Not attached: {why}": "Nicht angehängt: {why:sentence}",
};

/** What the messages of the unit are put together from. */
export const GERMAN_UNIT_PARTS: Readonly<Record<string, Phrases>> = {
  place: {
    "this user may not write there ({code})": "Dieser Benutzer darf dort nicht schreiben ({code})",
    "the disk is read-only ({code})": "Der Datenträger ist schreibgeschützt ({code})",
    "it is missing ({code})": "Es fehlt ({code})",
    "it is not in a directory ({code})": "Es liegt nicht in einem Verzeichnis ({code})",
    "it is not a directory ({code})": "Es ist kein Verzeichnis ({code})",
  },
  file: {
    "this user may not read it ({code})": "Dieser Benutzer darf sie nicht lesen ({code})",
    "it is missing ({code})": "Sie fehlt ({code})",
    "it is not in a directory ({code})": "Sie liegt nicht in einem Verzeichnis ({code})",
    "it is a directory ({code})": "Das ist ein Verzeichnis ({code})",
  },
  unknown: { "not known": "nicht bekannt", "unknown error": "unbekannter Fehler" },
  input: {
    attachment: "Der Anhang",
    "token file": "Die Token-Datei",
    "CA file": "Die Datei der Zertifizierungsstelle",
  },
  message: {
    "its header has more than {octets} octets, at most so many are accepted":
      "Ihr Kopf hat mehr als {octets} Byte. Zulässig: höchstens so viele.",
    "its header names {address}, an address like ann@example.com is accepted":
      "In ihrem Kopf steht {address}. Zulässig: eine Adresse wie ann@example.com.",
    "it has no recipient, at least one is needed":
      "Sie hat keinen Empfänger. Nötig ist mindestens einer.",
    "the name of its author holds a control character, one line of text is accepted":
      "Im Namen ihres Absenders steht ein Steuerzeichen. Zulässig: eine Zeile Text.",
  },
};
