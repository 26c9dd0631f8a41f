import type { Phrases } from "./translate_sentence.ts";

/** What the pages' server answers when it does not do what was asked. */
export const GERMAN_SERVER: Phrases = {
  "Cannot read the body: it has more than {octets} octets, at most so many are accepted":
    "Das ist zu groß zum Hochladen: Es hat mehr als {octets} Byte. Zulässig: höchstens so viele.",
  "Cannot answer this request: a fault of the program, the system log names its kind":
    "Das ging nicht: Im Programm steckt ein Fehler. Das Systemprotokoll nennt seine Art.",
  "Cannot find this: nothing has this address, /api/v1/openapi.json lists what has":
    "Das gibt es nicht: Nichts hat diese Adresse. /api/v1/openapi.json nennt alle.",
  "Cannot do this here: the address has not this method, {methods} is accepted":
    "Das geht hier nicht: Diese Adresse kennt die Methode nicht. Zulässig: {methods}.",
  "Cannot show this to everybody: a login is needed":
    "Das ist nicht für alle zu sehen: Nötig ist eine Anmeldung.",
  "Cannot check this password now: too many are being checked, it can be tried again":
    "Das Passwort lässt sich gerade nicht prüfen: Zu viele werden zugleich geprüft. Versuchen Sie es noch einmal.",
  "Cannot read the users in {file}: {why}; repaired or taken away, it lets somebody in again":
    "Die Benutzer in {file} sind nicht lesbar: {why?users}. Ist die Datei repariert oder entfernt, kommt man wieder herein.",

  "Cannot import the settings: 1 line is refused; {problem}":
    "Die Einstellungen lassen sich nicht importieren: 1 Zeile wird abgelehnt. {problem:sentence}",
  "Cannot import the settings: {count} lines are refused; {problem}":
    "Die Einstellungen lassen sich nicht importieren: {count} Zeilen werden abgelehnt. {problem:sentence}",
  "Cannot import the settings: {count} lines are refused":
    "Die Einstellungen lassen sich nicht importieren: {count} Zeilen werden abgelehnt.",
  "Cannot end the trial: it is over already, the settings say what became of it":
    "Die Probe lässt sich nicht beenden: Sie ist schon vorbei. Die Einstellungen zeigen, wie sie ausging.",
  "Cannot change the settings": "Die Einstellungen lassen sich nicht ändern.",
  "Cannot begin a trial: one of {user} runs, confirm it or take it back first":
    "Eine Probe lässt sich nicht beginnen: Eine von {user?user} läuft. Bestätigen Sie sie oder nehmen Sie sie zurück.",
  "Cannot change {keys}: somebody else has changed it meanwhile, look at what is there now":
    "{keys} wurde nicht geändert: Jemand anderes hat das inzwischen geändert. Sehen Sie nach, was jetzt dort steht.",
  "Cannot {command} the message: {why}, nothing was changed":
    "Die Nachricht lässt sich nicht {command:command}: {why:busy}. Es wurde nichts geändert.",
  "Cannot find the message {message}: it is neither in the queue nor known to have left it":
    "Die Nachricht {message} gibt es nicht: Sie ist weder in der Warteschlange noch als erledigt bekannt.",
  "Cannot send to {address}: it is no address, ops@example.net is accepted":
    "An {address} lässt sich nicht senden: Das ist keine Adresse. Zulässig: ops@example.net.",
  "Cannot send: IpConfig/EmailAddress is not set, the unit needs an address of its own":
    "Es lässt sich nichts senden: IpConfig/EmailAddress ist nicht gesetzt. Das Gerät braucht eine eigene Adresse.",

  'Cannot reboot: nothing serves this unit, "fieldpost serve" does':
    'Neu starten geht nicht: Der Dienst des Geräts läuft nicht. Ihn startet "fieldpost serve".',
  "Cannot test these settings": "Diese Einstellungen lassen sich nicht testen.",
  "Cannot begin a test or a check: {count} run already, one more when one of them has ended":
    "Ein Test oder eine Prüfung lässt sich nicht beginnen: {count} laufen schon. Ein weiterer geht, wenn einer davon zu Ende ist.",

  "Cannot check this mail host: it is not stored, the stored one is accepted":
    "Dieser Mailserver lässt sich nicht prüfen: Er ist nicht gespeichert. Zulässig: der gespeicherte.",
  "Cannot check this mail host: a login and a message are for the stored one, a check without both is accepted":
    "Dieser Mailserver lässt sich so nicht prüfen: Anmeldung und Nachricht gehen nur an den gespeicherten. Zulässig: eine Prüfung ohne beides.",
  "Cannot check this mail host: it is no host name, a name like smtp.example.com is accepted":
    "Dieser Mailserver lässt sich nicht prüfen: Das ist kein Rechnername. Zulässig: ein Name wie smtp.example.com.",
  "On{event} is in the log; its Email is not enabled, so no message was made.":
    "On{event} steht im Protokoll; sein Email ist nicht enabled, deshalb entstand keine Nachricht.",
  "A message about On{event} is in the queue.":
    "Eine Nachricht über On{event} ist in der Warteschlange.",
  "A message about On{event} is in the queue. {warnings}":
    "Eine Nachricht über On{event} ist in der Warteschlange. {warnings:warnings}",
  "On{event} is collected, and mailed with what comes until {time}.":
    "On{event} ist gesammelt und wird mit allem gemailt, was bis {time} kommt.",
  "On{event} is kept, and no message can be made of it yet: {why}":
    "On{event} ist aufbewahrt, eine Nachricht lässt sich daraus noch nicht machen: {why:sentence}",

  "attempt {number}, to {host} port {port}": "Versuch {number}, an {host} Port {port}",
  "sent to {recipients}; until the answer it may be delivered":
    "gesendet an {recipients}; bis zur Antwort ist sie vielleicht schon zugestellt",
  '{recipient}: {outcome}, "{words}"; {channel}':
    '{recipient}: {outcome:outcome}, "{words}"; {channel:sentence}',
  "{recipient}: {outcome}; {channel}": "{recipient}: {outcome:outcome}; {channel:sentence}",
  "next attempt at {time}": "nächster Versuch um {time}",
  "held: {why}": "angehalten: {why?sentence}",
  "released: due at once": "freigegeben: sofort an der Reihe",
  "given up: it could not be delivered in time":
    "aufgegeben: ließ sich nicht rechtzeitig zustellen",
  "{recipients}: reported in {report}": "{recipients}: gemeldet in {report}",
  "deleted by hand": "von Hand gelöscht",
  accepted: "angenommen",
};

/** Names in the answers of the pages' server that are words. */
export const GERMAN_SERVER_PARTS: Readonly<Record<string, Phrases>> = {
  users: { "it is no file of users": "Es ist keine Datei mit Benutzern" },
  warnings: {
    "{first}. {more}": "{first:sentence} {more:warnings}",
    "{only}.": "{only:sentence}",
  },
  command: {
    hold: "anhalten",
    release: "freigeben",
    delete: "löschen",
    retry: "erneut versuchen",
  },
  busy: {
    "it is being delivered at this moment": "Sie wird gerade zugestellt",
    "it is over already": "Sie ist schon erledigt",
  },
  outcome: {
    delivered: "zugestellt",
    "not taken this time": "diesmal nicht angenommen",
    "no answer after the last dot, it may be delivered":
      "keine Antwort nach dem Ende, sie ist vielleicht zugestellt",
    "not taken, a setting or the server has to change":
      "nicht angenommen, eine Einstellung oder der Server muss sich ändern",
    "refused for good": "endgültig abgelehnt",
  },
  user: { "command line": "der Kommandozeile" },
};
