import type { Phrases } from "./translate_sentence.ts";

/** What core's plan and its recommendation say. */
export const GERMAN_PLAN: Phrases = {
  'A user is set and no password. Store it with "fieldpost ipconfig --password-stdin" or on the page, or remove Email/Username to send without a login.':
    'Ein Benutzer ist eingetragen, aber kein Passwort. Speichern Sie es mit "fieldpost ipconfig --password-stdin" oder auf dieser Seite, oder entfernen Sie Email/Username, um ohne Anmeldung zu senden.',
  "A password is stored and no user. Set Email/Username, or remove Email/Password to send without a login.":
    "Ein Passwort ist gespeichert, aber kein Benutzer. Tragen Sie Email/Username ein, oder entfernen Sie Email/Password, um ohne Anmeldung zu senden.",
  "{name} lets you send only as the address that you log in with. Set IpConfig/EmailAddress = {username}.":
    "Bei {name} dürfen Sie nur unter der Adresse senden, mit der Sie sich anmelden. Setzen Sie IpConfig/EmailAddress = {username}.",
  "{name} is not known to take mail on port {port}. It does on: {known}.":
    "Dass {name} auf Port {port} Mail annimmt, ist nicht bekannt. Bekannt sind: {known}.",
  "A token file is named and no user. Set Email/Username, or remove Email/TokenFile to send without a login.":
    "Eine Token-Datei ist genannt, aber kein Benutzer. Tragen Sie Email/Username ein, oder entfernen Sie Email/TokenFile, um ohne Anmeldung zu senden.",
  "The login is made with the token in Email/TokenFile; the password is not used.":
    "Die Anmeldung geschieht mit dem Token in Email/TokenFile; das Passwort wird nicht verwendet.",
  "{provider} takes no passwords over SMTP. Name a file with an OAuth access token in Email/TokenFile, which another program keeps fresh; or use a mailbox at another provider, or a relay that logs in for this unit.":
    "{provider} nimmt über SMTP keine Passwörter an. Nennen Sie in Email/TokenFile eine Datei mit einem OAuth-Zugriffstoken, die ein anderes Programm aktuell hält; oder verwenden Sie ein Postfach bei einem anderen Anbieter oder ein Relay, das sich für dieses Gerät anmeldet.",
  "Port {port} is treated like port {like}.": "Port {port} wird wie Port {like} behandelt.",
  "Email/SMTPS is not set, and port {port} expects encryption from the first byte: SMTPS counts as on.":
    "Email/SMTPS ist nicht gesetzt, und Port {port} erwartet Verschlüsselung vom ersten Byte an: SMTPS gilt als eingeschaltet.",
  "Firmware {profile} cannot do SMTPS, which came with 1.6.3. Set Email/SMTPS = disabled and Email/Port = 587 with Email/StartTLS = enabled, or update the firmware.":
    "Die Firmware {profile} kann kein SMTPS, das erst mit 1.6.3 kam. Setzen Sie Email/SMTPS = disabled und Email/Port = 587 mit Email/StartTLS = enabled, oder aktualisieren Sie die Firmware.",
  "TLS is switched off by SSL/Enabled = disabled, which contradicts {needs}. Set SSL/Enabled = enabled.":
    "TLS ist mit SSL/Enabled = disabled ausgeschaltet, das widerspricht {needs:demand}. Setzen Sie SSL/Enabled = enabled.",
  "Port {port} expects encryption from the first byte, which firmware {profile} cannot do. Set Email/Port = 587 with Email/StartTLS = enabled, or update the firmware.":
    "Port {port} erwartet Verschlüsselung vom ersten Byte an, und das kann die Firmware {profile} nicht. Setzen Sie Email/Port = 587 mit Email/StartTLS = enabled, oder aktualisieren Sie die Firmware.",
  "Port {port} expects encryption from the first byte, and SMTPS is off. Set Email/SMTPS = enabled, or Email/Port = 587 with Email/StartTLS = enabled.":
    "Port {port} erwartet Verschlüsselung vom ersten Byte an, und SMTPS ist ausgeschaltet. Setzen Sie Email/SMTPS = enabled, oder Email/Port = 587 mit Email/StartTLS = enabled.",
  "SSL/Required = enabled demands encryption, and both Email/StartTLS and Email/SMTPS are off. Set Email/StartTLS = enabled, or SSL/Required = disabled.":
    "SSL/Required = enabled verlangt Verschlüsselung, und Email/StartTLS und Email/SMTPS sind beide ausgeschaltet. Setzen Sie Email/StartTLS = enabled oder SSL/Required = disabled.",
  "Email/SkipVerificationDangerous = I-accept gives verification up, which contradicts {demand}. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.":
    "Email/SkipVerificationDangerous = I-accept verzichtet auf die Prüfung des Zertifikats, das widerspricht {demand:demand}. Setzen Sie Email/SkipVerificationDangerous = never; hat der Server ein privates Zertifikat, nennen Sie dessen Zertifizierungsstelle in Email/CaFile.",
  "The connection is encrypted from the first byte (SMTPS).":
    "Die Verbindung ist vom ersten Byte an verschlüsselt (SMTPS).",
  "STARTTLS is ignored because the connection is already encrypted.":
    "STARTTLS wird nicht beachtet, weil die Verbindung schon verschlüsselt ist.",
  "No login and no mail leaves before STARTTLS has encrypted the connection and the server has proved its name, because of {demand}.":
    "Anmeldung und Mail gehen erst hinaus, wenn STARTTLS die Verbindung verschlüsselt und der Server seinen Namen bewiesen hat, wegen {demand:demand}.",
  "Email/StartTLS = enabled counts as required here, because there is a login: if the server offered no encryption, the password would travel in clear.":
    "Email/StartTLS = enabled gilt hier als required, weil es eine Anmeldung gibt: Böte der Server keine Verschlüsselung an, ginge das Passwort unverschlüsselt hinaus.",
  "The connection is encrypted when the server offers it. Someone on the way can hide the offer; Email/StartTLS = required insists on it.":
    "Die Verbindung wird verschlüsselt, wenn der Server das anbietet. Wer unterwegs eingreift, kann das Angebot verbergen; Email/StartTLS = required besteht darauf.",
  "The password would travel in clear, because STARTTLS and SMTPS are off. Set Email/StartTLS = enabled; only in a network where you trust everyone, Email/PasswordInClearDangerous = I-accept.":
    "Das Passwort ginge unverschlüsselt hinaus, weil STARTTLS und SMTPS ausgeschaltet sind. Setzen Sie Email/StartTLS = enabled; nur in einem Netz, in dem Sie allen vertrauen, Email/PasswordInClearDangerous = I-accept.",
  "The password would travel in clear, because TLS is switched off. Set SSL/Enabled = enabled; only in a network where you trust everyone, Email/PasswordInClearDangerous = I-accept.":
    "Das Passwort ginge unverschlüsselt hinaus, weil TLS ausgeschaltet ist. Setzen Sie SSL/Enabled = enabled; nur in einem Netz, in dem Sie allen vertrauen, Email/PasswordInClearDangerous = I-accept.",
  "Email/StartTLS = enabled has no effect, because SSL/Enabled = disabled.":
    "Email/StartTLS = enabled bleibt ohne Wirkung, weil SSL/Enabled = disabled gesetzt ist.",
  "The connection stays in clear, because of {switch}.":
    "Die Verbindung bleibt unverschlüsselt, wegen {switch}.",
  "The login may go without encryption, because {host} is this machine.":
    "Die Anmeldung darf unverschlüsselt gehen, weil {host?server} dieses Gerät selbst ist.",
  "If the server offers no encryption, the password travels in clear and everyone on the way can read it, because of Email/PasswordInClearDangerous = I-accept. Set it to never.":
    "Bietet der Server keine Verschlüsselung an, geht das Passwort unverschlüsselt hinaus und ist unterwegs für alle lesbar, wegen Email/PasswordInClearDangerous = I-accept. Setzen Sie diese Einstellung auf never.",
  "The password travels in clear and everyone on the way can read it, because of Email/PasswordInClearDangerous = I-accept. Set it to never, and Email/StartTLS = enabled.":
    "Das Passwort geht unverschlüsselt hinaus und ist unterwegs für alle lesbar, wegen Email/PasswordInClearDangerous = I-accept. Setzen Sie diese Einstellung auf never, und Email/StartTLS = enabled.",
  "SMTPS is on, but port {port} normally starts in plain text and then upgrades. If connecting fails, set Email/SMTPS = disabled and leave Email/StartTLS = enabled, or set Email/Port = 465.":
    "SMTPS ist eingeschaltet, aber Port {port} beginnt gewöhnlich unverschlüsselt und schaltet dann um. Misslingt die Verbindung, setzen Sie Email/SMTPS = disabled und lassen Email/StartTLS = enabled, oder setzen Sie Email/Port = 465.",
  "SMTPS is on, but port 25 normally starts in plain text, and it is for mail between servers. Set Email/Port = 465, or Email/SMTPS = disabled and Email/Port = 587.":
    "SMTPS ist eingeschaltet, aber Port 25 beginnt gewöhnlich unverschlüsselt und ist für Mail zwischen Servern da. Setzen Sie Email/Port = 465, oder Email/SMTPS = disabled und Email/Port = 587.",
  "Port 25 is for mail between servers, and many networks block it. For mail with a login set Email/Port = 465 with Email/SMTPS = enabled, or Email/Port = 587.":
    "Port 25 ist für Mail zwischen Servern da, und viele Netze sperren ihn. Setzen Sie für Mail mit Anmeldung Email/Port = 465 mit Email/SMTPS = enabled, oder Email/Port = 587.",
  "Certificates are not verified, so whoever answers in place of {host} receives the password. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.":
    "Zertifikate werden nicht geprüft: Wer anstelle von {host?serverDative} antwortet, bekommt das Passwort. Setzen Sie Email/SkipVerificationDangerous = never; hat der Server ein privates Zertifikat, nennen Sie dessen Zertifizierungsstelle in Email/CaFile.",
  "Certificates are not verified, so whoever answers in place of {host} receives the mail. Set Email/SkipVerificationDangerous = never; where the server has a private certificate, name its CA in Email/CaFile.":
    "Zertifikate werden nicht geprüft: Wer anstelle von {host?serverDative} antwortet, bekommt die Mail. Setzen Sie Email/SkipVerificationDangerous = never; hat der Server ein privates Zertifikat, nennen Sie dessen Zertifizierungsstelle in Email/CaFile.",
  "Certificates are issued to names, and {host} is an address: few certificates hold one. Set IpConfig/MailHost to the name of the server.":
    "Zertifikate werden auf Namen ausgestellt, und {host} ist eine Adresse: In den wenigsten Zertifikaten steht eine. Setzen Sie IpConfig/MailHost auf den Namen des Servers.",
  "The clock of this machine is wrong: it shows a time from before this program was made, so every certificate would count as not yet valid. Set the clock first.":
    "Die Uhr dieses Geräts geht falsch: Sie zeigt eine Zeit, zu der es dieses Programm noch nicht gab, und jedes Zertifikat gälte als noch nicht gültig. Stellen Sie zuerst die Uhr.",
  "The clock of this machine is wrong: it shows a time from before this program was made, so no certificate can be judged. Set the clock.":
    "Die Uhr dieses Geräts geht falsch: Sie zeigt eine Zeit, zu der es dieses Programm noch nicht gab, und kein Zertifikat lässt sich beurteilen. Stellen Sie die Uhr.",
  "Port 465 is encrypted from the first byte and the server has proved its name: nobody on the way can turn that off.":
    "Port 465 ist vom ersten Byte an verschlüsselt, und der Server hat seinen Namen bewiesen: Das kann unterwegs niemand abschalten.",
  "Port {port} is encrypted from the first byte and the server has proved its name: nobody on the way can turn that off.":
    "Port {port} ist vom ersten Byte an verschlüsselt, und der Server hat seinen Namen bewiesen: Das kann unterwegs niemand abschalten.",
  "Port 587 is encrypted with STARTTLS and the server has proved its name. Required, it cannot be taken away unnoticed.":
    "Port 587 wird mit STARTTLS verschlüsselt, und der Server hat seinen Namen bewiesen. Als Pflicht gesetzt, kann das unterwegs niemand unbemerkt wegnehmen.",
  "Port {port} is encrypted with STARTTLS and the server has proved its name. Required, it cannot be taken away unnoticed.":
    "Port {port} wird mit STARTTLS verschlüsselt, und der Server hat seinen Namen bewiesen. Als Pflicht gesetzt, kann das unterwegs niemand unbemerkt wegnehmen.",
  "Port 25 is encrypted with STARTTLS and the server has proved its name. It is meant for mail between servers and many networks block it, and no better port was found.":
    "Port 25 wird mit STARTTLS verschlüsselt, und der Server hat seinen Namen bewiesen. Der Port ist für Mail zwischen Servern gedacht, und viele Netze sperren ihn; ein besserer wurde nicht gefunden.",
  "Port {port} can be encrypted, but the server did not prove its name: somebody who only listens learns nothing, somebody who answers in its place does. No password is at stake.":
    "Port {port} lässt sich verschlüsseln, aber der Server hat seinen Namen nicht bewiesen: Wer nur mithört, erfährt nichts, wer an seiner Stelle antwortet, schon. Ein Passwort steht nicht auf dem Spiel.",
  "Port {port} takes mail in clear only: everyone on the way can read it. No password is at stake, and if the server learns to encrypt, it is used.":
    "Port {port} nimmt Mail nur unverschlüsselt an: Unterwegs kann sie jeder lesen. Ein Passwort steht nicht auf dem Spiel, und lernt der Server zu verschlüsseln, wird das genutzt.",
  "Nothing that takes mail answers on the ports that were tried. Check IpConfig/MailHost, and whether a firewall or the provider blocks them.":
    "Auf den geprüften Ports antwortet nichts, das Mail annimmt. Prüfen Sie IpConfig/MailHost, und ob eine Firewall oder der Anbieter die Ports sperrt.",
  "The server encrypts but did not prove its name, so nothing that needs proof can be recommended. If it has a private certificate, name its CA in Email/CaFile; else its administrator has to repair it.":
    "Der Server verschlüsselt, hat aber seinen Namen nicht bewiesen; was einen Beweis braucht, lässt sich deshalb nicht empfehlen. Hat er ein privates Zertifikat, nennen Sie dessen Zertifizierungsstelle in Email/CaFile; sonst muss sein Administrator das beheben.",
  "No encrypted port offers a login that a user name and a password can make. Is this the submission server?":
    "Kein verschlüsselter Port bietet eine Anmeldung mit Benutzername und Passwort an. Ist das der Postausgangsserver?",
  "The server encrypts from the first byte only, which the firmware of Device/Profile cannot do. Update the firmware.":
    "Der Server verschlüsselt nur vom ersten Byte an, und das kann die Firmware von Device/Profile nicht. Aktualisieren Sie die Firmware.",
  "The server offers no encryption that a client can use, and the settings need it: a password or mail would travel in clear, so nothing is recommended.":
    "Der Server bietet keine brauchbare Verschlüsselung an, und die Einstellungen verlangen sie: Passwort oder Mail gingen unverschlüsselt hinaus, deshalb wird nichts empfohlen.",
};

/** Settings that demand something, in the dative; the settings themselves are never translated. */
export const GERMAN_DEMANDS: Phrases = {
  "{one} and {two} and {three}": "{one}, {two} und {three}",
  "{one} and {two}": "{one} und {two}",
  "{setting}": "{setting}",
};
