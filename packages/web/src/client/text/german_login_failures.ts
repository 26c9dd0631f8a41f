import type { Phrases } from "./translate_sentence.ts";

/** Known failures of logins, and what the large providers say: causes, remedies, values to set. */
export const GERMAN_LOGIN_FAILURES: Phrases = {
  "{Host} refused the login: user name or password are wrong, or the provider wants another kind of password.":
    "{Host?server} hat die Anmeldung abgelehnt: Benutzername oder Passwort sind falsch, oder der Anbieter verlangt ein anderes Passwort.",
  "Check the user name, which is often the full address, and the password; many providers want an app password. Nothing is tried again until a setting changes, because providers lock accounts.":
    "Prüfen Sie den Benutzernamen, oft ist es die vollständige Adresse, und das Passwort; viele Anbieter verlangen ein App-Passwort. Bis sich eine Einstellung ändert, wird nichts erneut versucht, weil Anbieter Konten sperren.",
  "the user name as the provider gives it": "den Benutzernamen, wie der Anbieter ihn nennt",
  "the password, or an app password": "das Passwort oder ein App-Passwort",
  "{Host} wants a login before it takes mail.":
    "{Host?server} verlangt eine Anmeldung, bevor er Mail annimmt.",
  "Set the user name and the password.": "Tragen Sie Benutzername und Passwort ein.",
  "The server did not ask for a login on {port}; is this the submission server?":
    "Der Server hat auf {port:port} keine Anmeldung angeboten; ist das der Postausgangsserver?",
  "Most providers log in on port 587 or 465. If this server really wants no login, remove the user name.":
    "Bei den meisten Anbietern meldet man sich auf Port 587 oder 465 an. Verlangt dieser Server wirklich keine Anmeldung, entfernen Sie den Benutzernamen.",
  "This server hides login until the connection is encrypted, and encryption is switched off.":
    "Dieser Server bietet die Anmeldung erst an, wenn die Verbindung verschlüsselt ist, und die Verschlüsselung ist ausgeschaltet.",
  "{Host} does not take a login here: it wants encryption first, or {port} is not for logging in.":
    "{Host?server} nimmt hier keine Anmeldung an: Er verlangt zuerst Verschlüsselung, oder auf {port:port} meldet man sich nicht an.",
  "Turn STARTTLS on and use port 587, or port 465 with SMTPS on.":
    "Schalten Sie STARTTLS ein und verwenden Sie Port 587, oder Port 465 mit SMTPS.",
  "{Host} refuses a login that is not encrypted.":
    "{Host?server} lehnt eine unverschlüsselte Anmeldung ab.",
  "The server asks for the user name in other words than most; some devices wait for the exact words and give up.":
    "Der Server fragt mit anderen Worten als üblich nach dem Benutzernamen; manche Geräte warten auf den genauen Wortlaut und geben auf.",
  "The relay has to ask with the usual words, in base64: VXNlcm5hbWU6 and UGFzc3dvcmQ6.":
    "Das Relay muss mit den üblichen Worten fragen, in Base64: VXNlcm5hbWU6 und UGFzc3dvcmQ6.",
  "The server offers only ways to log in that need more than a user name and a password, such as OAuth or a Windows domain.":
    "Der Server bietet nur Anmeldeverfahren an, die mehr als Benutzername und Passwort brauchen, etwa OAuth oder eine Windows-Domäne.",
  "Encryption often makes more ways available; otherwise the administrator has to allow a login with a password, or a relay without one. For OAuth, name a file with an access token.":
    "Mit Verschlüsselung sind es oft mehr; sonst muss der Administrator die Anmeldung mit Passwort zulassen oder ein Relay ohne Anmeldung. Für OAuth nennen Sie eine Datei mit einem Zugriffstoken.",
  "the file with the access token, for OAuth": "die Datei mit dem Zugriffstoken, für OAuth",
  "the file with the access token": "die Datei mit dem Zugriffstoken",

  "a 16-character app password, made in the Google account under Security":
    "ein App-Passwort mit 16 Zeichen, das Sie im Google-Konto unter Sicherheit erstellen",
  "Google refuses the account's own password for mail programs, or the app password is wrong.":
    "Google lehnt das Passwort des Kontos für Mailprogramme ab, oder das App-Passwort ist falsch.",
  "Needs a 16-character app password (2-Step Verification must be on).":
    "Nötig ist ein App-Passwort mit 16 Zeichen (die Bestätigung in 2 Schritten muss eingeschaltet sein).",
  "2-Step Verification is on for this account, and its own password was used.":
    "Für dieses Konto ist die Bestätigung in 2 Schritten eingeschaltet, und verwendet wurde das Passwort des Kontos selbst.",
  "Needs a 16-character app password.": "Nötig ist ein App-Passwort mit 16 Zeichen.",
  "Gmail takes mail only after a login, and none took place.":
    "Gmail nimmt Mail nur nach einer Anmeldung an, und es gab keine.",
  "Set the user name to the full address and the password to an app password.":
    "Tragen Sie als Benutzernamen die vollständige Adresse ein und als Passwort ein App-Passwort.",
  "the full Gmail address": "die vollständige Gmail-Adresse",
  "Google has had too many logins for this account in a short time, or its login service is overloaded.":
    "Bei Google gab es für dieses Konto in kurzer Zeit zu viele Anmeldungen, oder der Anmeldedienst ist überlastet.",
  "Wait. See that no other device logs in with a wrong password.":
    "Warten Sie. Achten Sie darauf, dass sich kein anderes Gerät mit falschem Passwort anmeldet.",
  "The account has sent as much as the provider allows for one day.":
    "Das Konto hat so viel gesendet, wie der Anbieter an einem Tag erlaubt.",
  "Wait 24 hours. For more mail use a service for sending, or a Workspace relay.":
    "Warten Sie 24 Stunden. Für mehr Mail verwenden Sie einen Versanddienst oder ein Workspace-Relay.",
  "Google's relay puts this device off: it introduces itself {helo}, its address is not known to the relay, or it connects too often.":
    "Das Relay von Google vertröstet dieses Gerät: Es stellt sich {helo:helo} vor, seine Adresse ist dem Relay nicht bekannt, oder es verbindet sich zu oft.",
  "Give the device a full name of your domain, see that its address is allowed in the Admin console, and send less at once.":
    "Geben Sie dem Gerät einen vollständigen Namen Ihrer Domain, lassen Sie seine Adresse in der Admin-Konsole zu, und senden Sie weniger auf einmal.",
  "a full name, such as unit7.example.com": "einen vollständigen Namen wie unit7.example.com",
  "The Workspace relay does not know this network's address, or the sender's domain is not one of the organization's.":
    "Das Workspace-Relay kennt die Adresse dieses Netzes nicht, oder die Domain des Absenders gehört nicht zur Organisation.",
  "In the Admin console, SMTP relay service, allow this network's public address; send from an address of the organization.":
    "Lassen Sie in der Admin-Konsole unter „SMTP-Relay-Dienst“ die öffentliche Adresse dieses Netzes zu; senden Sie von einer Adresse der Organisation.",
  "an address of the organization": "eine Adresse der Organisation",
  "Google does not take this kind of attachment: programs, scripts, archives with them, or encrypted archives.":
    "Google nimmt solche Anhänge nicht an: Programme, Skripte, Archive damit oder verschlüsselte Archive.",
  "Send the file in another format, or only where it can be found.":
    "Senden Sie die Datei in einem anderen Format, oder nur, wo sie zu finden ist.",

  "the address that the account belongs to": "die Adresse, zu der das Konto gehört",
  "Logging in over SMTP is switched off for this Microsoft tenant or mailbox, as it is by default; Security defaults switch it off as well.":
    "Die Anmeldung über SMTP ist für diesen Microsoft-Mandanten oder dieses Postfach ausgeschaltet, wie es die Voreinstellung ist; auch die Sicherheitsstandards schalten sie aus.",
  "An administrator has to allow Authenticated SMTP for this mailbox, in the admin center under the user's mail apps.":
    "Ein Administrator muss für dieses Postfach authentifiziertes SMTP zulassen, im Admin Center unter den E-Mail-Apps des Benutzers.",
  "Microsoft personal accounts accept only OAuth sign-in; passwords and app passwords ended on 16 September 2024.":
    "Private Microsoft-Konten nehmen nur die Anmeldung mit OAuth an; Passwörter und App-Passwörter endeten am 16. September 2024.",
  "Log in with OAuth, with a token that another program keeps fresh in a file. Or use a mailbox at another provider for this device, or a relay that logs in for it.":
    "Melden Sie sich mit OAuth an, mit einem Token, das ein anderes Programm in einer Datei aktuell hält. Oder verwenden Sie für dieses Gerät ein Postfach bei einem anderen Anbieter oder ein Relay, das sich anmeldet.",
  "the server of another provider, with its user and password":
    "den Server eines anderen Anbieters, mit dessen Benutzer und Passwort",
  "Your Microsoft account no longer accepts passwords for SMTP. Personal accounts accept only OAuth; of organizations the administrator decides.":
    "Ihr Microsoft-Konto nimmt für SMTP keine Passwörter mehr an. Private Konten nehmen nur OAuth an; in Organisationen entscheidet der Administrator.",
  "In an organization, ask the administrator for authenticated SMTP, a relay connector or High Volume Email. Otherwise log in with OAuth, with a token in a file, or use another provider.":
    "Bitten Sie in einer Organisation den Administrator um authentifiziertes SMTP, einen Relay-Connector oder High Volume Email. Sonst melden Sie sich mit OAuth an, mit einem Token in einer Datei, oder verwenden einen anderen Anbieter.",
  "Your Microsoft tenant no longer accepts passwords for SMTP. From the end of December 2026 this is so by default.":
    "Ihr Microsoft-Mandant nimmt für SMTP keine Passwörter mehr an. Ab Ende Dezember 2026 ist das die Voreinstellung.",
  "An administrator of an existing tenant may switch password logins on again for now. What lasts is a relay connector for this network, High Volume Email, Azure Communication Services, or OAuth with a token in a file.":
    "Der Administrator eines bestehenden Mandanten kann die Anmeldung mit Passwort vorerst wieder einschalten. Von Dauer sind ein Relay-Connector für dieses Netz, High Volume Email, Azure Communication Services oder OAuth mit einem Token in einer Datei.",
  "The message asks for encryption on its whole way (REQUIRETLS), and the next server cannot promise it.":
    "Die Nachricht verlangt Verschlüsselung auf dem ganzen Weg (REQUIRETLS), und der nächste Server kann sie nicht zusagen.",
  "Send it without this demand, or choose a server that supports it.":
    "Senden Sie sie ohne diese Forderung, oder wählen Sie einen Server, der sie erfüllt.",
  "Exchange refuses this user and password, or a policy refuses passwords altogether.":
    "Exchange lehnt diesen Benutzer mit diesem Passwort ab, oder eine Richtlinie lehnt Passwörter überhaupt ab.",
  "Check both. If they are right, logging in over SMTP may be switched off for the mailbox: ask the administrator.":
    "Prüfen Sie beides. Stimmt es, ist vielleicht die Anmeldung über SMTP für das Postfach ausgeschaltet: Fragen Sie den Administrator.",
  "the full address of the mailbox": "die vollständige Adresse des Postfachs",
  "the password of the mailbox": "das Passwort des Postfachs",
  "Microsoft 365 takes mail only after a login, and none took place or it failed.":
    "Microsoft 365 nimmt Mail nur nach einer Anmeldung an, und es gab keine, oder sie misslang.",
  "Set user name and password; where passwords are not accepted, a relay connector or OAuth is needed.":
    "Tragen Sie Benutzername und Passwort ein; wo keine Passwörter angenommen werden, ist ein Relay-Connector oder OAuth nötig.",
  "The account may not send as {from}: Microsoft only lets you send as {username}.":
    "Das Konto darf nicht mit {from?from} senden: Microsoft erlaubt nur das Senden mit {username?account}.",
  "The account may not send as {from}: Exchange only lets you send as {username}.":
    "Das Konto darf nicht mit {from?from} senden: Exchange erlaubt nur das Senden mit {username?account}.",
  "Change the From address to the account's own, or let the administrator grant Send As.":
    "Ändern Sie die Absenderadresse auf die des Kontos, oder lassen Sie den Administrator „Senden als“ erlauben.",
  "More than 3 connections at once for one mailbox; Microsoft also allows 30 messages a minute and 10 000 recipients a day.":
    "Mehr als 3 Verbindungen zugleich für ein Postfach; Microsoft erlaubt außerdem 30 Nachrichten in der Minute und 10 000 Empfänger am Tag.",
  "Use one connection at a time and leave pauses. See whether other devices use the same mailbox.":
    "Verwenden Sie nur eine Verbindung zur Zeit, mit Pausen. Sehen Sie nach, ob andere Geräte dasselbe Postfach verwenden.",
  "The mailbox that sends is full, usually its Sent Items.":
    "Das sendende Postfach ist voll, meist der Ordner „Gesendete Elemente“.",
  "Empty Sent Items, or let the administrator set a retention policy.":
    "Leeren Sie „Gesendete Elemente“, oder lassen Sie den Administrator eine Aufbewahrungsrichtlinie setzen.",
  "The tenant rejects Direct Send: mail in its own name that comes without a login and without a connector.":
    "Der Mandant weist Direct Send ab: Mail in seinem Namen, die ohne Anmeldung und ohne Connector kommt.",
  "Log in on port 587, or let the administrator make a connector for this network.":
    "Melden Sie sich auf Port 587 an, oder lassen Sie den Administrator einen Connector für dieses Netz einrichten.",
  "The relay connector of the tenant does not fit: this network's public address or certificate is not the one it names.":
    "Der Relay-Connector des Mandanten passt nicht: Die öffentliche Adresse oder das Zertifikat dieses Netzes ist nicht das dort genannte.",
  "The administrator has to put the present public address, or the certificate's name, into the connector.":
    "Der Administrator muss die jetzige öffentliche Adresse oder den Namen des Zertifikats in den Connector eintragen.",
};
