import { formatReply } from "./smtp_reply.ts";
import type { OutcomeCode, Verdict } from "./submission_outcome.ts";

/** What the sentences need to name the setting that a person would change. */
export interface OutcomeContext {
  readonly host: string;
  readonly port: number;
  readonly username: string | undefined;
}

type Sentence = (context: OutcomeContext) => string;

const SENTENCES: Readonly<Record<OutcomeCode, Sentence>> = {
  DELIVERED: ({ host }) => `${host} has taken the message.`,
  HOST_NOT_FOUND: ({ host }) =>
    `The name ${host} was not found. Check IpConfig/MailHost for a typing error, and the device's DNS.`,
  CONNECTION_REFUSED: ({ host, port }) =>
    `Nothing listens on port ${port} of ${host}. Check Email/Port; usual are 465, 587 and 25.`,
  CONNECT_TIMEOUT: ({ host, port }) =>
    `${host} did not answer on port ${port}. A firewall, the internet provider or the cloud provider may block this port; try another Email/Port.`,
  NETWORK_UNREACHABLE: ({ host }) =>
    `There is no way to ${host} from here. Check the device's address and gateway.`,
  CONNECTION_LOST: ({ host }) => `The connection to ${host} broke off.`,
  TIMED_OUT: ({ host }) => `${host} stopped answering.`,
  GREETING_TIMEOUT: ({ host, port }) =>
    `${host} accepted the connection on port ${port} and then said nothing. If this port expects encryption from the first byte, set Email/SMTPS = enabled.`,
  SMTPS_ON_PLAINTEXT_PORT: ({ port }) =>
    `Port ${port} starts in plain text and then upgrades. Set Email/SMTPS = disabled and leave Email/StartTLS on, or use Email/Port = 465.`,
  SMTPS_OFF_ON_TLS_PORT: ({ port }) =>
    `Port ${port} expects encryption from the first byte. Set Email/SMTPS = enabled.`,
  WRONG_SERVICE: ({ host, port }) =>
    `What answers on port ${port} of ${host} is not a mail server. Check IpConfig/MailHost and Email/Port.`,
  GREETING_REFUSED: ({ host }) => `${host} refuses to talk to this device; its own words say why.`,
  SERVER_BUSY: ({ host }) => `${host} is busy or closing down.`,
  PROTOCOL_ERROR: ({ host }) => `${host} answered with something that is not SMTP at this point.`,
  ESMTP_REQUIRED: ({ host }) =>
    `${host} is too old for login and encryption: it does not know EHLO. Use a submission server.`,
  BAD_HELO_NAME: () =>
    "The server does not accept the name this device introduces itself with. Set IpConfig/HostName or Email/HeloName to a full name such as unit7.example.com.",
  EHLO_REFUSED: ({ host }) => `${host} refuses this device after its introduction.`,
  STARTTLS_NOT_OFFERED: ({ host, port, username }) =>
    username === undefined
      ? `${host} offers no encryption on port ${port}, and the settings require it. Nothing was sent.`
      : `${host} offers no encryption on port ${port}, so your password was not sent. Use Email/Port = 587 or 465.`,
  STARTTLS_STRIPPED: ({ host }) =>
    `Something between this device and ${host} removes the offer to encrypt, a firewall or an antivirus program perhaps. Nothing was sent.`,
  STARTTLS_UNAVAILABLE: ({ host }) =>
    `${host} offers encryption but cannot provide it at the moment. Its administrator has to repair it; on a trusted network Email/StartTLS = disabled goes without.`,
  STARTTLS_REFUSED: ({ host }) => `${host} offers STARTTLS and then refuses it.`,
  INJECTION: ({ host }) =>
    `Somebody sent text into the connection to ${host} just before encryption began. This may be an attack; nothing was sent.`,
  CREDENTIALS_WOULD_LEAK: ({ host }) =>
    `The connection to ${host} is not private, so your password was not sent.`,
  TLS_HANDSHAKE_FAILED: ({ host }) => `The encrypted connection to ${host} could not be set up.`,
  TLS_VERSION: ({ host }) =>
    `${host} and this device share no TLS version; TLS 1.2 or newer is used here. The server has to be updated.`,
  CERTIFICATE_SELF_SIGNED: ({ host }) =>
    `The certificate of ${host} is signed by itself, so anybody could have made it. If it is your own server, set Email/CaFile to its certificate.`,
  CERTIFICATE_UNKNOWN_ISSUER: ({ host }) =>
    `The certificate of ${host} comes from an authority that is not known here. If it is your own authority, set Email/CaFile to its certificate.`,
  CERTIFICATE_INCOMPLETE_CHAIN: ({ host }) =>
    `The certificate of ${host} cannot be traced to a known authority: the server does not send the certificates in between, or the authority is a private one for Email/CaFile.`,
  CERTIFICATE_NAME_MISMATCH: ({ host }) =>
    `The certificate that was shown is not for ${host}. Set IpConfig/MailHost to a name that stands in the certificate; certificates are issued to names.`,
  CERTIFICATE_EXPIRED: ({ host }) =>
    `The certificate of ${host} has expired. Check this device's clock first; if it is right, the server's administrator has to renew the certificate.`,
  CERTIFICATE_NOT_YET_VALID: () =>
    "The server's certificate is not valid yet. Most likely this device's clock is wrong: set it first.",
  CERTIFICATE_INVALID: ({ host }) => `The certificate of ${host} did not pass its check.`,
  PIN_MISMATCH: ({ host }) =>
    `The public key of ${host} is not the pinned one. If its owner has changed the key, and says so another way than by mail, set Email/Pin2 to the new pin; otherwise somebody pretends to be ${host}.`,
  DOWNGRADE: ({ host }) =>
    `${host} offers less protection than it once did, so nothing was sent. Something on the way may be hiding it. If the change is real, Email/DowngradeDangerous = I-accept goes on without.`,
  SECRET_MISSING: () =>
    "The stored password, or the token in Email/TokenFile, cannot be read. Set the password again with: fieldpost ipconfig --password-stdin",
  AUTH_NOT_OFFERED: ({ port }) =>
    `The server did not ask for a login on port ${port}. Is this the submission server? Most providers log in on Email/Port 587 or 465.`,
  NO_COMMON_MECHANISM: () =>
    "The server offers no way to log in with what is set here: a password, or an OAuth token in Email/TokenFile.",
  AUTH_REFUSED: ({ username }) =>
    `The server refused the login as ${username}. Check Email/Username and the password; some providers want an app password. Nothing is tried again until the settings change.`,
  AUTH_UNAVAILABLE: () => "The server's login service does not work at the moment.",
  AUTH_EXCHANGE_FAILED: () => "The login did not go as its rules say, so it was broken off.",
  AUTH_REQUIRED: () =>
    "The server wants a login first. Set Email/Username and the password, or use the submission port 587 or 465.",
  ENCRYPTION_REQUIRED: ({ port }) =>
    `The server wants the connection encrypted first. Set Email/StartTLS = enabled, or use ${port === 465 ? "Email/SMTPS = enabled" : "Email/Port = 465"}.`,
  SENDER_REFUSED: () =>
    "The server does not let this account send with this From address. Set IpConfig/EmailAddress to an address of the account.",
  RELAY_DENIED: () =>
    "The server does not pass mail on for this device. It is the wrong server, or it wants a login.",
  TOO_MANY_RECIPIENTS: () => "The server takes no more recipients at once; the rest follows.",
  RECIPIENT_DEFERRED: () => "The server does not take mail for this recipient yet.",
  RECIPIENT_REFUSED: () => "The server refuses this recipient for good.",
  RECIPIENT_NEEDS_SMTPUTF8: () =>
    "The address has letters that this server cannot handle (no SMTPUTF8).",
  SENDER_NEEDS_SMTPUTF8: () =>
    "The From address has letters that this server cannot handle (no SMTPUTF8).",
  EIGHT_BIT_NOT_OFFERED: () => "The message has 8-bit content and the server takes none.",
  CHUNKING_REFUSED: ({ host }) =>
    `${host} offers to take messages in chunks (CHUNKING) and refuses it. From now on they are sent to it line by line.`,
  REQUIRETLS_NOT_OFFERED: ({ host }) =>
    `The message insists on encryption on its whole way (REQUIRETLS), and ${host} does not offer that. Nothing of it was sent; send it without, or over a server that offers REQUIRETLS.`,
  REQUIRETLS_NOT_PROVED: ({ host }) =>
    `The message insists on encryption (REQUIRETLS), and this connection is not encrypted to a server that has proved to be ${host}. Nothing of it was sent. Set Email/StartTLS = required, or Email/SMTPS = enabled.`,
  MESSAGE_TOO_BIG: () =>
    "The message is too big for the server; attachments grow by a third on the way.",
  MESSAGE_DEFERRED: () => "The server does not take the message at the moment.",
  MESSAGE_REFUSED: () => "The server refuses the message for good.",
  MAYBE_DELIVERED: ({ host }) =>
    `The connection to ${host} was lost after the whole message was sent and before the answer: it may already be delivered.`,
};

/**
 * Says in plain words what an outcome means and which setting would change it.
 *
 * @example
 * ```ts
 * import { describeOutcome, outcomeOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const verdict = outcomeOf("greeting", { kind: "finding", code: "SMTPS_OFF_ON_TLS_PORT" });
 * const sentence = describeOutcome(verdict, { host: "mx.example", port: 465, username: "u" });
 * assert.equal(
 *   sentence,
 *   "Port 465 expects encryption from the first byte. Set Email/SMTPS = enabled.",
 * );
 * ```
 */
export function describeOutcome(verdict: Pick<Verdict, "code">, context: OutcomeContext): string {
  return SENTENCES[verdict.code](context);
}

/**
 * The last words on an outcome: the server's reply where it spoke, else what the platform said.
 *
 * @example
 * ```ts
 * import { lastWordsOf, outcomeOf } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const reply = { code: 250, enhanced: undefined, lines: ["OK queued as 4F"] };
 * assert.equal(lastWordsOf(outcomeOf("final", { kind: "reply", reply })), "250 OK queued as 4F");
 * ```
 */
export function lastWordsOf(verdict: Verdict): string | undefined {
  return verdict.reply === undefined ? verdict.detail : formatReply(verdict.reply);
}
