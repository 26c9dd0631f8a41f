import type { Phrases } from "./translate_sentence.ts";

/** What the outcome of an attempt means. */
export const GERMAN_OUTCOMES: Phrases = {
  "{host} has taken the message.": "{host} hat die Nachricht angenommen.",
  "The name {host} was not found. Check IpConfig/MailHost for a typing error, and the device's DNS.":
    "Der Name {host} wurde nicht gefunden. Prüfen Sie IpConfig/MailHost auf einen Tippfehler und das DNS des Geräts.",
  "Nothing listens on port {port} of {host}. Check Email/Port; usual are 465, 587 and 25.":
    "Auf Port {port} von {host} antwortet kein Dienst. Prüfen Sie Email/Port; üblich sind 465, 587 und 25.",
  "{host} did not answer on port {port}. A firewall, the internet provider or the cloud provider may block this port; try another Email/Port.":
    "{host} hat auf Port {port} nicht geantwortet. Vielleicht sperrt eine Firewall, der Internetanbieter oder der Cloud-Anbieter diesen Port; versuchen Sie einen anderen Email/Port.",
  "There is no way to {host} from here. Check the device's address and gateway.":
    "Von hier führt kein Weg zu {host}. Prüfen Sie Adresse und Gateway des Geräts.",
  "The connection to {host} broke off.": "Die Verbindung zu {host} brach ab.",
  "{host} stopped answering.": "{host} antwortet nicht mehr.",
  "{host} accepted the connection on port {port} and then said nothing. If this port expects encryption from the first byte, set Email/SMTPS = enabled.":
    "{host} nahm die Verbindung auf Port {port} an und schwieg dann. Erwartet dieser Port Verschlüsselung vom ersten Byte an, setzen Sie Email/SMTPS = enabled.",
  "Port {port} starts in plain text and then upgrades. Set Email/SMTPS = disabled and leave Email/StartTLS on, or use Email/Port = 465.":
    "Port {port} beginnt unverschlüsselt und schaltet dann um. Setzen Sie Email/SMTPS = disabled und lassen Sie Email/StartTLS eingeschaltet, oder verwenden Sie Email/Port = 465.",
  "Port {port} expects encryption from the first byte. Set Email/SMTPS = enabled.":
    "Port {port} erwartet Verschlüsselung vom ersten Byte an. Setzen Sie Email/SMTPS = enabled.",
  "What answers on port {port} of {host} is not a mail server. Check IpConfig/MailHost and Email/Port.":
    "Was auf Port {port} von {host} antwortet, ist kein Mailserver. Prüfen Sie IpConfig/MailHost und Email/Port.",
  "{host} refuses to talk to this device; its own words say why.":
    "{host} spricht nicht mit diesem Gerät; warum, sagen die Worte des Servers.",
  "{host} is busy or closing down.": "{host} ist überlastet oder wird gerade beendet.",
  "{host} answered with something that is not SMTP at this point.":
    "{host} hat mit etwas geantwortet, das an dieser Stelle kein SMTP ist.",
  "{host} is too old for login and encryption: it does not know EHLO. Use a submission server.":
    "{host} ist zu alt für Anmeldung und Verschlüsselung: Er kennt EHLO nicht. Verwenden Sie einen Postausgangsserver.",
  "The server does not accept the name this device introduces itself with. Set IpConfig/HostName or Email/HeloName to a full name such as unit7.example.com.":
    "Der Server lehnt den Namen ab, mit dem sich dieses Gerät vorstellt. Setzen Sie IpConfig/HostName oder Email/HeloName auf einen vollständigen Namen wie unit7.example.com.",
  "{host} refuses this device after its introduction.":
    "{host} lehnt dieses Gerät nach seiner Vorstellung ab.",
  "{host} offers no encryption on port {port}, and the settings require it. Nothing was sent.":
    "{host} bietet auf Port {port} keine Verschlüsselung an, und die Einstellungen verlangen sie. Es wurde nichts gesendet.",
  "{host} offers no encryption on port {port}, so your password was not sent. Use Email/Port = 587 or 465.":
    "{host} bietet auf Port {port} keine Verschlüsselung an, deshalb wurde Ihr Passwort nicht gesendet. Verwenden Sie Email/Port = 587 oder 465.",
  "Something between this device and {host} removes the offer to encrypt, a firewall or an antivirus program perhaps. Nothing was sent.":
    "Etwas zwischen diesem Gerät und {host} entfernt das Angebot zu verschlüsseln, vielleicht eine Firewall oder ein Virenschutz. Es wurde nichts gesendet.",
  "{host} offers encryption but cannot provide it at the moment. Its administrator has to repair it; on a trusted network Email/StartTLS = disabled goes without.":
    "{host} bietet Verschlüsselung an, kann sie aber im Moment nicht leisten. Das muss sein Administrator beheben; in einem vertrauenswürdigen Netz geht es mit Email/StartTLS = disabled ohne.",
  "{host} offers STARTTLS and then refuses it.": "{host} bietet STARTTLS an und lehnt es dann ab.",
  "Somebody sent text into the connection to {host} just before encryption began. This may be an attack; nothing was sent.":
    "Unmittelbar vor der Verschlüsselung hat jemand Text in die Verbindung zu {host} geschleust. Das kann ein Angriff sein; es wurde nichts gesendet.",
  "The connection to {host} is not private, so your password was not sent.":
    "Die Verbindung zu {host} ist nicht vertraulich, deshalb wurde Ihr Passwort nicht gesendet.",
  "The encrypted connection to {host} could not be set up.":
    "Die verschlüsselte Verbindung zu {host} kam nicht zustande.",
  "{host} and this device share no TLS version; TLS 1.2 or newer is used here. The server has to be updated.":
    "{host} und dieses Gerät haben keine TLS-Version gemeinsam; hier gilt TLS 1.2 oder neuer. Der Server muss aktualisiert werden.",
  "The certificate of {host} is signed by itself, so anybody could have made it. If it is your own server, set Email/CaFile to its certificate.":
    "Das Zertifikat von {host} ist selbst signiert, jeder könnte es ausgestellt haben. Ist es Ihr eigener Server, setzen Sie Email/CaFile auf sein Zertifikat.",
  "The certificate of {host} comes from an authority that is not known here. If it is your own authority, set Email/CaFile to its certificate.":
    "Das Zertifikat von {host} kommt von einer Zertifizierungsstelle, die hier nicht bekannt ist. Ist es Ihre eigene, setzen Sie Email/CaFile auf deren Zertifikat.",
  "The certificate of {host} cannot be traced to a known authority: the server does not send the certificates in between, or the authority is a private one for Email/CaFile.":
    "Das Zertifikat von {host} lässt sich auf keine bekannte Zertifizierungsstelle zurückführen: Der Server sendet die Zwischenzertifikate nicht, oder die Stelle ist eine private und gehört in Email/CaFile.",
  "The certificate that was shown is not for {host}. Set IpConfig/MailHost to a name that stands in the certificate; certificates are issued to names.":
    "Das vorgezeigte Zertifikat gilt nicht für {host}. Setzen Sie IpConfig/MailHost auf einen Namen, der im Zertifikat steht; Zertifikate werden auf Namen ausgestellt.",
  "The certificate of {host} has expired. Check this device's clock first; if it is right, the server's administrator has to renew the certificate.":
    "Das Zertifikat von {host} ist abgelaufen. Prüfen Sie zuerst die Uhr dieses Geräts; geht sie richtig, muss der Administrator des Servers das Zertifikat erneuern.",
  "The server's certificate is not valid yet. Most likely this device's clock is wrong: set it first.":
    "Das Zertifikat des Servers ist noch nicht gültig. Wahrscheinlich geht die Uhr dieses Geräts falsch: Stellen Sie sie zuerst.",
  "The certificate of {host} did not pass its check.":
    "Das Zertifikat von {host} hat die Prüfung nicht bestanden.",
  "The public key of {host} is not the pinned one. If its owner has changed the key, and says so another way than by mail, set Email/Pin2 to the new pin; otherwise somebody pretends to be {host}.":
    "Der öffentliche Schlüssel von {host} ist nicht der festgelegte. Hat der Betreiber den Schlüssel gewechselt und bestätigt das auf anderem Weg als per Mail, setzen Sie Email/Pin2 auf den neuen; andernfalls gibt sich jemand als {host} aus.",
  "{host} offers less protection than it once did, so nothing was sent. Something on the way may be hiding it. If the change is real, Email/DowngradeDangerous = I-accept goes on without.":
    "{host} bietet weniger Schutz an als früher, deshalb wurde nichts gesendet. Vielleicht verbirgt ihn etwas unterwegs. Ist die Änderung echt, geht es mit Email/DowngradeDangerous = I-accept ohne ihn weiter.",
  "The stored password, or the token in Email/TokenFile, cannot be read. Set the password again with: fieldpost ipconfig --password-stdin":
    "Das gespeicherte Passwort oder das Token in Email/TokenFile ist nicht lesbar. Setzen Sie das Passwort neu mit: fieldpost ipconfig --password-stdin",
  "The server did not ask for a login on port {port}. Is this the submission server? Most providers log in on Email/Port 587 or 465.":
    "Der Server hat auf Port {port} keine Anmeldung angeboten. Ist das der Postausgangsserver? Bei den meisten Anbietern meldet man sich auf Email/Port 587 oder 465 an.",
  "The server offers no way to log in with what is set here: a password, or an OAuth token in Email/TokenFile.":
    "Der Server bietet keine Anmeldung mit dem an, was hier gesetzt ist: mit einem Passwort oder einem OAuth-Token in Email/TokenFile.",
  "The server refused the login as {username}. Check Email/Username and the password; some providers want an app password. Nothing is tried again until the settings change.":
    "Der Server hat die Anmeldung als {username} abgelehnt. Prüfen Sie Email/Username und das Passwort; manche Anbieter verlangen ein App-Passwort. Bis sich die Einstellungen ändern, wird nichts erneut versucht.",
  "The server's login service does not work at the moment.":
    "Der Anmeldedienst des Servers funktioniert im Moment nicht.",
  "The login did not go as its rules say, so it was broken off.":
    "Die Anmeldung verlief nicht nach ihren Regeln und wurde abgebrochen.",
  "The server wants a login first. Set Email/Username and the password, or use the submission port 587 or 465.":
    "Der Server verlangt zuerst eine Anmeldung. Setzen Sie Email/Username und das Passwort, oder verwenden Sie den Port für den Postausgang, 587 oder 465.",
  "The server wants the connection encrypted first. Set Email/StartTLS = enabled, or use {setting}.":
    "Der Server verlangt zuerst eine verschlüsselte Verbindung. Setzen Sie Email/StartTLS = enabled, oder verwenden Sie {setting}.",
  "The server does not let this account send with this From address. Set IpConfig/EmailAddress to an address of the account.":
    "Der Server lässt dieses Konto nicht mit dieser Absenderadresse senden. Setzen Sie IpConfig/EmailAddress auf eine Adresse des Kontos.",
  "The server does not pass mail on for this device. It is the wrong server, or it wants a login.":
    "Der Server leitet für dieses Gerät keine Mail weiter. Es ist der falsche Server, oder er verlangt eine Anmeldung.",
  "The server takes no more recipients at once; the rest follows.":
    "Der Server nimmt nicht mehr Empfänger auf einmal an; die übrigen folgen.",
  "The server does not take mail for this recipient yet.":
    "Der Server nimmt für diesen Empfänger noch keine Mail an.",
  "The server refuses this recipient for good.": "Der Server lehnt diesen Empfänger endgültig ab.",
  "The address has letters that this server cannot handle (no SMTPUTF8).":
    "In der Adresse stehen Buchstaben, mit denen dieser Server nicht umgehen kann (kein SMTPUTF8).",
  "The From address has letters that this server cannot handle (no SMTPUTF8).":
    "In der Absenderadresse stehen Buchstaben, mit denen dieser Server nicht umgehen kann (kein SMTPUTF8).",
  "The message has 8-bit content and the server takes none.":
    "Die Nachricht hat 8-Bit-Inhalt, und der Server nimmt keinen an.",
  "The message is too big for the server; attachments grow by a third on the way.":
    "Die Nachricht ist dem Server zu groß; Anhänge wachsen unterwegs um ein Drittel.",
  "The server does not take the message at the moment.":
    "Der Server nimmt die Nachricht im Moment nicht an.",
  "The server refuses the message for good.": "Der Server lehnt die Nachricht endgültig ab.",
  "The connection to {host} was lost after the whole message was sent and before the answer: it may already be delivered.":
    "Die Verbindung zu {host} ging verloren, nachdem die ganze Nachricht gesendet war und bevor die Antwort kam: Sie ist vielleicht schon zugestellt.",

  "The message insists on encryption on its whole way (REQUIRETLS), and {host} does not offer that. Nothing of it was sent; send it without, or over a server that offers REQUIRETLS.":
    "Die Nachricht besteht auf Verschlüsselung auf dem ganzen Weg (REQUIRETLS), und {host} bietet das nicht an. Nichts von ihr wurde gesendet; senden Sie sie ohne diese Forderung oder über einen Server, der REQUIRETLS anbietet.",
  "The message insists on encryption (REQUIRETLS), and this connection is not encrypted to a server that has proved to be {host}. Nothing of it was sent. Set Email/StartTLS = required, or Email/SMTPS = enabled.":
    "Die Nachricht besteht auf Verschlüsselung (REQUIRETLS), und diese Verbindung ist nicht zu einem Server verschlüsselt, der bewiesen hat, {host} zu sein. Nichts von ihr wurde gesendet. Setzen Sie Email/StartTLS = required oder Email/SMTPS = enabled.",
  "{host} offers to take messages in chunks (CHUNKING) and refuses it. From now on they are sent to it line by line.":
    "{host} bietet an, Nachrichten in Stücken anzunehmen (CHUNKING), und lehnt es dann ab. Von jetzt an bekommt der Server sie Zeile für Zeile.",

  "{meaning} It said: {words}": "{meaning:sentence} Der Server sagt: {words}",
  "{meaning} ({code})": "{meaning:sentence} ({code})",
};

/** What was found out about an attempt besides the server's words. */
export const GERMAN_DETAILS: Phrases = {
  "the certificate was good before: {message}":
    "Das Zertifikat war früher in Ordnung, jetzt: {message?platform}",
  "the server's key is {key}, the pins are {pins}":
    "Der Schlüssel des Servers ist {key?unknown}, festgelegt sind {pins:demand}",
  "STARTTLS was offered before": "STARTTLS wurde früher angeboten",
  'the answer to EHLO contains "{words}"': 'In der Antwort auf EHLO steht "{words}"',
  "the server offers {mechanisms}": "Der Server bietet {mechanisms} an",
  "the server did not prove that it knows the secret":
    "Der Server hat nicht bewiesen, dass er das Geheimnis kennt",
  "the server could not prove that it knows the secret":
    "Der Server konnte nicht beweisen, dass er das Geheimnis kennt",
  "the server asked for a third answer": "Der Server verlangte eine dritte Antwort",
  "the server's challenge is not base64": "Die Aufforderung des Servers ist kein Base64",
  "the server's SCRAM message is malformed": "Die SCRAM-Nachricht des Servers ist fehlerhaft",
  "the server's SCRAM nonce does not extend ours":
    "Die SCRAM-Nonce des Servers setzt unsere nicht fort",
  "the server asks for {rounds} SCRAM rounds, {least} to {most} are accepted":
    "Der Server verlangt {rounds} SCRAM-Runden, zulässig sind {least} bis {most}",
  "the message has {size} octets, the server takes {limit}":
    "Die Nachricht hat {size} Byte, der Server nimmt {limit} an",
  'the server sent "{words}" ({code})': 'Der Server sandte "{words}" ({code})',
  "the server closed the connection": "Der Server hat die Verbindung geschlossen",
  "{code}: the server closed the connection": "{code}: Der Server hat die Verbindung geschlossen",
  "{code}: Cannot finish the handshake: the server closed the connection":
    "{code}: Der Server hat die Verbindung während der Aushandlung geschlossen",
  "{count} lines left out": "{count} Zeilen ausgelassen",
  "connected to {address} port {port}": "verbunden mit {address} Port {port}",
  "encrypted with {protocol} {cipher}": "verschlüsselt mit {protocol} {cipher}",
};
