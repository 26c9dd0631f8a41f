import type { EMAIL_PLAN_ENGLISH } from "../english/email_plan.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "Email": the plan, the test, saving, and somebody else's changes. */
export const EMAIL_PLAN_GERMAN: TextsOf<keyof typeof EMAIL_PLAN_ENGLISH> = {
  "email.plan": "Wie Nachrichten das Gerät verlassen",
  "email.plan.unfinished": "Noch nicht: Es fehlt noch etwas",
  "email.plan.missing": "Noch nötig",
  "email.plan.refusals": "Was im Weg steht",
  "email.plan.because": "Weil",
  "email.plan.warnings": "Das sollten Sie wissen",
  "email.mode.implicit": "Vom ersten Byte an verschlüsselt, auf Port {port} von {host}",
  "email.mode.starttls-must": "STARTTLS ist Pflicht, auf Port {port} von {host}",
  "email.mode.starttls-may": "Verschlüsselt, wenn {host} es anbietet, auf Port {port}",
  "email.mode.plain": "Unverschlüsselt, auf Port {port} von {host}",
  "email.mode.refused": "Es würde nichts gesendet",

  "email.step.test": "Eine Testnachricht senden",
  "email.step.test.intro":
    "Sendet eine Nachricht mit dem, was im Formular steht, gespeichert oder nicht. Es wird nichts gespeichert.",
  "email.test.to": "Senden an",
  "email.test.toHelp": "Ein Postfach, in das Sie sehen können.",
  "email.test.needTo": "Geben Sie eine Adresse ein, an die die Testnachricht geht.",
  "email.test.go": "Testen",
  "email.test.send": "Testnachricht senden",
  "email.test.again": "Noch eine Testnachricht senden",
  "email.test.dialogue": "Der Dialog mit dem Server",
  "email.test.masked":
    "Passwörter sind unkenntlich gemacht. Die Zeiten sind Sekunden seit dem Beginn.",
  "email.test.from.client": "Gerät",
  "email.test.from.server": "Server",
  "email.test.from.note": "Hinweis",
  "email.test.delivered": "Dem Mailserver übergeben für {recipient}",
  "email.test.transient": "Diesmal nicht gesendet: {recipient}",
  "email.test.hold": "Nicht gesendet: {recipient}",
  "email.test.permanent": "Abgelehnt: {recipient}",
  "email.test.uncertain": "Vielleicht zugestellt: {recipient}",
  "email.test.words": "Wörtlich:",
  "email.test.changed":
    "Seitdem wurde etwas geändert: Das war ein Test dessen, was vorher hier stand.",
  "email.test.key": "Der Schlüssel, den dieser Server gezeigt hat",
  "email.test.keyHelp":
    "Ist es Ihr eigener Server? Vergleichen Sie den Schlüssel mit dem, den sein Betreiber nennt, und nicht per E-Mail. Dann kann dieses Gerät allein diesem Schlüssel trauen: ohne Zertifizierungsstelle, und niemand sonst kann sich als der Server ausgeben.",
  "email.test.keyTrust": "Es ist derselbe: diesem Schlüssel trauen",
  "email.test.apply": "Ins Formular übernehmen",
  "email.test.applied": "Es steht im Formular. Testen Sie noch einmal, dann speichern Sie.",
  "email.test.protection": "So war die Verbindung geschützt: {protection}.",
  "email.test.refused": "Es wurde nichts gesendet: Die Einstellungen lassen es nicht zu",

  "email.actions": "Speichern und testen",
  "email.allSaved": "Alles ist gespeichert.",
  "email.unsaved": {
    one: "{count} ungespeicherte Änderung",
    other: "{count} ungespeicherte Änderungen",
  },
  "email.discard": "Verwerfen",
  "email.save.go": "Speichern …",
  "email.save": "Speichern",
  "email.save.title": "Diese Änderungen speichern?",
  "email.save.effect": "Was sich dadurch ändert",
  "email.save.sameEffect": "Der Verbindungsweg bleibt: {mode}.",
  "email.save.before": "Bisher",
  "email.save.after": "Von jetzt an",
  "email.save.refused":
    "Mit diesen Einstellungen wird nichts gesendet; Nachrichten warten in der Warteschlange.",
  "email.save.keys": "Schlüssel für Schlüssel",
  "email.save.trial": "Die neuen Einstellungen gelten",
  "email.save.trialHelp":
    "Auf Probe kehrt das Gerät von selbst zu den Einstellungen davor zurück, wenn Sie nicht rechtzeitig bestätigen.",
  "email.save.noTrial": "endgültig",
  "email.save.trialMinutes": {
    one: "{count} Minute lang, wenn ich nicht bestätige",
    other: "{count} Minuten lang, wenn ich nicht bestätige",
  },
  "email.save.tested": "Mit diesen Einstellungen wurde eine Testnachricht zugestellt.",
  "email.save.testFailed": "Der letzte Test mit diesen Einstellungen hat nichts zugestellt.",
  "email.save.untested": "Diese Einstellungen sind nicht getestet.",
  "email.save.testFirst": "Erst testen",
  "email.saved": "Gespeichert.",
  "email.savedOnTrial": "Auf Probe gespeichert. Testen Sie, und bestätigen Sie dann oben.",

  "email.conflict.title": {
    one: "Jemand hat inzwischen eine Einstellung geändert",
    other: "Jemand hat inzwischen {count} Einstellungen geändert",
  },
  "email.conflict.help":
    "Was Sie eingegeben haben, bleibt erhalten. Wählen Sie jeweils, welcher Wert gilt.",
  "email.conflict.by": "geändert von {name}",
  "email.conflict.theirs": "Jetzt gespeichert",
  "email.conflict.mine": "Hier eingegeben",
  "email.conflict.takeTheirs": "Den gespeicherten nehmen",
  "email.conflict.keepMine": "Meinen behalten",

  "changes.key": "Schlüssel",
  "changes.before": "Bisher",
  "changes.after": "Von jetzt an",
  "changes.oldSecret": "geheim, wird nicht gezeigt",
  "changes.newSecret": "neu und geheim, wird nicht gezeigt",
};
