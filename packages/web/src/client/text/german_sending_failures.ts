import type { Phrases } from "./translate_sentence.ts";

/** Known failures of mailboxes, sending services and servers: causes, remedies, values to set. */
export const GERMAN_SENDING_FAILURES: Phrases = {
  "Yahoo has locked logins for a while after several with a wrong password; the account's own password counts as wrong.":
    "Yahoo hat nach mehreren Anmeldungen mit falschem Passwort weitere für eine Weile gesperrt; auch das Passwort des Kontos selbst gilt als falsch.",
  "Make an app password in the account's security settings, set it, and wait some hours.":
    "Erstellen Sie in den Sicherheitseinstellungen des Kontos ein App-Passwort, tragen Sie es ein, und warten Sie einige Stunden.",
  "an app password from the account's security settings":
    "ein App-Passwort aus den Sicherheitseinstellungen des Kontos",
  "Yahoo refuses the message: its From address is not the account's, or its content looks like spam to Yahoo. It also says so to a login without an app password.":
    "Yahoo lehnt die Nachricht ab: Die Absenderadresse ist nicht die des Kontos, oder der Inhalt sieht für Yahoo nach Spam aus. Dasselbe sagt Yahoo zu einer Anmeldung ohne App-Passwort.",
  "Provider only lets you send as {username}. Change From.":
    "Der Anbieter erlaubt nur das Senden mit {username?account}. Ändern Sie den Absender.",
  "iCloud wants an app-specific password instead of the Apple account's, and the primary iCloud address as the user, not an alias or an address of your own domain.":
    "iCloud verlangt statt des Passworts des Apple Accounts ein anwendungsspezifisches Passwort, und als Benutzer die primäre iCloud-Adresse, keinen Alias und keine Adresse einer eigenen Domain.",
  "Make an app-specific password in the settings of the Apple account, and set the user to the primary iCloud address.":
    "Erstellen Sie in den Einstellungen des Apple Accounts ein anwendungsspezifisches Passwort, und tragen Sie als Benutzer die primäre iCloud-Adresse ein.",
  "an app-specific password": "ein anwendungsspezifisches Passwort",
  "the primary iCloud address": "die primäre iCloud-Adresse",
  "Zoho lets you send only as an address of the account. It says the same when the host is of another region than the account.":
    "Zoho erlaubt nur das Senden mit einer Adresse des Kontos. Dasselbe sagt Zoho, wenn der Server zu einer anderen Region gehört als das Konto.",
  "Change the From address to {username}; or use the host of the account's region, such as smtp.zoho.eu or smtp.zoho.in.":
    "Senden Sie mit {username?account}; oder verwenden Sie den Server der Region des Kontos, etwa smtp.zoho.eu oder smtp.zoho.in.",
  "the host of the account's region": "den Server der Region des Kontos",
  "Zoho wants an app password where two-factor login is on, and the host of the account's region.":
    "Zoho verlangt bei Zwei-Faktor-Anmeldung ein App-Passwort, und den Server der Region des Kontos.",
  "Make an app password; check the host: smtp.zoho.com, .eu, .in and so on.":
    "Erstellen Sie ein App-Passwort; prüfen Sie den Server: smtp.zoho.com, .eu, .in und so weiter.",
  "an app password": "ein App-Passwort",
  "The From header holds more than one address; a name in it that contains an address counts as one.":
    "Im Absender steht mehr als eine Adresse; ein Name, in dem eine Adresse vorkommt, zählt mit.",
  "Give the sender a name without an at sign.":
    "Geben Sie dem Absender einen Namen ohne At-Zeichen.",
  "Fastmail wants the account's login name, not an alias, and an app password.":
    "Fastmail verlangt den Anmeldenamen des Kontos, keinen Alias, und ein App-Passwort.",
  "Set the user to the login name of the account and make an app password.":
    "Tragen Sie als Benutzer den Anmeldenamen des Kontos ein, und erstellen Sie ein App-Passwort.",
  "the login name of the account": "den Anmeldenamen des Kontos",
  "The provider only lets you send as {username}, and the From address is {from}.":
    "Der Anbieter erlaubt nur das Senden mit {username?account}, und gesendet wurde mit {from?from}.",
  "GMX and WEB.DE only let you send as {username}, and the From address is {from}.":
    "GMX und WEB.DE erlauben nur das Senden mit {username?account}, und gesendet wurde mit {from?from}.",
  "With a right password this means that third-party access is not switched on in the Xfinity account, or that the mailbox has moved to Yahoo.":
    "Bei richtigem Passwort heißt das: Im Xfinity-Konto ist der Zugriff durch fremde Programme nicht eingeschaltet, oder das Postfach ist zu Yahoo umgezogen.",
  "Switch third-party access on in the account's security settings. A mailbox that has moved uses Yahoo's server with an app password.":
    "Schalten Sie in den Sicherheitseinstellungen des Kontos den Zugriff durch fremde Programme ein. Ein umgezogenes Postfach verwendet den Server von Yahoo mit einem App-Passwort.",
  "Yahoo's server, if the mailbox has moved":
    "den Server von Yahoo, falls das Postfach umgezogen ist",
  "an app password, if the mailbox has moved": "ein App-Passwort, falls das Postfach umgezogen ist",

  "SendGrid has not verified {from} as a sender.":
    "Das Senden mit {from?from} ist bei SendGrid nicht bestätigt.",
  "Verify this sender or its domain in SendGrid, or change the From address to one that is.":
    "Bestätigen Sie diesen Absender oder seine Domain bei SendGrid, oder verwenden Sie eine Absenderadresse, die bestätigt ist.",
  "a sender that is verified at SendGrid": "einen Absender, der bei SendGrid bestätigt ist",
  "SendGrid refuses the login: its user is always the word apikey, and the password is the key.":
    "SendGrid lehnt die Anmeldung ab: Der Benutzer ist immer das Wort apikey, das Passwort ist der Schlüssel.",
  "Set the user to apikey and the password to a key that may send mail.":
    "Tragen Sie als Benutzer apikey ein und als Passwort einen Schlüssel, der Mail senden darf.",
  "the API key": "den API-Schlüssel",
  "The plan at the service is used up for now.":
    "Das Kontingent beim Dienst ist vorerst aufgebraucht.",
  "Wait for the next period, or take a larger plan.":
    "Warten Sie auf den nächsten Zeitraum, oder buchen Sie ein größeres Kontingent.",
  "SendGrid takes mail only after a login, and none took place.":
    "SendGrid nimmt Mail nur nach einer Anmeldung an, und es gab keine.",
  "Set the user to apikey and the password to the key.":
    "Tragen Sie als Benutzer apikey ein und als Passwort den Schlüssel.",
  "Amazon SES has not verified this address in the region of {host}; in the sandbox that goes for recipients as well.":
    "Amazon SES hat diese Adresse in der Region von {host?serverDative} nicht bestätigt; in der Sandbox gilt das auch für Empfänger.",
  "Verify the address or its domain in this region, and ask to leave the sandbox. The region must be that of the host.":
    "Bestätigen Sie die Adresse oder ihre Domain in dieser Region, und beantragen Sie den Austritt aus der Sandbox. Die Region muss die des Servers sein.",
  "an address that is verified in this region": "eine Adresse, die in dieser Region bestätigt ist",
  "Amazon SES refuses the login: IAM access keys were used instead of SMTP credentials, or those of another region.":
    "Amazon SES lehnt die Anmeldung ab: Verwendet wurden IAM-Zugriffsschlüssel statt SMTP-Zugangsdaten, oder solche einer anderen Region.",
  "Make SMTP credentials in the SES console, in the region of the host.":
    "Erstellen Sie SMTP-Zugangsdaten in der SES-Konsole, in der Region des Servers.",
  "the SMTP user name from the SES console": "den SMTP-Benutzernamen aus der SES-Konsole",
  "the SMTP password from the SES console": "das SMTP-Passwort aus der SES-Konsole",
  "More mail a second, or a day, than the service allows for this account.":
    "Mehr Mail in der Sekunde oder am Tag, als der Dienst diesem Konto erlaubt.",
  "Send less at once, or ask the service for a higher rate.":
    "Senden Sie weniger auf einmal, oder beantragen Sie beim Dienst eine höhere Rate.",

  "This device introduces itself {helo}, and the server wants a full name.":
    "Dieses Gerät stellt sich {helo:helo} vor, und der Server verlangt einen vollständigen Namen.",
  "Set a host name with a domain, such as unit7.example.com.":
    "Setzen Sie einen Namen mit Domain, etwa unit7.example.com.",
  "This device introduces itself {helo}, and the server cannot read that name: underscores, spaces and bare addresses are not allowed.":
    "Dieses Gerät stellt sich {helo:helo} vor, und der Server versteht das nicht: Unterstriche, Leerzeichen und Adressen ohne Klammern sind nicht erlaubt.",
  "Set a host name of letters, digits, hyphens and dots, such as unit7.example.com.":
    "Setzen Sie einen Namen aus Buchstaben, Ziffern, Bindestrichen und Punkten, etwa unit7.example.com.",
  "Server is too old for login and encryption: it does not know EHLO.":
    "Der Server ist zu alt für Anmeldung und Verschlüsselung: Er kennt EHLO nicht.",
  "Use the provider's submission server, on port 587 or 465.":
    "Verwenden Sie den Postausgangsserver des Anbieters, auf Port 587 oder 465.",
  "{Host} does not pass mail on for this device: nobody logged in, or it is the wrong server, such as the one that receives mail for the domain.":
    "{Host?server} leitet für dieses Gerät keine Mail weiter: Es gab keine Anmeldung, oder es ist der falsche Server, etwa der, der die Mail der Domain empfängt.",
  "Log in, on the port for submission (587 or 465).":
    "Melden Sie sich an, auf dem Port für den Postausgang (587 oder 465).",
  "The server puts off everybody whom it sees for the first time; this keeps spam away that does not come back.":
    "Der Server vertröstet jeden, den er zum ersten Mal sieht; das hält Spam ab, der nicht wiederkommt.",
  "Just try again: after 5, 15 or 30 minutes it is usually taken.":
    "Es genügt ein neuer Versuch: Nach 5, 15 oder 30 Minuten wird sie meist angenommen.",
  "The server has too many connections from this network, or is closing down.":
    "Der Server hat aus diesem Netz zu viele Verbindungen, oder er wird gerade beendet.",
  "Use one connection at a time, and wait.":
    "Verwenden Sie nur eine Verbindung zur Zeit und warten Sie.",
  "The server has taken the message. If it never arrives: the sender's domain lets only its own provider send in its name, or this device introduces itself {helo}; receivers drop such mail without a word.":
    "Der Server hat die Nachricht angenommen. Kommt sie nie an: Die Domain des Absenders lässt nur ihren eigenen Anbieter in ihrem Namen senden, oder dieses Gerät stellt sich {helo:helo} vor; Empfänger verwerfen solche Mail wortlos.",
  "Send from an address of the provider whose server this is, and give the device a full name.":
    "Senden Sie von einer Adresse des Anbieters, dessen Server das ist, und geben Sie dem Gerät einen vollständigen Namen.",
  "an address at this server's own domain": "eine Adresse in der Domain dieses Servers",
  "There is no such mailbox at the recipient's domain.":
    "In der Domain des Empfängers gibt es kein solches Postfach.",
  "Correct the recipient's address.": "Berichtigen Sie die Adresse des Empfängers.",
  "The recipient's mailbox is full.": "Das Postfach des Empfängers ist voll.",
  "The recipient has to make room.": "Der Empfänger muss Platz schaffen.",
  "The message is bigger than the server allows; attachments grow by more than a third on the way.":
    "Die Nachricht ist größer, als der Server erlaubt; Anhänge wachsen unterwegs um mehr als ein Drittel.",
  "Send smaller attachments, or say only where the file can be found.":
    "Senden Sie kleinere Anhänge, oder nur, wo die Datei zu finden ist.",
  "The address of this network stands on a block list, or has a bad name with the server.":
    "Die Adresse dieses Netzes steht auf einer Sperrliste oder hat beim Server einen schlechten Ruf.",
  "Send through the provider's submission server with a login; lines for homes and mobile networks are on such lists as a rule.":
    "Senden Sie über den Postausgangsserver des Anbieters mit Anmeldung; private Anschlüsse und Mobilfunknetze stehen in der Regel auf solchen Listen.",
  "The connection was lost after the whole message was sent and before the server's answer.":
    "Die Verbindung ging verloren, nachdem die ganze Nachricht gesendet war und bevor der Server antwortete.",
  "Ask the recipient before sending it again; it is kept with its Message-ID.":
    "Fragen Sie den Empfänger, bevor Sie erneut senden; die Nachricht bleibt mit ihrer Message-ID erhalten.",
};

/** What a second connection or the dates of a certificate have proved. */
export const GERMAN_PROOFS: Phrases = {
  "A second connection, without any secret, began with encryption and was answered.":
    "Eine zweite Verbindung, ohne jedes Geheimnis, begann verschlüsselt und wurde beantwortet.",
  'A second connection, without any secret, began with encryption and was answered with "{words}".':
    'Eine zweite Verbindung, ohne jedes Geheimnis, begann verschlüsselt und wurde mit "{words}" beantwortet.',
  "A second connection, without any secret, began in plain text: the server answered{answer}.":
    "Eine zweite Verbindung, ohne jedes Geheimnis, begann unverschlüsselt: Der Server antwortete{answer:answer}.",
  "The certificate is valid from {from} to {to}; this device's clock says {now}, {where}.":
    "Das Zertifikat gilt von {from} bis {to}; die Uhr dieses Geräts zeigt {now}, {where:dates}.",
};

/** How the server answered a second connection, and where the clock stands. */
export const GERMAN_PROOF_PARTS: Readonly<Record<string, Phrases>> = {
  answer: {
    "": "",
    ' with "{words}"': ' mit "{words}"',
    " and offers STARTTLS": " und bietet STARTTLS an",
    " and offers no encryption at all": " und bietet gar keine Verschlüsselung an",
    ' with "{words}" and offers STARTTLS': ' mit "{words}" und bietet STARTTLS an',
    ' with "{words}" and offers no encryption at all':
      ' mit "{words}" und bietet gar keine Verschlüsselung an',
  },
  dates: {
    "before it begins": "also davor",
    "after it ends": "also danach",
    "between the two": "also dazwischen",
  },
};
