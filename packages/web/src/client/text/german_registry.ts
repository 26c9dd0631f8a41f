import type { Phrases } from "./translate_sentence.ts";

/** What each key of the registry means, and the firmware profiles. */
export const GERMAN_MEANINGS: Phrases = {
  "The name of this unit; unset, it is the host name of the machine.":
    "Der Name dieses Geräts; ungesetzt ist es der Rechnername.",
  "The mail server that takes our messages.": "Der Mailserver, der unsere Nachrichten annimmt.",
  "The sender of our messages: an address of your own at the mail server.":
    "Der Absender unserer Nachrichten: eine eigene Adresse beim Mailserver.",
  "The time server that a check compares the clock with; the clock is never set.":
    "Der Zeitserver, mit dem eine Prüfung die Uhr vergleicht; die Uhr wird nie gestellt.",
  "The user to log in as; unset, messages are sent without a login.":
    "Der Benutzer für die Anmeldung; ungesetzt wird ohne Anmeldung gesendet.",
  "The password of the user, kept sealed; only ipconfig and the page can write it.":
    "Das Passwort des Benutzers, versiegelt; nur ipconfig und diese Seite können es setzen.",
  "A file with the OAuth access token of the user, which another program keeps fresh; the login is then made with it and without the password.":
    "Eine Datei mit dem OAuth-Zugriffstoken des Benutzers, die ein anderes Programm aktuell hält; die Anmeldung geschieht dann damit und ohne Passwort.",
  "The TCP port of the mail server: 25, 587 for submission, 465 for SMTPS.":
    "Der TCP-Port des Mailservers: 25, 587 für den Postausgang, 465 für SMTPS.",
  "Whether a plain connection turns to TLS: never, when the server offers it, or always (required is ours).":
    "Ob eine unverschlüsselte Verbindung auf TLS umschaltet: nie, wenn der Server es anbietet, oder immer (required ist unser Zusatz).",
  "TLS from the first byte, as port 465 expects; unset under the profile fieldpost, the port decides.":
    "TLS vom ersten Byte an, wie Port 465 es erwartet; ungesetzt entscheidet im Profil fieldpost der Port.",
  "The name by which we greet the mail server; unset, it is IpConfig/HostName.":
    "Der Name, mit dem wir uns beim Mailserver vorstellen; ungesetzt ist es IpConfig/HostName.",
  "A PEM file with a private CA that is trusted besides the well-known ones.":
    "Eine PEM-Datei mit einer privaten Zertifizierungsstelle, der neben den bekannten vertraut wird.",
  "Whether a server that offers no login may be used without one.":
    "Ob ein Server, der keine Anmeldung anbietet, ohne Anmeldung verwendet werden darf.",
  "Whether content goes in counted chunks (BDAT) to a server that offers them over TLS; otherwise line by line (DATA).":
    "Ob Inhalt in gezählten Stücken (BDAT) an einen Server geht, der sie über TLS anbietet; sonst Zeile für Zeile (DATA).",
  "Whether the password may travel without TLS, where anyone on the way can read it.":
    "Ob das Passwort ohne TLS hinausgehen darf, sodass es unterwegs jeder lesen kann.",
  "Whether a server that cannot prove its name is trusted with everything.":
    "Ob einem Server, der seinen Namen nicht beweisen kann, alles anvertraut wird.",
  "Whether the server may offer less protection than it once did.":
    "Ob der Server weniger Schutz anbieten darf als früher.",
  "The server's public key, sha256/...; with a pin set, no other key is trusted.":
    "Der öffentliche Schlüssel des Servers, sha256/...; ist ein Pin gesetzt, wird keinem anderen vertraut.",
  "A second pin, so that a key can be changed without a gap.":
    "Ein zweiter Pin, damit ein Schlüssel ohne Lücke wechseln kann.",
  "Whether TLS may be used at all.": "Ob TLS überhaupt verwendet werden darf.",
  "Whether TLS is a must: mail leaves encrypted or not at all, and the page comes over HTTPS only.":
    "Ob TLS Pflicht ist: Mail geht verschlüsselt hinaus oder gar nicht, und diese Seite kommt nur über HTTPS.",
  "Who receives the messages of this block.": "Wer die Nachrichten dieses Blocks bekommt.",
  "Who receives a copy of the messages of this block.":
    "Wer eine Kopie der Nachrichten dieses Blocks bekommt.",
  "Who receives a copy of the messages of this block unseen by the others.":
    "Wer eine Kopie der Nachrichten dieses Blocks bekommt, ohne dass die anderen es sehen.",
  "The subject of the messages of this block.": "Der Betreff der Nachrichten dieses Blocks.",
  "The text of the messages of this block.": "Der Text der Nachrichten dieses Blocks.",
  "The files that go with the messages of this block.":
    "Die Dateien, die mit den Nachrichten dieses Blocks gehen.",
  "How long the messages of this block are tried, in hours; never longer than Queue/GiveUpAfter.":
    "Wie lange die Nachrichten dieses Blocks versucht werden, in Stunden; nie länger als Queue/GiveUpAfter.",
  "Whether the event sends a message.": "Ob das Ereignis eine Nachricht sendet.",
  "The name of the block that the message of the event is made from.":
    "Der Name des Blocks, aus dem die Nachricht des Ereignisses entsteht.",
  "How long the event must be quiet before it sends a message again.":
    "Wie lange das Ereignis ruhig sein muss, bevor es wieder eine Nachricht sendet.",
  "The waits after the first attempts, in minutes; after the last one they grow by half each time.":
    "Die Wartezeiten nach den ersten Versuchen, in Minuten; nach der letzten wachsen sie jedes Mal um die Hälfte.",
  "The longest wait between two attempts, in minutes.":
    "Die längste Wartezeit zwischen zwei Versuchen, in Minuten.",
  "How long a message is tried before it counts as failed, in hours.":
    "Wie lange eine Nachricht versucht wird, bevor sie als gescheitert gilt, in Stunden.",
  "What becomes of a message that may already be delivered: it is sent again after half an hour, or held until a person is asked.":
    "Was mit einer Nachricht geschieht, die vielleicht schon zugestellt ist: Sie wird nach einer halben Stunde erneut gesendet oder angehalten, bis ein Mensch entscheidet.",
  "Connections to the mail server at the same time; of more than one, the last is kept for urgent messages.":
    "Gleichzeitige Verbindungen zum Mailserver; bei mehr als einer bleibt die letzte für dringende Nachrichten frei.",
  "Who receives what programs send to a name without a domain, such as cron's root; unset, the name gets the domain of IpConfig/EmailAddress.":
    "Wer bekommt, was Programme an einen Namen ohne Domain senden, etwa an root von cron; ungesetzt erhält der Name die Domain von IpConfig/EmailAddress.",
  "Who is told when a message has failed for good; unset, its sender.":
    "Wer erfährt, dass eine Nachricht endgültig gescheitert ist; ungesetzt ihr Absender.",
  "Whether serve serves the configuration pages.":
    "Ob serve die Konfigurationsseiten bereitstellt.",
  "The TCP port of the configuration pages.": "Der TCP-Port der Konfigurationsseiten.",
  "The address that the pages are served at; any but this machine's own needs HTTPS and a password.":
    "Die Adresse, unter der die Seiten erreichbar sind; jede außer der des Geräts selbst braucht HTTPS und ein Passwort.",
  "Whether the pages come over HTTPS only; SSL/Required means it as well.":
    "Ob die Seiten nur über HTTPS kommen; SSL/Required bewirkt dasselbe.",
  "Names, separated by commas, that the pages answer to besides localhost, addresses and the unit's own.":
    "Namen, durch Kommas getrennt, unter denen die Seiten erreichbar sind, neben localhost, Adressen und dem Namen des Geräts.",
  "A PEM file with the certificate of the pages and its chain; unset, one is made.":
    "Eine PEM-Datei mit dem Zertifikat der Seiten und seiner Kette; ungesetzt wird eines erzeugt.",
  "A PEM file with the private key of WebServer/Certificate.":
    "Eine PEM-Datei mit dem privaten Schlüssel zu WebServer/Certificate.",
  "The firmware that this unit answers as.": "Die Firmware, als die sich dieses Gerät verhält.",

  "Behaves as a JANOS unit with SMTPS, and derives an unset Email/SMTPS from the port.":
    "Verhält sich wie ein JANOS-Gerät mit SMTPS und leitet ein ungesetztes Email/SMTPS vom Port ab.",
  "Answers as JANOS 1.6.2 does: ports 25 and 587 with STARTTLS, no SMTPS.":
    "Antwortet wie JANOS 1.6.2: Ports 25 und 587 mit STARTTLS, kein SMTPS.",
  "Answers as JANOS 1.6.3 does: the first with SMTPS, which Email/SMTPS must enable.":
    "Antwortet wie JANOS 1.6.3: die erste Version mit SMTPS, das Email/SMTPS einschalten muss.",
  "Answers as JANOS {version} does: as 1.6.3 where mail is concerned.":
    "Antwortet wie JANOS {version}: bei Mail wie 1.6.3.",
};

/** What is known of the providers: how they log in, and what changes. */
export const GERMAN_PROVIDERS: Phrases = {
  "A password works only where the administrator allows authenticated SMTP for the mailbox; otherwise OAuth. At most 3 connections at once, 30 messages a minute.":
    "Ein Passwort genügt nur, wo der Administrator authentifiziertes SMTP für das Postfach zulässt; sonst OAuth. Höchstens 3 Verbindungen zugleich, 30 Nachrichten in der Minute.",
  "From the end of December 2026 password logins are off by default; an administrator of an existing tenant may switch them on again, new tenants have OAuth only. What lasts: OAuth with a token in Email/TokenFile, a relay connector for this network, or High Volume Email.":
    "Ab Ende Dezember 2026 ist die Anmeldung mit Passwort in der Voreinstellung ausgeschaltet; der Administrator eines bestehenden Mandanten kann sie wieder einschalten, neue Mandanten haben nur OAuth. Von Dauer sind OAuth mit einem Token in Email/TokenFile, ein Relay-Connector für dieses Netz oder High Volume Email.",
  "OAuth only: passwords and app passwords ended on 16 September 2024.":
    "Nur OAuth: Passwörter und App-Passwörter endeten am 16. September 2024.",
  "An app password, which needs 2-Step Verification, or OAuth; not the account's password.":
    "Ein App-Passwort, das die Bestätigung in 2 Schritten voraussetzt, oder OAuth; nicht das Passwort des Kontos.",
  "By the address of this network, or by a login; set in the Admin console.":
    "Über die Adresse dieses Netzes oder mit Anmeldung; das wird in der Admin-Konsole festgelegt.",
  "The full address; third-party access must be switched on in the account. Mailboxes are being moved to Yahoo.":
    "Die vollständige Adresse; der Zugriff durch fremde Programme muss im Konto eingeschaltet sein. Die Postfächer ziehen zu Yahoo um.",
  "Mailboxes move to Yahoo Mail in phases through 2025 and 2026; a moved one uses Yahoo's host and an app password.":
    "Die Postfächer ziehen 2025 und 2026 schrittweise zu Yahoo Mail um; ein umgezogenes verwendet den Server von Yahoo und ein App-Passwort.",
  "An app password, which needs two-step verification, or OAuth.":
    "Ein App-Passwort, das die Bestätigung in zwei Schritten voraussetzt, oder OAuth.",
  "An app-specific password; the user is the primary iCloud address, even where a custom domain is used.":
    "Ein anwendungsspezifisches Passwort; der Benutzer ist die primäre iCloud-Adresse, auch bei eigener Domain.",
  "The account's login name, not an alias, and an app password.":
    "Der Anmeldename des Kontos, kein Alias, und ein App-Passwort.",
  "An app password where two-factor login is on; the host of the account's region.":
    "Ein App-Passwort, wenn die Zwei-Faktor-Anmeldung eingeschaltet ist; der Server der Region des Kontos.",
  "Access by other mail programs may have to be switched on in the account.":
    "Der Zugriff durch andere Mailprogramme muss im Konto womöglich erst eingeschaltet werden.",
  "The full address and its password.": "Die vollständige Adresse und ihr Passwort.",
  "An app password.": "Ein App-Passwort.",
  "An authorization code from the mailbox's settings, not the password.":
    "Ein Autorisierungscode aus den Einstellungen des Postfachs, nicht das Passwort.",
  "The user is the word apikey, the password is the key itself.":
    "Der Benutzer ist das Wort apikey, das Passwort ist der Schlüssel selbst.",
  "SMTP credentials made in the SES console for this region, not the IAM access keys.":
    "SMTP-Zugangsdaten, in der SES-Konsole für diese Region erstellt, nicht die IAM-Zugriffsschlüssel.",
  "SMTP credentials of the sending domain.": "SMTP-Zugangsdaten der sendenden Domain.",
  "A token of the server.": "Ein Token des Servers.",
  "An SMTP key, not the account's password.": "Ein SMTP-Schlüssel, nicht das Passwort des Kontos.",
  "The API key and the secret key.": "Der API-Schlüssel und der geheime Schlüssel.",
  "An API key.": "Ein API-Schlüssel.",
  "An SMTP user of the account.": "Ein SMTP-Benutzer des Kontos.",
  "A token, with a domain of your own; otherwise Proton's Bridge on this machine.":
    "Ein Token, bei eigener Domain; sonst die Bridge von Proton auf diesem Gerät.",
  "The user name and its password.": "Der Benutzername und sein Passwort.",
};
