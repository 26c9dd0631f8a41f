import type { LogPhrase } from "./_log_phrases.ts";

/**
 * Words of systems and programs in German, French and Spanish, and a system's numbers, which stand
 * in any language. A letter with an accent may have come through a wrong encoding as one or two.
 */
export const LOCAL_LOG_PHRASES: readonly LogPhrase[] = [
  {
    text: /\bquery[A-Z]\w{0,9} E[A-Z]{3,12}\b/,
    code: "ENOTFOUND",
    outcome: "HOST_NOT_FOUND",
    stage: "connect",
  },
  {
    text: /Dienst ist nicht bekannt|bei der Namensaufl.{1,2}sung|diesem Hostnamen geh.{1,2}rt keine|^msmtp: Host \S{1,255} kann nicht gefunden|Nom ou service inconnu|dans la r.{1,2}solution du nom|Nombre o servicio desconocido|en la resoluci.{1,2}n del nombre|could not resolve host/i,
    code: "ENOTFOUND",
    outcome: "HOST_NOT_FOUND",
    stage: "connect",
  },
  {
    text: /Verbindungsaufbau abgelehnt|Connexion refus.{1,2}e|Conexi.{1,2}n rehusada|\bconnect\b.{1,300}\(111\)|\bErrno 111\b/i,
    code: "ECONNREFUSED",
    outcome: "CONNECTION_REFUSED",
    stage: "connect",
  },
  {
    text: /Netzwerk ist nicht erreichbar|Keine Route zum Zielrechner|seau n'est pas accessible|Aucun chemin d'acc.{1,2}s|La red es inaccesible|ninguna ruta hasta|\bconnect\b.{1,300}\((?:101|113)\)|\bErrno (?:101|113)\b/i,
    code: "ENETUNREACH",
    outcome: "NETWORK_UNREACHABLE",
    stage: "connect",
  },
  {
    text: /Netzwerk-Lesefehler: die Wartezeit/i,
    outcome: "GREETING_TIMEOUT",
    stage: "greeting",
  },
  {
    text: /Die Wartezeit f.{1,2}r die Verbindung|expiration du d.{1,2}lai d'attente|Expir.{1,2} el tiempo de conexi.{1,2}n|\bconnect\b.{1,300}\(110\)|\bErrno 110\b/i,
    code: "ETIMEDOUT",
    outcome: "CONNECT_TIMEOUT",
    stage: "connect",
  },
  {
    text: /vom Kommunikationspartner zur.{1,2}ckgesetzt|initialis.{1,2}e par le correspondant|reinicializada por la m.{1,2}quina|\bErrno 104\b/i,
    code: "ECONNRESET",
    outcome: "CONNECTION_LOST",
  },
  {
    text: /Zertifikat (?:ist|wurde) (?:bereits )?abgelaufen|certificat (?:a|est) expir/i,
    code: "CERT_HAS_EXPIRED",
    stage: "tls",
  },
  {
    text: /Zertifikatseigner stimmt nicht mit/i,
    code: "ERR_TLS_CERT_ALTNAME_INVALID",
    stage: "tls",
  },
  {
    text: /Zertifikats.{0,2}(?:berp.{1,2}fung|berpr.{1,2}fung|pr.{1,2}fung)(?: ist)? fehlge?schlagen/i,
    outcome: "CERTIFICATE_INVALID",
    stage: "tls",
  },
  { text: /TLS-Aushandlung fehlgeschlagen/i, outcome: "TLS_HANDSHAKE_FAILED", stage: "tls" },
  { text: /\bcurl: \(67\)/, outcome: "AUTH_REFUSED", stage: "auth" },
];
