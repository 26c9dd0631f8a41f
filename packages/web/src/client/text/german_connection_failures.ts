import type { Phrases } from "./translate_sentence.ts";

/** Known failures of the network, of TLS and of certificates: causes, remedies, values to set. */
export const GERMAN_CONNECTION_FAILURES: Phrases = {
  "The name of {host} cannot be found: it has a typing error, or this device's DNS does not work.":
    "Der Name {host?serverGenitive} ist nicht zu finden: Er enthält einen Tippfehler, oder das DNS dieses Geräts funktioniert nicht.",
  "Compare the name with what the provider says. If it is right, check this device's DNS server and its network.":
    "Vergleichen Sie den Namen mit den Angaben des Anbieters. Stimmt er, prüfen Sie den DNS-Server und das Netz dieses Geräts.",
  "the name that the provider gives": "den Namen, den der Anbieter nennt",
  "{Host} does not answer on {port} at all. A firewall, the internet provider or the host of this machine drops the packets; port 25 is blocked nearly everywhere, some block 465 and 587 as well.":
    "{Host?server} antwortet auf {port:port} gar nicht. Eine Firewall, der Internetanbieter oder der Hoster dieses Geräts verwirft die Pakete; Port 25 ist fast überall gesperrt, manche sperren auch 465 und 587.",
  "Try another port of the same server (587, 465, 2525), or ask who runs this network to open {port}.":
    "Versuchen Sie einen anderen Port desselben Servers (587, 465, 2525), oder bitten Sie den Betreiber dieses Netzes, den Verkehr auf {port:port} zuzulassen.",
  "another port that the provider offers: 587, 465 or 2525":
    "einen anderen Port, den der Anbieter anbietet: 587, 465 oder 2525",
  "{Host} has an IPv6 address, and this network has no way to the IPv6 internet.":
    "{Host?server} hat eine IPv6-Adresse, und aus diesem Netz führt kein Weg ins IPv6-Internet.",
  "Nothing needs to change if an IPv4 address answers: both are tried. If none does, repair IPv6 or remove its address and route from this device.":
    "Antwortet eine IPv4-Adresse, ist nichts zu ändern: Beide werden versucht. Antwortet keine, reparieren Sie IPv6, oder entfernen Sie dessen Adresse und Route von diesem Gerät.",
  "There is no way from this device to {host}: address, gateway or cable.":
    "Von diesem Gerät führt kein Weg zu {host?serverDative}: Es liegt an Adresse, Gateway oder Kabel.",
  "Check the address, the gateway and the cable of this device.":
    "Prüfen Sie Adresse, Gateway und Kabel dieses Geräts.",
  "The mail host is this machine itself, and no mail server runs here on {port}. Programs fall back to this address when the mail host is not set.":
    "Als Mailserver ist dieses Gerät selbst eingetragen, und hier läuft auf {port:port} kein Mailserver. Programme weichen auf diese Adresse aus, wenn kein Mailserver eingetragen ist.",
  "Set the mail host to the provider's server.": "Tragen Sie den Server des Anbieters ein.",
  "{Host} is there, and nothing listens on {port}: the port is wrong, or the service is down.":
    "{Host?server} ist erreichbar, aber auf {port:port} antwortet kein Dienst: Der Port ist falsch, oder der Dienst läuft nicht.",
  "Check the port; usual are 465, 587 and 25. If it is right, the server has to be started.":
    "Prüfen Sie den Port; üblich sind 465, 587 und 25. Stimmt er, muss der Server gestartet werden.",
  "the port that the provider gives: 465 or 587": "den Port, den der Anbieter nennt: 465 oder 587",
  "{Port} expects encryption from the first byte, and this device waited in plain text for a greeting. The server waited too, so nothing happened.":
    "{Port:port} erwartet Verschlüsselung vom ersten Byte an, und dieses Gerät wartete unverschlüsselt auf eine Begrüßung. Der Server wartete auch, also geschah nichts.",
  "{Port} expects encryption from the first byte. Turn SMTPS on.":
    "{Port:port} erwartet Verschlüsselung vom ersten Byte an. Schalten Sie SMTPS ein.",
  "{Host} accepts connections on {port} and says nothing: it is overloaded, or makes strangers wait on purpose.":
    "{Host?server} nimmt auf {port:port} Verbindungen an und schweigt: Er ist überlastet oder lässt Fremde absichtlich warten.",
  "Wait. If it stays so, ask the server's administrator.":
    "Warten Sie. Bleibt es dabei, fragen Sie den Administrator des Servers.",
  "The server closed the connection on {port} without a greeting. Most often it expects encryption from the first byte; it may also refuse this device's address, or be overloaded.":
    "Der Server hat die Verbindung auf {port:port} ohne Begrüßung geschlossen. Meist erwartet er Verschlüsselung vom ersten Byte an; vielleicht lehnt er auch die Adresse dieses Geräts ab oder ist überlastet.",
  "If this is port 465, turn SMTPS on. Otherwise wait; if it stays so, ask the server's administrator.":
    "Ist es Port 465, schalten Sie SMTPS ein. Sonst warten Sie; bleibt es dabei, fragen Sie den Administrator des Servers.",
  "{Host} talks to nobody from this network's address, or takes no mail at all; its own words say why.":
    "{Host?server} spricht mit niemandem aus diesem Netz oder nimmt überhaupt keine Mail an; warum, sagen die Worte des Servers.",
  "Send through the provider's submission server, on port 587 or 465, with a login.":
    "Senden Sie über den Postausgangsserver des Anbieters, auf Port 587 oder 465, mit Anmeldung.",
  "587, or 465 with Email/SMTPS = enabled": "587, oder 465 mit Email/SMTPS = enabled",
  "What answers on {port} of {host} is a web, IMAP, POP3 or remote login server, not one that takes mail.":
    "Was auf {port:port} von {host?serverDative} antwortet, ist ein Server für Web, IMAP, POP3 oder Fernzugriff, keiner, der Mail annimmt.",
  "Set the port for sending mail: 465 or 587. 993 and 995 are for reading mail.":
    "Setzen Sie den Port für den Versand: 465 oder 587. 993 und 995 sind zum Lesen von Mail da.",
  "465 or 587": "465 oder 587",

  "This device began with encryption on {port}, and the server greets in plain text there.":
    "Dieses Gerät begann auf {port:port} verschlüsselt, und der Server grüßt dort unverschlüsselt.",
  "{Port} starts in plain text and then upgrades. Turn SMTPS off and leave STARTTLS on; or use port 465 with SMTPS on.":
    "{Port:port} beginnt unverschlüsselt und schaltet dann um. Schalten Sie SMTPS aus und lassen Sie STARTTLS eingeschaltet; oder verwenden Sie Port 465 mit SMTPS.",
  "This device began with encryption on port 25, which is in plain text at the beginning everywhere.":
    "Dieses Gerät begann auf Port 25 verschlüsselt; dort ist der Anfang aber überall unverschlüsselt.",
  "Port 25 starts in plain text and then upgrades: turn SMTPS off and leave STARTTLS on. Better, port 25 is for server-to-server mail; your provider wants 465 or 587.":
    "Port 25 beginnt unverschlüsselt und schaltet dann um: Schalten Sie SMTPS aus und lassen Sie STARTTLS eingeschaltet. Besser: Port 25 ist für Mail zwischen Servern da; Ihr Anbieter erwartet 465 oder 587.",
  "Port 587 of iCloud is for STARTTLS only, and this device began with encryption.":
    "Port 587 von iCloud ist nur für STARTTLS da, und dieses Gerät begann verschlüsselt.",
  "Turn SMTPS off and leave STARTTLS on, with port 587.":
    "Schalten Sie SMTPS aus und lassen Sie STARTTLS eingeschaltet, mit Port 587.",
  "{Host} and this device have no TLS version in common: one side is too old. TLS 1.2 or newer is used here.":
    "{Host?server} und dieses Gerät haben keine TLS-Version gemeinsam: Eine Seite ist zu alt. Hier gilt TLS 1.2 oder neuer.",
  "The server has to be brought up to date; TLS 1.0 and 1.1 are not safe.":
    "Der Server muss auf den neuesten Stand gebracht werden; TLS 1.0 und 1.1 sind nicht sicher.",
  "Microsoft 365 takes TLS 1.2 and newer, and the program in between or the device that sent this used TLS 1.0 or 1.1.":
    "Microsoft 365 nimmt TLS 1.2 und neuer an, und das Programm dazwischen oder das sendende Gerät verwendete TLS 1.0 oder 1.1.",
  "Bring the sender up to TLS 1.2. As a last resort an administrator may allow old TLS for the tenant and use smtp-legacy.office365.com.":
    "Bringen Sie den Absender auf TLS 1.2. Als letzten Ausweg kann ein Administrator altes TLS für den Mandanten zulassen und smtp-legacy.office365.com verwenden.",
  "{Host} and this device have no cipher in common, or the server wants a certificate of the client.":
    "{Host?server} und dieses Gerät haben kein Verschlüsselungsverfahren gemeinsam, oder der Server verlangt ein Zertifikat des Clients.",
  "The server's TLS settings have to be repaired.":
    "Die TLS-Einstellungen des Servers müssen in Ordnung gebracht werden.",
  "{Host} broke the encrypted connection off while it was set up: a wrong port, a TLS version that it refuses, or a device in between.":
    "{Host?server} brach die verschlüsselte Verbindung beim Aufbau ab: Der Port ist falsch, die TLS-Version wird abgelehnt, oder ein Gerät dazwischen greift ein.",
  "Check the port. If it is right, ask the server's administrator or whoever runs the firewall.":
    "Prüfen Sie den Port. Stimmt er, fragen Sie den Administrator des Servers oder den der Firewall.",
  "the port that the provider gives": "den Port, den der Anbieter nennt",
  "{Host} offers STARTTLS and cannot do it: its key or certificate does not load.":
    "{Host?server} bietet STARTTLS an und kann es nicht: Schlüssel oder Zertifikat lassen sich dort nicht laden.",
  "The server's administrator has to repair it. On a network that you trust, and without a login, encryption can be switched off instead.":
    "Das muss der Administrator des Servers beheben. In einem Netz, dem Sie vertrauen, und ohne Anmeldung lässt sich die Verschlüsselung stattdessen ausschalten.",
  "{Host} takes no mail before the connection is encrypted.":
    "{Host?server} nimmt keine Mail an, bevor die Verbindung verschlüsselt ist.",
  "Turn STARTTLS on.": "Schalten Sie STARTTLS ein.",
  "The server got bytes between STARTTLS and the encryption. This device sends none there: a program in between, or the sender of this log, does.":
    "Der Server bekam zwischen STARTTLS und der Verschlüsselung Bytes. Dieses Gerät sendet dort keine: Das tut ein Programm dazwischen oder der Absender, von dem dieses Protokoll stammt.",
  "Look for a proxy, an antivirus program or a firewall that rewrites mail on the way, and take it out.":
    "Suchen Sie einen Proxy, einen Virenschutz oder eine Firewall, die Mail unterwegs verändert, und nehmen Sie sie heraus.",
  "{Host} offers no encryption on {port}, and the settings insist on it. Nothing was sent.":
    "{Host?server} bietet auf {port:port} keine Verschlüsselung an, und die Einstellungen bestehen darauf. Es wurde nichts gesendet.",
  "Use the port for submission, 587 or 465. If it offered encryption before, somebody in between may hide it.":
    "Verwenden Sie den Port für den Postausgang, 587 oder 465. Wurde früher Verschlüsselung angeboten, verbirgt sie vielleicht jemand unterwegs.",
  "The server offers no encryption, so your password was not sent.":
    "Der Server bietet keine Verschlüsselung an, deshalb wurde Ihr Passwort nicht gesendet.",
  "Use the port for submission, 587 or 465. If this server offered encryption before, somebody in between may hide it.":
    "Verwenden Sie den Port für den Postausgang, 587 oder 465. Bot dieser Server früher Verschlüsselung an, verbirgt sie vielleicht jemand unterwegs.",
  "Something between this device and {host} tampers with the offer to encrypt: a firewall, an antivirus program, or an attacker. Nothing was sent.":
    "Etwas zwischen diesem Gerät und {host?serverDative} verändert das Angebot zu verschlüsseln: eine Firewall, ein Virenschutz oder ein Angreifer. Es wurde nichts gesendet.",
  "Exclude mail ports from inspection on the firewall or in the antivirus program; or use port 465, where there is no offer to remove.":
    "Nehmen Sie die Mail-Ports in der Firewall oder im Virenschutz von der Prüfung aus; oder verwenden Sie Port 465, dort gibt es kein Angebot zu entfernen.",

  "The certificate of {host} is signed by itself; anybody could have made it.":
    "Das Zertifikat von {host?serverDative} ist selbst signiert; jeder könnte es ausgestellt haben.",
  "If it is your own server, store its certificate on this device and name the file; it is then trusted besides the well-known authorities.":
    "Ist es Ihr eigener Server, speichern Sie sein Zertifikat auf diesem Gerät und nennen Sie die Datei; ihm wird dann neben den bekannten Zertifizierungsstellen vertraut.",
  "a file with the server's certificate": "eine Datei mit dem Zertifikat des Servers",
  "The certificate of {host} comes from a private authority: a company's own, or an antivirus program or firewall that reads the connection.":
    "Das Zertifikat von {host?serverDative} kommt von einer privaten Zertifizierungsstelle: von der einer Firma, oder von einem Virenschutz oder einer Firewall, die mitliest.",
  "If the authority is your own, store its certificate on this device and name the file. If it is an antivirus program or a firewall, exclude mail ports there.":
    "Ist die Zertifizierungsstelle Ihre eigene, speichern Sie ihr Zertifikat auf diesem Gerät und nennen Sie die Datei. Ist es ein Virenschutz oder eine Firewall, nehmen Sie dort die Mail-Ports aus.",
  "a file with the authority's certificate":
    "eine Datei mit dem Zertifikat der Zertifizierungsstelle",
  "The server sends its certificate without the ones in between, or its authority is a private one: it cannot be traced to an authority that is known here.":
    "Der Server sendet sein Zertifikat ohne die Zwischenzertifikate, oder seine Zertifizierungsstelle ist eine private: Es lässt sich auf keine hier bekannte zurückführen.",
  "The server's administrator has to send the full chain. With a private authority, store its certificate on this device and name the file.":
    "Der Administrator des Servers muss die vollständige Kette senden. Ist die Zertifizierungsstelle eine private, speichern Sie ihr Zertifikat auf diesem Gerät und nennen Sie die Datei.",
  "a file with the authority's certificate, if it is a private one":
    "eine Datei mit dem Zertifikat der Zertifizierungsstelle, falls es eine private ist",
  "The certificate that was shown is not for {host}. On shared hosting it is often the host's own name that is on it.":
    "Das vorgezeigte Zertifikat gilt nicht für {host?serverAccusative}. Bei geteiltem Webhosting steht oft der Name des Hosters darin.",
  "Set the mail host to a name that stands in the certificate.":
    "Tragen Sie als Mailserver einen Namen ein, der im Zertifikat steht.",
  "a name that stands in the certificate": "einen Namen, der im Zertifikat steht",
  "The mail host is set to an IP address. Certificates are issued to names.":
    "Als Mailserver ist eine IP-Adresse eingetragen. Zertifikate werden auf Namen ausgestellt.",
  "Set the mail host to the server's name, as it stands in the certificate.":
    "Tragen Sie den Namen des Servers ein, wie er im Zertifikat steht.",
  "the server's name instead of its address": "den Namen des Servers statt seiner Adresse",
  "By this device's clock{clock}, the certificate of {host} has expired.":
    "Nach der Uhr dieses Geräts{clock:clock} ist das Zertifikat von {host?serverDative} abgelaufen.",
  "Check the clock first. If it is right, the server's administrator has to renew the certificate.":
    "Prüfen Sie zuerst die Uhr. Geht sie richtig, muss der Administrator des Servers das Zertifikat erneuern.",
  "By this device's clock{clock}, the certificate of {host} is not valid yet. A clock that lost its power is the usual reason.":
    "Nach der Uhr dieses Geräts{clock:clock} ist das Zertifikat von {host?serverDative} noch nicht gültig. Meist hatte die Uhr keinen Strom.",
  "{SetClock} Only if it is right, blame the server.":
    "{SetClock:sentence} Erst wenn sie stimmt, liegt es am Server.",
  "Set the device's clock first.": "Stellen Sie zuerst die Uhr des Geräts.",
  "The device clock says {now}; set it first.":
    "Die Uhr des Geräts zeigt {now}; stellen Sie zuerst die Uhr.",
  "The certificate of {host} did not pass its check: its name, its dates, its authority or the strength of its key.":
    "Das Zertifikat von {host?serverDative} hat die Prüfung nicht bestanden: Es liegt am Namen, an der Gültigkeit, an der Zertifizierungsstelle oder an der Stärke des Schlüssels.",
  "Look at it with fieldpost check. If the authority is your own, store its certificate on this device and name the file.":
    "Sehen Sie es sich mit fieldpost check an. Ist die Zertifizierungsstelle Ihre eigene, speichern Sie ihr Zertifikat auf diesem Gerät und nennen Sie die Datei.",
  "The public key of {host} is not the pinned one: its owner has changed the key, or somebody pretends to be {host}.":
    "Der öffentliche Schlüssel von {host?serverDative} ist nicht der festgelegte: Der Betreiber hat den Schlüssel gewechselt, oder jemand gibt sich als dieser Server aus.",
  "Ask the server's owner, another way than by mail, whether the key has changed; only then set the new pin beside the old one.":
    "Fragen Sie den Betreiber des Servers auf anderem Weg als per Mail, ob der Schlüssel gewechselt hat; erst dann setzen Sie den neuen Pin neben den alten.",
  "the new pin, once its owner has confirmed it":
    "den neuen Pin, sobald der Betreiber ihn bestätigt hat",
  "{Host} offers less protection than it once did: the server was changed, or somebody on the way hides what it offers. Nothing was sent.":
    "{Host?server} bietet weniger Schutz als früher: Der Server wurde geändert, oder jemand unterwegs verbirgt sein Angebot. Es wurde nichts gesendet.",
  "Ask the server's administrator. If the change is real, it can be accepted.":
    "Fragen Sie den Administrator des Servers. Ist die Änderung echt, lässt sie sich annehmen.",
  "I-accept, if the change is real": "I-accept, wenn die Änderung echt ist",
  "Encryption is optional here and the server's is broken.":
    "Verschlüsselung ist hier freigestellt, und die des Servers ist gestört.",
  "Choose never, or have the server repaired.":
    "Wählen Sie „nie“, oder lassen Sie den Server in Ordnung bringen.",
};

/** What stands in the causes and remedies where a name is not known. */
export const GERMAN_STAND_INS: Readonly<Record<string, Phrases>> = {
  server: { "The server": "Der Server", "the server": "der Server" },
  serverGenitive: { "the server": "des Servers" },
  serverDative: { "the server": "dem Server" },
  serverAccusative: { "the server": "den Server" },
  port: {
    "port {number}": "Port {number}",
    "Port {number}": "Port {number}",
    "this port": "diesem Port",
    "This port": "Dieser Port",
  },
  account: { "the address of the account": "der Adresse des Kontos" },
  from: { "this From address": "dieser Absenderadresse" },
  helo: {
    "as {name}": "als {name}",
    "by a name that is refused": "mit einem Namen, der abgelehnt wird",
  },
  clock: { "": "", ", which says {now}": " ({now})" },
  unknown: { "not known": "nicht bekannt" },
};
