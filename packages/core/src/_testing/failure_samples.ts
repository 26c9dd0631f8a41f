import type { DiagnosisEvidence } from "../diagnosis.ts";
import type { Certainty } from "../known_failure.ts";
import { enhancedStatusOf } from "../smtp_reply.ts";
import type { OutcomeCode } from "../submission_outcome.ts";
import type { SubmissionStage } from "../submission_stage.ts";

/** Evidence as somebody met it, and what it means. */
export interface FailureSample {
  readonly evidence: DiagnosisEvidence;
  readonly id: string;
  readonly certainty: Certainty;
}

type Known = Omit<DiagnosisEvidence, "stage" | "reply" | "outcome">;

/** What a server said, `|` between the lines of a reply. */
function said(
  [stage, text]: readonly [SubmissionStage | undefined, string],
  [id, certainty]: readonly [string, Certainty],
  known: Known = {},
): FailureSample {
  const lines = text.split("|").map((line) => line.slice(4));
  const code = Number(text.slice(0, 3));
  const reply = { code, enhanced: enhancedStatusOf(code, lines[0] ?? ""), lines };
  return { evidence: { stage, reply, ...known }, id, certainty };
}

/** What was found without a reply. */
function found(
  [stage, outcome, code]: readonly [SubmissionStage, OutcomeCode | undefined, string?],
  [id, certainty]: readonly [string, Certainty],
  known: Known = {},
): FailureSample {
  const failure = code === undefined ? {} : { failure: { code, message: code } };
  return { evidence: { stage, outcome, ...failure, ...known }, id, certainty };
}

const GMAIL = { host: "smtp.gmail.com", port: 587 };
const M365 = { host: "smtp.office365.com", port: 587 };
const YAHOO = { host: "smtp.mail.yahoo.com", port: 465 };
const ICLOUD = { host: "smtp.mail.me.com", port: 587 };
const SENDGRID = { host: "smtp.sendgrid.net", port: 587 };
const SES = { host: "email-smtp.eu-west-1.amazonaws.com", port: 587 };
const RELAY = { host: "smtp-relay.gmail.com", port: 587 };

/** Connection and encryption. */
export const CHANNEL_SAMPLES: readonly FailureSample[] = [
  found(
    ["tls", "SMTPS_ON_PLAINTEXT_PORT", "ERR_SSL_WRONG_VERSION_NUMBER"],
    ["plain-port-spoken-to-in-tls", "certain"],
    { port: 587 },
  ),
  found(["tls", "SMTPS_ON_PLAINTEXT_PORT"], ["plain-port-spoken-to-in-tls", "likely"], {
    port: 8025,
  }),
  found(["tls", "SMTPS_ON_PLAINTEXT_PORT"], ["plain-port-spoken-to-in-tls", "certain"], {
    port: 8025,
    opposite: { speaks: "plain" },
  }),
  found(["tls", "SMTPS_ON_PLAINTEXT_PORT"], ["port-25-spoken-to-in-tls", "certain"], { port: 25 }),
  found(["greeting", "GREETING_TIMEOUT"], ["tls-port-spoken-to-in-plain", "likely"], { port: 465 }),
  found(["greeting", "GREETING_TIMEOUT"], ["tls-port-spoken-to-in-plain", "possible"], {
    port: 2526,
  }),
  found(["greeting", "GREETING_TIMEOUT"], ["tls-port-spoken-to-in-plain", "certain"], {
    port: 2526,
    opposite: { speaks: "tls" },
  }),
  found(["greeting", "GREETING_TIMEOUT"], ["greeting-late", "possible"], {
    port: 25,
    opposite: { speaks: "neither" },
  }),
  found(["greeting", "SMTPS_OFF_ON_TLS_PORT"], ["tls-port-spoken-to-in-plain", "certain"], {
    port: 465,
  }),
  found(["greeting", "CONNECTION_LOST", "ECONNRESET"], ["closed-without-greeting", "possible"], {
    port: 25,
  }),
  found(["greeting", "CONNECTION_LOST", "ECONNRESET"], ["closed-without-greeting", "likely"], {
    port: 465,
  }),
  found(
    ["tls", "CERTIFICATE_SELF_SIGNED", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["certificate-self-signed", "certain"],
  ),
  found(
    ["tls", "CERTIFICATE_UNKNOWN_ISSUER", "SELF_SIGNED_CERT_IN_CHAIN"],
    ["certificate-from-private-authority", "certain"],
  ),
  found(
    ["tls", "CERTIFICATE_INCOMPLETE_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    ["certificate-chain-incomplete", "certain"],
  ),
  found(
    ["tls", "CERTIFICATE_NAME_MISMATCH", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["certificate-for-other-name", "certain"],
    { host: "mail.example.com" },
  ),
  found(
    ["tls", "CERTIFICATE_NAME_MISMATCH", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["host-given-as-address", "certain"],
    { host: "192.0.2.7" },
  ),
  found(["tls", "CERTIFICATE_EXPIRED", "CERT_HAS_EXPIRED"], ["certificate-expired", "certain"]),
  found(
    ["tls", "CERTIFICATE_NOT_YET_VALID", "CERT_NOT_YET_VALID"],
    ["certificate-not-yet-valid", "certain"],
  ),
  found(
    ["starttls", "TLS_VERSION", "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"],
    ["tls-version-too-old", "certain"],
  ),
  said(
    [
      "ehlo",
      "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2.",
    ],
    ["m365-tls-too-old", "certain"],
    M365,
  ),
  said(
    ["starttls", "454 4.7.0 TLS not available due to local problem"],
    ["starttls-broken", "certain"],
  ),
  said(
    ["mail", "530 5.7.0 Must issue a STARTTLS command first"],
    ["starttls-must-come-first", "certain"],
  ),
  said(
    [
      "starttls",
      "454 4.5.0 SMTP protocol violation, no commands allowed to pipeline after STARTTLS",
    ],
    ["bytes-after-starttls", "certain"],
    GMAIL,
  ),
  found(["connect", "CONNECT_TIMEOUT", "ETIMEDOUT"], ["port-blocked", "certain"]),
  {
    evidence: {
      stage: "connect",
      outcome: "NETWORK_UNREACHABLE",
      failure: {
        code: "ENETUNREACH",
        message: "connect ENETUNREACH 2607:f8b0:4023::6d:465 - Local (:::0)",
      },
    },
    id: "ipv6-unreachable",
    certainty: "certain",
  },
  {
    evidence: {
      stage: "connect",
      outcome: "NETWORK_UNREACHABLE",
      failure: {
        code: "ENETUNREACH",
        message: "connect ENETUNREACH 192.0.2.1:465 - Local (0.0.0.0:0)",
      },
    },
    id: "network-unreachable",
    certainty: "certain",
  },
  found(["connect", "HOST_NOT_FOUND", "ENOTFOUND"], ["host-not-found", "certain"]),
  found(
    ["connect", "CONNECTION_REFUSED", "ECONNREFUSED"],
    ["mail-host-is-this-machine", "certain"],
    { host: "127.0.0.1", port: 587 },
  ),
  found(["connect", "CONNECTION_REFUSED", "ECONNREFUSED"], ["nothing-listens", "certain"], {
    host: "mail.example.com",
    port: 26,
  }),
  found(["greeting", "WRONG_SERVICE"], ["wrong-service", "certain"]),
  found(["ehlo", "STARTTLS_NOT_OFFERED"], ["no-encryption-offered", "certain"]),
  found(["ehlo", "STARTTLS_NOT_OFFERED"], ["no-encryption-offered-to-login", "certain"], {
    username: "joe",
  }),
  found(["ehlo", "STARTTLS_STRIPPED"], ["encryption-offer-removed", "certain"]),
  found(
    ["starttls", "TLS_HANDSHAKE_FAILED", "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"],
    ["no-common-cipher", "certain"],
  ),
  found(
    ["starttls", "TLS_HANDSHAKE_FAILED", "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE"],
    ["no-common-cipher", "certain"],
  ),
  found(
    ["starttls", "TLS_HANDSHAKE_FAILED", "ECONNRESET"],
    ["optional-encryption-broken", "certain"],
    { mode: "starttls-may" },
  ),
  found(["tls", "TLS_HANDSHAKE_FAILED", "ECONNRESET"], ["handshake-broken-off", "possible"]),
  found(["tls", "SMTPS_ON_PLAINTEXT_PORT"], ["icloud-587-spoken-to-in-tls", "certain"], ICLOUD),
  found(
    ["tls", "CERTIFICATE_INVALID", "EE_KEY_TOO_SMALL"],
    ["certificate-not-accepted", "possible"],
  ),
  said(["greeting", "554 No SMTP service here"], ["greeting-refused", "likely"]),
  found(["tls", "PIN_MISMATCH"], ["pinned-key-changed", "certain"]),
  found(["starttls", "DOWNGRADE"], ["less-protection-than-before", "certain"]),
];

/** Login. */
export const LOGIN_SAMPLES: readonly FailureSample[] = [
  said(
    [
      "auth",
      "535-5.7.8 Username and Password not accepted. For more information, go to|535 5.7.8  https://support.google.com/mail/?p=BadCredentials 4-gsmtp",
    ],
    ["gmail-password-not-accepted", "certain"],
    GMAIL,
  ),
  said(
    [
      "auth",
      "534-5.7.9 Application-specific password required. For more information, go to|534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor 4-gsmtp",
    ],
    ["gmail-app-password-required", "certain"],
  ),
  said(
    [
      "mail",
      "530-5.7.0 Authentication Required. For more information, go to|530 5.7.0  https://support.google.com/mail/?p=WantAuthError",
    ],
    ["gmail-login-wanted", "likely"],
    GMAIL,
  ),
  said(
    ["auth", "454 4.7.0 Too many login attempts, please try again later."],
    ["gmail-too-many-logins", "certain"],
    GMAIL,
  ),
  said(
    [
      "auth",
      "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled",
    ],
    ["m365-smtp-login-disabled", "certain"],
    M365,
  ),
  said(
    ["auth", "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [AM0PR]"],
    ["microsoft-basic-login-disabled", "certain"],
    M365,
  ),
  said(
    ["auth", "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [AM0PR]"],
    ["outlook-com-oauth-only", "certain"],
    { ...M365, username: "joe@hotmail.com" },
  ),
  said(
    ["auth", "550 5.7.30 Basic authentication is not supported for Client Submission."],
    ["m365-passwords-retired", "certain"],
    M365,
  ),
  said(["mail", "550 5.7.30 REQUIRETLS support required"], ["requiretls-not-possible", "certain"]),
  said(["auth", "550 5.7.30 Go away"], ["m365-passwords-retired", "likely"], M365),
  said(["mail", "550 5.7.30 Go away"], ["requiretls-not-possible", "possible"]),
  said(
    ["auth", "535 5.7.3 Authentication unsuccessful"],
    ["microsoft-login-unsuccessful", "certain"],
    M365,
  ),
  said(
    ["mail", "530 5.7.57 Client not authenticated to send mail. [AM0PR]"],
    ["m365-login-wanted", "certain"],
    M365,
  ),
  said(
    ["auth", "535 5.7.0 (#AUTH005) Too many bad auth attempts."],
    ["yahoo-too-many-bad-logins", "certain"],
    YAHOO,
  ),
  said(
    ["auth", "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6"],
    ["icloud-app-password", "likely"],
    ICLOUD,
  ),
  said(["auth", "535 Authentication Failed"], ["zoho-login-refused", "likely"], {
    host: "smtp.zoho.eu",
  }),
  said(["auth", "535 5.7.0 Incorrect username or password."], ["fastmail-login", "likely"], {
    host: "smtp.fastmail.com",
  }),
  said(
    ["auth", "535 Authentication failed: Bad username / password"],
    ["sendgrid-login-refused", "likely"],
    SENDGRID,
  ),
  said(
    ["auth", "451 Authentication failed: Maximum credits exceeded"],
    ["sendgrid-credits-used-up", "likely"],
    SENDGRID,
  ),
  said(
    ["mail", "550 Unauthenticated senders not allowed"],
    ["sendgrid-login-wanted", "certain"],
    SENDGRID,
  ),
  said(
    ["auth", "535 Authentication Credentials Invalid"],
    ["ses-wrong-credentials", "certain"],
    SES,
  ),
  said(["auth", "535 Authentication Credentials Invalid"], ["ses-wrong-credentials", "likely"]),
  said(["auth", "535 5.7.8 Authentication credentials invalid"], ["login-refused", "certain"]),
  said(["auth", "503 AUTH command used when not advertised"], ["login-not-offered-here", "likely"]),
  said(
    ["auth", "503 5.5.1 Error: authentication not enabled"],
    ["login-not-offered-here", "likely"],
  ),
  said(
    ["auth", "538 5.7.11 Encryption required for requested authentication mechanism"],
    ["login-needs-encryption", "certain"],
  ),
  found(["ehlo", "AUTH_NOT_OFFERED"], ["login-hidden-until-encrypted", "certain"], {
    mode: "plain",
  }),
  found(["ehlo", "AUTH_NOT_OFFERED"], ["login-not-offered", "likely"], { mode: "starttls-must" }),
  said(["auth", "334 VXNlciBOYW1lAA=="], ["login-prompt-unusual", "likely"]),
  said(
    ["auth", "535 5.7.8 Error: authentication failed"],
    ["comcast-third-party-access", "likely"],
    { host: "smtp.comcast.net" },
  ),
  said(["auth", "535 5.7.8 Error: authentication failed"], ["login-refused", "certain"], {
    host: "mail.example.com",
  }),
  said(["mail", "530 Authentication required"], ["login-wanted", "likely"], {
    host: "mail.example.com",
  }),
  found(["auth", "NO_COMMON_MECHANISM"], ["no-common-login", "certain"]),
];

/** Sender, recipients and message. */
export const MESSAGE_SAMPLES: readonly FailureSample[] = [
  said(
    ["final", "550 5.4.5 Daily user sending limit exceeded."],
    ["gmail-daily-limit", "likely"],
    GMAIL,
  ),
  said(
    ["ehlo", "421 4.7.0 Try again later, closing connection. (EHLO)"],
    ["gmail-relay-try-later", "certain"],
    RELAY,
  ),
  said(
    ["mail", "550 5.7.1 Invalid credentials for relay [192.0.2.1]."],
    ["workspace-relay-denied", "likely"],
    RELAY,
  ),
  said(
    [
      "final",
      "552 5.7.0 This message was blocked because its content presents a potential security issue.",
    ],
    ["gmail-attachment-blocked", "likely"],
    GMAIL,
  ),
  said(
    ["final", "554 5.2.252 SendAsDenied; a@x.example not allowed to send as b@x.example"],
    ["m365-send-as-denied", "certain"],
    M365,
  ),
  said(
    [
      "final",
      "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied",
    ],
    ["m365-send-as-denied", "certain"],
  ),
  said(
    ["final", "550 5.7.60 SMTP; Client does not have permissions to send as this sender"],
    ["exchange-no-permission-to-send-as", "certain"],
  ),
  said(
    [
      "mail",
      "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending",
    ],
    ["m365-too-many-connections", "certain"],
    M365,
  ),
  said(
    ["final", "554 5.2.0 STOREDRV.ClientSubmit; sender thread limit exceeded"],
    ["m365-too-many-connections", "certain"],
  ),
  said(
    ["final", "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException"],
    ["m365-own-mailbox-full", "certain"],
  ),
  said(
    ["rcpt", "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization"],
    ["m365-direct-send-rejected", "certain"],
  ),
  said(
    ["rcpt", "550 5.7.64 TenantAttribution; Relay Access Denied"],
    ["m365-connector-mismatch", "certain"],
  ),
  said(
    ["final", "550 Request failed; Mailbox unavailable"],
    ["yahoo-from-not-account", "certain"],
    YAHOO,
  ),
  said(
    ["mail", "450 Requested mail action not taken"],
    ["yahoo-from-not-account", "certain"],
    YAHOO,
  ),
  said(
    ["mail", "553 Relaying disallowed as joe@x.example"],
    ["zoho-relaying-disallowed", "certain"],
  ),
  said(
    ["final", "553 5.7.1 Sender is not allowed to relay emails"],
    ["zoho-relaying-disallowed", "certain"],
  ),
  said(
    ["final", "551 5.7.1 Multiple addresses in a From header is not allowed"],
    ["fastmail-two-addresses-in-from", "certain"],
  ),
  said(
    ["mail", "501 mail from address must be same as authorization user"],
    ["from-must-be-login", "certain"],
    { host: "smtp.qq.com" },
  ),
  said(["mail", "550 Sender address is not allowed."], ["gmx-sender-not-allowed", "certain"], {
    host: "mail.gmx.net",
  }),
  said(
    [
      "final",
      "550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.",
    ],
    ["sendgrid-sender-not-verified", "certain"],
    SENDGRID,
  ),
  said(
    [
      "final",
      "554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: x@x.example",
    ],
    ["ses-address-not-verified", "certain"],
    SES,
  ),
  said(
    ["final", "454 Throttling failure: Maximum sending rate exceeded."],
    ["ses-throttled", "likely"],
    SES,
  ),
  said(
    ["rcpt", "504 5.5.2 <unit7>: Helo command rejected: need fully-qualified hostname"],
    ["helo-name-not-full", "certain"],
  ),
  said(["ehlo", "501 Syntactically invalid HELO argument(s)"], ["helo-name-invalid", "certain"]),
  said(["rcpt", "554 5.7.1 <a@x.example>: Relay access denied"], ["relay-denied", "likely"]),
  said(["rcpt", "550 relay not permitted"], ["relay-denied", "likely"]),
  said(
    ["rcpt", "450 4.2.0 <a@x.example>: Recipient address rejected: Greylisted"],
    ["greylisted", "certain"],
  ),
  said(["rcpt", "451 4.7.1 Try again later"], ["greylisted", "likely"]),
  said(
    ["connect", "421 4.7.0 mx.example Error: too many connections from 192.0.2.1"],
    ["too-many-connections", "certain"],
  ),
  {
    evidence: {
      stage: "final",
      outcome: "DELIVERED",
      from: "joe@gmail.com",
      host: "mail.example.com",
    },
    id: "taken-but-may-not-arrive",
    certainty: "possible",
  },
  {
    evidence: {
      stage: "final",
      outcome: "DELIVERED",
      heloName: "[127.0.0.1]",
      host: "mail.example.com",
    },
    id: "taken-but-may-not-arrive",
    certainty: "possible",
  },
  found(["ehlo", "ESMTP_REQUIRED"], ["ehlo-unknown", "certain"]),
  said(["rcpt", "550 5.1.1 <a@x.example>: User unknown"], ["recipient-unknown", "certain"]),
  said(["rcpt", "452 4.2.2 Mailbox full"], ["recipient-mailbox-full", "certain"]),
  said(["mail", "552 5.3.4 Message size exceeds fixed limit"], ["message-too-big", "certain"]),
  said(
    [
      "rcpt",
      "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
    ],
    ["address-blocked", "likely"],
  ),
  found(["final", "MAYBE_DELIVERED"], ["may-already-be-delivered", "certain"]),
];
