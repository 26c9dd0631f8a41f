import type { EMAIL_ENGLISH } from "../english/email.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "Email": its steps, its fields, and the plan beside them. */
export const EMAIL_GERMAN: TextsOf<keyof typeof EMAIL_ENGLISH> = {
  "email.title": "E-Mail",
  "email.intro":
    "Sechs Schritte, von oben nach unten. Gespeichert wird nichts, bevor Sie es sagen, und neben dem Formular sehen Sie jederzeit, wie Nachrichten das Gerät verlassen werden.",
  "email.missing": "Ohne diese Angabe kann nichts gesendet werden.",
  "email.unset": "nicht gesetzt ({value})",

  "email.step.ip": "Das Netzwerk prüfen",
  "email.step.ip.intro":
    "Hat das Gerät eine Adresse, findet es den Mailserver unter seinem Namen, geht seine Uhr richtig? Nach der Uhr werden Zertifikate beurteilt.",
  "email.hostName": "Name dieses Geräts",
  "email.hostName.help":
    "Unter diesem Namen stellt es sich dem Mailserver vor. Nicht gesetzt: der Name der Maschine.",
  "email.ntp": "Zeitserver",
  "email.ntp.help": "Mit ihm vergleicht die Prüfung die Uhr. Gestellt wird die Uhr nie.",
  "email.check.run": "Jetzt prüfen",
  "email.check.again": "Noch einmal prüfen",
  "email.check.waiting": "wartet",
  "email.check.running": "läuft …",
  "email.check.ok": "in Ordnung",
  "email.check.warn": "bitte ansehen",
  "email.check.fail": "geht nicht",
  "email.check.skipped": "nicht versucht",
  "email.check.unknown": "ließ sich nicht herausfinden",

  "email.step.host": "Der Mailserver",
  "email.step.host.intro":
    "Der Postausgangsserver Ihres Anbieters: Er nimmt die Nachrichten seiner Kunden an.",
  "email.provider": "Mit einem Anbieter beginnen",
  "email.provider.help":
    "Trägt den Server und den besten Verbindungsweg ein. Sie können beides ändern.",
  "email.provider.none": "Ein anderer Server oder ein eigener",
  "email.provider.asOf": "Stand: {date}.",
  "email.provider.from.login": "Der Absender muss die Adresse sein, mit der Sie sich anmelden.",
  "email.provider.from.owned": "Der Absender muss eine Adresse Ihres Kontos sein.",
  "email.provider.from.verified":
    "Der Absender muss eine Adresse oder Domain sein, die Sie dort bestätigt haben.",
  "email.provider.inDays": {
    one: "In {count} Tag, am {date}, ändert sich das",
    other: "In {count} Tagen, am {date}, ändert sich das",
  },
  "email.provider.changed": "Das hat sich am {date} geändert",
  "email.host": "Mailserver",
  "email.host.help": "Ein Name wie smtp.example.com. Zertifikate werden auf Namen ausgestellt.",

  "email.step.from": "Der Absender",
  "email.step.from.intro":
    "Eine eigene Adresse bei diesem Server. Viele Anbieter lehnen jede andere ab, und Fehlschläge werden dorthin gemeldet.",
  "email.from": "Absenderadresse",
  "email.from.help": "Empfänger sehen sie, und Antworten gehen dorthin.",

  "email.step.account": "Das Konto",
  "email.step.account.intro":
    "Lassen Sie beides nur leer, wenn der Server von diesem Gerät Nachrichten ohne Anmeldung annimmt.",
  "email.username": "Benutzername",
  "email.password": "Passwort",
  "email.password.help":
    "Es wird auf dem Gerät versiegelt. Niemand kann es wieder lesen, weder hier noch anderswo; viele Anbieter verlangen ein App-Passwort.",
  "email.password.again": "Dasselbe Passwort noch einmal",
  "email.password.stored": "Gespeichert",
  "email.password.storedHelp":
    "Es ist auf dem Gerät versiegelt und wird nie gezeigt, auch seine Länge nicht.",
  "email.password.replace": "Ersetzen",
  "email.password.remove": "Entfernen",
  "email.password.removed": "Wird beim Speichern entfernt",
  "email.password.keep": "Das gespeicherte behalten",

  "email.token.fold": "Mit OAuth statt mit einem Passwort anmelden",
  "email.token": "Datei mit dem Zugriffstoken",
  "email.token.help":
    "Ein anderes Programm auf dem Gerät hält sie aktuell. Das Passwort wird dann nicht verwendet.",
  "email.step.connection": "Port und Sicherheit",
  "email.best.run": "Den besten Weg für mich finden",
  "email.best.help":
    "Fragt den Mailserver auf seinen üblichen Ports, was er anbietet. Es geht kein Passwort hinaus.",
  "email.best.needHost": "Geben Sie zuerst den Mailserver ein.",
  "email.best.ports": "Was an jedem Port gefunden wurde",
  "email.best.already": "So steht es schon im Formular.",
  "email.best.none": "Es lässt sich nichts empfehlen.",
  "email.choice": "Wie ist die Verbindung geschützt?",
  "email.choice.implicit": "Vom ersten Byte an verschlüsselt (465)",
  "email.choice.implicit.help":
    "Am sichersten, wo der Server es anbietet. Unterwegs kann es niemand abschalten.",
  "email.choice.starttls-must":
    "Auf Verschlüsselung umgeschaltet, oder es wird nichts gesendet (587)",
  "email.choice.starttls-must.help":
    "Beginnt unverschlüsselt und schaltet mit STARTTLS um, bevor etwas Vertrauliches gesendet wird.",
  "email.choice.starttls-may": "Verschlüsselt, wenn der Server es anbietet (25/587)",
  "email.choice.starttls-may.help":
    "Für einen Server, der keine Anmeldung braucht. Wer unterwegs eingreift, kann das Angebot verbergen.",
  "email.choice.plain": "Nie verschlüsselt",
  "email.choice.plain.help":
    "Unterwegs kann jeder die Nachrichten lesen. Ein Passwort wird so nicht gesendet.",
  "email.choice.none":
    "Die Schlüssel unten widersprechen sich; wählen Sie eine der vier Möglichkeiten, dann passt es wieder.",
  "email.keys": "Ein anderer Port, und die Schlüssel, die daraus werden",
  "email.keys.help":
    "Die Wahl oben schreibt diese Schlüssel. Sie können auch jeden für sich setzen.",
  "email.port": "Port",
  "email.port.help": "25, 587 oder 465; manche Server haben andere.",
  "email.smtps": "SMTPS",
  "email.smtps.help": "TLS vom ersten Byte an. Port 465 erwartet das.",
  "email.smtps.derived": "enabled, wegen des Ports",
  "email.startTls": "STARTTLS",
  "email.startTls.help":
    "Ob eine Verbindung, die unverschlüsselt beginnt, auf Verschlüsselung umschaltet.",
  "email.sslEnabled": "TLS darf überhaupt verwendet werden",
  "email.sslRequired": "Ohne TLS darf nichts hinaus",
  "email.sslRequired.help": "Das erzwingt auch HTTPS für diese Seite.",
  "email.profile": "Firmware-Profil",

  "email.advanced": "Weitere Einstellungen, wenn Sie sie brauchen",
  "email.helo": "Name für die Begrüßung",
  "email.helo.help": "Wie sich das Gerät beim Server vorstellt. Nicht gesetzt: sein eigener Name.",
  "email.caFile": "Datei mit einer eigenen Zertifizierungsstelle",
  "email.caFile.help":
    "Eine PEM-Datei auf dem Gerät, für einen Server, dessen Zertifikat Ihre eigene Stelle ausgestellt hat.",
  "email.pin1": "Festgelegter öffentlicher Schlüssel",
  "email.pin2": "Zweiter festgelegter Schlüssel",
  "email.pin.help": "Dann gilt nur dieser Schlüssel, gleich wer das Zertifikat unterschrieben hat.",
  "email.login": "Wenn der Server keine Anmeldung anbietet",
  "email.login.help":
    "„required“: es wird nichts gesendet. „if-offered“: es wird ohne Anmeldung gesendet.",
  "email.chunking": "In gezählten Blöcken senden",
  "email.chunking.help":
    "Wo der Server es über TLS anbietet. Schalten Sie es für einen Server ab, der daran scheitert.",
  "email.dangers": "Gefährliche Einstellungen",
  "email.danger.PasswordInClearDangerous": "Das Passwort unverschlüsselt senden",
  "email.danger.PasswordInClearDangerous.help":
    "Unterwegs kann jeder das Passwort lesen und von da an benutzen. Nur in einem Netz, in dem Sie jedem Gerät und jedem Menschen vertrauen.",
  "email.danger.SkipVerificationDangerous": "Jedem Zertifikat vertrauen",
  "email.danger.SkipVerificationDangerous.help":
    "Wer anstelle des Servers antwortet, bekommt das Passwort und alle Nachrichten, und nichts wird es zeigen. Fast immer ist eine eigene Zertifizierungsstelle in ihrer Datei der richtige Weg.",
  "email.danger.DowngradeDangerous": "Weniger Schutz als früher hinnehmen",
  "email.danger.DowngradeDangerous.help":
    "Wenn ein Server, der immer verschlüsselt hat, es plötzlich nicht mehr tut, sieht so ein Angriff aus. Damit lassen Sie ihn durch.",
  "email.danger.on": "Einschalten …",
  "email.danger.off": "Wieder ausschalten",
  "email.danger.type": "Tippen Sie {word}, um zuzustimmen",
  "email.danger.no": "Ausgeschaltet lassen",
  "email.danger.yes": "Ich nehme die Gefahr hin",
};
