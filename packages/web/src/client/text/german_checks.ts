import type { Phrases } from "./translate_sentence.ts";

/** The steps of a check: their titles and what they found. */
export const GERMAN_CHECKS: Phrases = {
  "Addresses and gateway": "Adressen und Gateway",
  "Name of the mail server": "Name des Mailservers",
  Clock: "Uhr",
  "Port {port} over {family}": "Port {port} über {family}",
  Settings: "Einstellungen",
  "Configured connection": "Eingestellte Verbindung",
  Login: "Anmeldung",
  "Test message": "Testnachricht",

  interrupted: "unterbrochen",
  "interrupted before it began": "vor dem Beginn unterbrochen",
  "there is no usable IpConfig/MailHost": "IpConfig/MailHost fehlt oder ist nicht brauchbar",
  "{host} has no {family} address": "{host} hat keine {family}-Adresse",
  "this machine has no {family} address": "dieses Gerät hat keine {family}-Adresse",
  "no address but those of this machine and its link: is the network connected?":
    "keine Adresse außer denen des Geräts selbst und seines Anschlusses: Ist das Netz verbunden?",
  "{addresses}; the gateway is not known on this platform":
    "{addresses}; das Gateway ist auf dieser Plattform nicht bekannt",
  "{addresses}; no gateway": "{addresses}; kein Gateway",
  "{addresses}; gateway {ways}": "{addresses}; Gateway {ways}",
  "{host} is an address, so no name was looked up":
    "{host} ist eine Adresse, deshalb wurde kein Name nachgeschlagen",
  "{host} is {addresses} ({ms} ms)": "{host} ist {addresses} ({ms} ms)",
  "{host} was not found ({code}): the name server does not answer; check the network and its DNS":
    "{host} wurde nicht gefunden ({code}): Der Nameserver antwortet nicht; prüfen Sie das Netz und sein DNS",
  "{host} was not found ({code}): check IpConfig/MailHost for a typing error, and the DNS of this machine":
    "{host} wurde nicht gefunden ({code}): Prüfen Sie IpConfig/MailHost auf einen Tippfehler und das DNS dieses Geräts",
  "right ({offset}), compared with {server} (stratum {stratum}, round trip {ms} ms)":
    "richtig ({offset:offset}), verglichen mit {server} (Stratum {stratum}, Laufzeit {ms} ms)",
  "the clock is {offset}, compared with {server} (stratum {stratum}, round trip {ms} ms); certificates and the dates of mail need it right":
    "die Uhr geht {offset:offset}, verglichen mit {server} (Stratum {stratum}, Laufzeit {ms} ms); Zertifikate und die Daten der Mail brauchen die richtige Zeit",
  "{server} asks not to be asked; choose another IpConfig/NtpServer":
    "{server} möchte nicht gefragt werden; wählen Sie einen anderen IpConfig/NtpServer",
  "{server} asks not to be asked ({code}); choose another IpConfig/NtpServer":
    "{server} möchte nicht gefragt werden ({code}); wählen Sie einen anderen IpConfig/NtpServer",
  "what {server} answered cannot be trusted: {why}":
    "der Antwort von {server} ist nicht zu trauen: {why:time}",
  "{server} gave no answer ({code}): is it a time server, and is UDP port 123 open?":
    "{server} hat nicht geantwortet ({code}): Ist das ein Zeitserver, und ist der UDP-Port 123 offen?",
  "IpConfig/NtpServer is not set, so the clock was not compared":
    "IpConfig/NtpServer ist nicht gesetzt, deshalb wurde die Uhr nicht verglichen",
  "IpConfig/NtpServer is no host name, so nobody was asked":
    "IpConfig/NtpServer ist kein Rechnername, deshalb wurde niemand gefragt",
  "the clock shows a time from before this program was made, so it is wrong; set it first":
    "die Uhr zeigt eine Zeit, zu der es dieses Programm noch nicht gab, also geht sie falsch; stellen Sie sie zuerst",

  "closed: nothing listens there": "geschlossen: dort antwortet kein Dienst",
  "closed: nothing listens there ({code})": "geschlossen: dort antwortet kein Dienst ({code})",
  "no answer: a firewall or a provider may block this port":
    "keine Antwort: eine Firewall oder ein Anbieter sperrt vielleicht diesen Port",
  "no answer: a firewall or a provider may block this port ({code})":
    "keine Antwort: eine Firewall oder ein Anbieter sperrt vielleicht diesen Port ({code})",
  "there is no way to this address from here": "von hier führt kein Weg zu dieser Adresse",
  "there is no way to this address from here ({code})":
    "von hier führt kein Weg zu dieser Adresse ({code})",
  'open, but {what}: {message}, first "{words}"':
    'offen, aber {what:stage}: {message?probe}, zuerst kam "{words}"',
  "open, but {what}: {message}": "offen, aber {what:stage}: {message?probe}",
  "{channel}; {offers}": "{channel:channel}; {offers:offers}",

  "the settings refuse to connect": "die Einstellungen lassen keine Verbindung zu",
  "the connection failed before it": "die Verbindung scheiterte vorher",
  "the login failed before it": "die Anmeldung scheiterte vorher",
  "not asked for; nothing was sent": "nicht verlangt; es wurde nichts gesendet",
  "not asked for; no password was sent": "nicht verlangt; es wurde kein Passwort gesendet",
  "Email/Username is not set: mail leaves without a login":
    "Email/Username ist nicht gesetzt: Mail geht ohne Anmeldung hinaus",
  "{reason} (and {count} more)": "{reason:sentence} (und {count} weitere)",
  "logged in as {username}, {protection}": "angemeldet als {username}, {protection:sentence}",
  "no recipient": "kein Empfänger",
  'taken: "{words}", {protection}': 'angenommen: "{words}", {protection:sentence}',
  "taken: {protection}": "angenommen: {protection:sentence}",

  "in clear: {why}": "unverschlüsselt, denn {why:plain}",
  "encrypted with {tls} {cipher}, {proof}": "verschlüsselt mit {tls} {cipher}, {proof:proof}",
};

/** What the steps of a check are put together from. */
export const GERMAN_CHECK_PARTS: Readonly<Record<string, Phrases>> = {
  stage: {
    "the connection broke off": "die Verbindung brach ab",
    "the encryption could not begin": "die Verschlüsselung kam nicht zustande",
    "no greeting of a mail server came": "kein Mailserver hat sich gemeldet",
    "the introduction (EHLO) was refused": "die Vorstellung (EHLO) wurde abgelehnt",
    "STARTTLS is offered and fails": "STARTTLS wird angeboten und misslingt",
  },
  probe: {
    "the server closed the connection": "der Server hat die Verbindung geschlossen",
    "the server talks without being asked": "der Server spricht ungefragt",
    'the server sent "{words}", which is not SMTP':
      'der Server sandte "{words}", das ist kein SMTP',
    "somebody sent text into the connection just before encryption began":
      "unmittelbar vor der Verschlüsselung hat jemand Text in die Verbindung geschleust",
    "no answer within {seconds} s": "keine Antwort innerhalb von {seconds} s",
    "too late": "zu spät",
    "{address} is an address of the other kind": "{address} ist eine Adresse der anderen Art",
  },
  channel: {
    "in clear: STARTTLS is not offered": "unverschlüsselt, denn STARTTLS wird nicht angeboten",
    "TLS from the first byte, {protocol} {cipher}, {proof}":
      "TLS vom ersten Byte an, {protocol} {cipher}, {proof:proof}",
    "STARTTLS, {protocol} {cipher}, {proof}": "STARTTLS, {protocol} {cipher}, {proof:proof}",
  },
  offers: {
    "no login": "keine Anmeldung",
    "login {mechanisms}": "Anmeldung mit {mechanisms}",
    "{login}; up to {size}": "{login:offers}; bis {size:size}",
  },
  size: {
    "{octets} octets": "{octets} Byte",
    "{megabytes} MB": "{megabytes} MB",
  },
  proof: {
    "key pinned": "fester Schlüssel geprüft",
    "certificate verified": "Zertifikat geprüft",
    "certificate verified by {authority}": "Zertifikat geprüft, ausgestellt von {authority}",
    "verified by {authority}, until {date} (1 day)":
      "geprüft, ausgestellt von {authority}, gültig bis {date} (1 Tag)",
    "verified by {authority}, until {date} ({days} days)":
      "geprüft, ausgestellt von {authority}, gültig bis {date} ({days} Tage)",
    "not verified: its key is {key}, another one is pinned":
      "nicht geprüft: Der Schlüssel ist {key?unknown}, festgelegt ist ein anderer",
    "not verified: the certificate was not accepted as proof: {message}":
      "nicht geprüft: Das Zertifikat gilt nicht als Beweis ({message?platform})",
    "not verified: the certificate did not pass its check":
      "nicht geprüft: Das Zertifikat hat die Prüfung nicht bestanden",
    "not verified: {message}; it is for {names}":
      "nicht geprüft: {message?platform}; es gilt für {names:names}",
    "not verified: {message}": "nicht geprüft: {message?platform}",
  },
  platform: {
    "{words}: valid from {from} to {to}": "{words?platform}, gültig von {from} bis {to}",
    "cert has expired": "Zertifikat abgelaufen",
    "cert not yet valid": "Zertifikat noch nicht gültig",
    "depth zero self signed cert": "selbst signiertes Zertifikat",
    "self signed cert in chain": "selbst signiertes Zertifikat in der Kette",
    "unable to get issuer cert": "Aussteller nicht gefunden",
    "unable to get issuer cert locally": "Aussteller hier nicht bekannt",
    "unable to verify leaf signature": "Aussteller nicht gefunden",
    "the server closed the connection": "der Server hat die Verbindung geschlossen",
    "Cannot finish the handshake: the server closed the connection":
      "der Server hat die Verbindung während der Aushandlung geschlossen",
  },
  names: {
    "no name": "keinen Namen",
    "{name} and {count} more": "{name} und {count} weitere",
    "{name}": "{name}",
  },
  plain: {
    "{why}; the server is on this machine": "{why:plain}; der Server läuft auf diesem Gerät",
    "no connection was made": "es kam keine Verbindung zustande",
    "the connection ended before it was encrypted":
      "die Verbindung endete, bevor sie verschlüsselt war",
    "the connection ended before anything was sent":
      "die Verbindung endete, bevor etwas gesendet wurde",
    "the server knows no EHLO and so no STARTTLS":
      "der Server kennt kein EHLO und damit kein STARTTLS",
    "encryption is switched off in the settings":
      "die Verschlüsselung ist in den Einstellungen ausgeschaltet",
    "the server does not offer STARTTLS": "der Server bietet kein STARTTLS an",
  },
  offset: {
    "0 ms off": "auf 0 ms genau",
    "{amount} late": "{amount:amount} nach",
    "{amount} early": "{amount:amount} vor",
  },
  amount: {
    "{count} ms": "{count} ms",
    "{count} s": "{count} s",
    "{count} minutes": "{count} Minuten",
    "{count} hours": "{count} Stunden",
    "{count} days": "{count} Tage",
  },
  time: {
    "it has {octets} octets, {needed} are needed": "sie hat {octets} Byte, nötig sind {needed}",
    "it does not answer this query": "sie gehört nicht zu dieser Frage",
    "its mode is {mode}, {needed} is a server's":
      "ihr Modus ist {mode}, der eines Servers ist {needed}",
    "its version is {version}": "ihre Version ist {version}",
    "its stratum is {stratum}: it has no time":
      "ihr Stratum ist {stratum}: Der Server hat keine Zeit",
    "its clock is not synchronized": "die Uhr des Servers ist nicht abgeglichen",
    "it has no time in it": "es steht keine Zeit darin",
  },
};
