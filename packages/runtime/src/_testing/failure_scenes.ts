import type { CertificateScenario, FaultSpec, MockSmtpOptions } from "@fieldpost/mock-smtp";
import type { Redirection } from "./redirect_connections.ts";

/** A server, settings, and the row that a delivery to it ends in. */
export interface FailureScene {
  readonly id: string;
  /** @default mail.example.com */
  readonly host?: string;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** The user to log in as; `null` for no login. @default joe@example.com */
  readonly user?: string | null;
  readonly from?: string;
  /** How the port begins. @default starttls */
  readonly tls?: "none" | "starttls" | "implicit";
  readonly server?: MockSmtpOptions;
  /** Instead of a server that speaks SMTP: what it writes, and what to each line; `null` closes. */
  readonly script?: readonly (string | null)[];
  /** Instead of a server: what the network does. */
  readonly network?: Redirection | "closed-port" | "real";
  /** A server that was there before, and took a message. */
  readonly before?: MockSmtpOptions;
  /** The root certificate is sent along and not trusted; or the signature is wrong. */
  readonly ownCertificate?: "private" | "forged";
}

type Stage = "banner" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "end-of-data";

function fault(stage: Stage, reply: string): readonly FaultSpec[] {
  return [{ when: { stage }, act: { reply: reply.replaceAll("|", "\n") } }];
}

/** A reply at a stage of a server that otherwise does well. */
function reply(
  id: string,
  [stage, text]: readonly [Stage, string],
  scene: Partial<FailureScene> = {},
): FailureScene {
  return { ...scene, id, server: { ...scene.server, faults: fault(stage, text) } };
}

function certificate(
  id: string,
  kind: CertificateScenario,
  host = "mail.example.com",
): FailureScene {
  return { id, host, server: { certificate: kind, certificateNames: [host] } };
}

const HANDSHAKE_FAILURE = "\u0015\u0003\u0003\u0000\u0002\u0002\u0028";
const PROTOCOL_VERSION = "\u0015\u0003\u0003\u0000\u0002\u0002\u0046";
const IMPLICIT = { "Email/SMTPS": "enabled" } as const;
const PLAIN_ANYWHERE = { "Email/StartTLS": "disabled" } as const;

const GMAIL = { host: "smtp.gmail.com", user: "joe@gmail.com" } as const;
const M365 = { host: "smtp.office365.com" } as const;
const YAHOO = { host: "smtp.mail.yahoo.com", user: "joe@yahoo.com" } as const;
const SENDGRID = { host: "smtp.sendgrid.net" } as const;
const SES = { host: "email-smtp.eu-west-1.amazonaws.com" } as const;
const RELAY = { host: "smtp-relay.gmail.com", user: null } as const;

/** Failures of the network, of TLS and of certificates. */
export const CHANNEL_SCENES: readonly FailureScene[] = [
  { id: "host-not-found", host: "nobody.invalid", network: "real" },
  { id: "port-blocked", network: { kind: "silence" } },
  {
    id: "ipv6-unreachable",
    network: {
      kind: "error",
      code: "ENETUNREACH",
      message: "connect ENETUNREACH 2001:db8::1:587 - Local (:::0)",
    },
  },
  {
    id: "network-unreachable",
    network: {
      kind: "error",
      code: "ENETUNREACH",
      message: "connect ENETUNREACH 192.0.2.1:587 - Local (0.0.0.0:0)",
    },
  },
  { id: "mail-host-is-this-machine", host: "127.0.0.1", network: "closed-port" },
  {
    id: "nothing-listens",
    network: {
      kind: "error",
      code: "ECONNREFUSED",
      message: "connect ECONNREFUSED 192.0.2.1:587",
    },
  },
  { id: "tls-port-spoken-to-in-plain", tls: "implicit", settings: { "Email/Port": 2526 } },
  { id: "greeting-late", script: [] },
  { id: "closed-without-greeting", script: [null] },
  reply("greeting-refused", ["banner", "554 No SMTP service here"]),
  { id: "wrong-service", script: ["HTTP/1.1 400 Bad Request\r\n\r\n"] },
  { id: "plain-port-spoken-to-in-tls", settings: IMPLICIT },
  { id: "port-25-spoken-to-in-tls", settings: { ...IMPLICIT, "Email/Port": 25 } },
  { id: "icloud-587-spoken-to-in-tls", host: "smtp.mail.me.com", settings: IMPLICIT },
  { id: "tls-version-too-old", script: ["", PROTOCOL_VERSION], settings: IMPLICIT },
  { id: "no-common-cipher", script: ["", HANDSHAKE_FAILURE], settings: IMPLICIT },
  { id: "handshake-broken-off", script: ["", null], settings: IMPLICIT },
  reply(
    "m365-tls-too-old",
    [
      "ehlo",
      "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls.",
    ],
    M365,
  ),
  reply("starttls-broken", ["starttls", "454 4.7.0 TLS not available due to local problem"]),
  reply("starttls-must-come-first", ["mail", "530 5.7.0 Must issue a STARTTLS command first"], {
    user: null,
    settings: PLAIN_ANYWHERE,
  }),
  reply(
    "bytes-after-starttls",
    [
      "starttls",
      "454 4.5.0 SMTP protocol violation, no commands allowed to pipeline after STARTTLS",
    ],
    GMAIL,
  ),
  {
    id: "no-encryption-offered",
    user: null,
    tls: "none",
    settings: { "Email/StartTLS": "required" },
  },
  { id: "no-encryption-offered-to-login", tls: "none" },
  { id: "encryption-offer-removed", server: { faults: ["starttls-injection"] } },
  { id: "optional-encryption-broken", user: null, server: { faults: ["handshake-aborted"] } },
  certificate("certificate-self-signed", "self-signed"),
  { id: "certificate-from-private-authority", ownCertificate: "private" },
  certificate("certificate-chain-incomplete", "incomplete-chain"),
  certificate("certificate-for-other-name", "wrong-host"),
  certificate("host-given-as-address", "wrong-host", "192.0.2.7"),
  { id: "certificate-not-accepted", ownCertificate: "forged" },
  certificate("certificate-expired", "expired"),
  certificate("certificate-not-yet-valid", "not-yet-valid"),
];

/** Failures of a server that is not what it was. */
export const CHANGED_SCENES: readonly FailureScene[] = [
  { id: "pinned-key-changed", settings: { "Email/Pin1": `sha256/${"A".repeat(43)}=` } },
  { id: "less-protection-than-before", user: null, before: {}, server: { hide: ["STARTTLS"] } },
];

/** Failures of the login. */
export const LOGIN_SCENES: readonly FailureScene[] = [
  reply("login-refused", ["auth", "535 5.7.8 Error: authentication failed"]),
  reply("login-wanted", ["mail", "530 Authentication required"], { user: null }),
  { id: "login-not-offered", server: { hide: ["AUTH"] } },
  {
    id: "login-hidden-until-encrypted",
    host: "localhost",
    settings: PLAIN_ANYWHERE,
    server: { authNeedsTls: true },
  },
  reply("login-not-offered-here", ["auth", "503 AUTH command used when not advertised"]),
  reply("login-needs-encryption", [
    "auth",
    "538 5.7.11 Encryption required for requested authentication mechanism",
  ]),
  {
    id: "login-prompt-unusual",
    server: {
      authMechanisms: ["LOGIN"],
      faults: [{ when: { stage: "auth" }, act: { reply: "334 VXNlciBOYW1lAA==", drop: "fin" } }],
    },
  },
  { id: "no-common-login", server: { authMechanisms: ["XOAUTH2"] } },
  reply(
    "gmail-password-not-accepted",
    [
      "auth",
      "535-5.7.8 Username and Password not accepted. For more information, go to|535 5.7.8  https://support.google.com/mail/?p=BadCredentials 4-gsmtp",
    ],
    GMAIL,
  ),
  reply(
    "gmail-app-password-required",
    [
      "auth",
      "534-5.7.9 Application-specific password required. For more information, go to|534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor 4-gsmtp",
    ],
    GMAIL,
  ),
  reply(
    "gmail-login-wanted",
    [
      "mail",
      "530-5.7.0 Authentication Required. For more information, go to|530 5.7.0  https://support.google.com/mail/?p=WantAuthError 4-gsmtp",
    ],
    { ...GMAIL, user: null },
  ),
  reply(
    "gmail-too-many-logins",
    ["auth", "454 4.7.0 Too many login attempts, please try again later. 4-gsmtp"],
    GMAIL,
  ),
  reply(
    "m365-smtp-login-disabled",
    [
      "auth",
      "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.",
    ],
    M365,
  ),
  reply(
    "microsoft-basic-login-disabled",
    ["auth", "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."],
    M365,
  ),
  reply(
    "outlook-com-oauth-only",
    ["auth", "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."],
    { ...M365, user: "joe@outlook.com" },
  ),
  reply(
    "m365-passwords-retired",
    ["auth", "550 5.7.30 Basic authentication is not supported for Client Submission."],
    M365,
  ),
  reply("microsoft-login-unsuccessful", ["auth", "535 5.7.3 Authentication unsuccessful"], M365),
  reply("m365-login-wanted", ["mail", "530 5.7.57 Client not authenticated to send mail."], {
    ...M365,
    user: null,
  }),
  reply(
    "yahoo-too-many-bad-logins",
    ["auth", "535 5.7.0 (#AUTH005) Too many bad auth attempts."],
    YAHOO,
  ),
  reply("icloud-app-password", ["auth", "535 5.7.8 Error: authentication failed"], {
    host: "smtp.mail.me.com",
  }),
  reply("zoho-login-refused", ["auth", "535 Authentication Failed"], { host: "smtp.zoho.eu" }),
  reply("fastmail-login", ["auth", "535 5.7.0 Incorrect username or password."], {
    host: "smtp.fastmail.com",
  }),
  reply("comcast-third-party-access", ["auth", "535 5.7.8 Error: authentication failed"], {
    host: "smtp.comcast.net",
  }),
  reply(
    "sendgrid-login-refused",
    ["auth", "535 Authentication failed: Bad username / password"],
    SENDGRID,
  ),
  reply(
    "sendgrid-credits-used-up",
    ["auth", "451 Authentication failed: Maximum credits exceeded"],
    SENDGRID,
  ),
  reply("ses-wrong-credentials", ["auth", "535 Authentication Credentials Invalid"], SES),
];

/** Failures of sender, recipient and message. */
export const MESSAGE_SCENES: readonly FailureScene[] = [
  reply(
    "gmail-daily-limit",
    ["end-of-data", "550 5.4.5 Daily user sending limit exceeded."],
    GMAIL,
  ),
  reply(
    "gmail-relay-try-later",
    ["ehlo", "421 4.7.0 Try again later, closing connection. (EHLO)"],
    RELAY,
  ),
  reply(
    "workspace-relay-denied",
    ["mail", "550 5.7.1 Invalid credentials for relay [192.0.2.1]."],
    RELAY,
  ),
  reply(
    "gmail-attachment-blocked",
    [
      "end-of-data",
      "552 5.7.0 This message was blocked because its content presents a potential security issue.",
    ],
    GMAIL,
  ),
  reply("requiretls-not-possible", ["mail", "550 5.7.30 REQUIRETLS support required"]),
  reply(
    "m365-send-as-denied",
    [
      "end-of-data",
      "554 5.2.252 SendAsDenied; joe@example.com not allowed to send as unit7@example.com; STOREDRV.Submission.Exception:SendAsDeniedException",
    ],
    M365,
  ),
  reply("exchange-no-permission-to-send-as", [
    "end-of-data",
    "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
  ]),
  reply(
    "m365-too-many-connections",
    [
      "mail",
      "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information.",
    ],
    M365,
  ),
  reply(
    "m365-own-mailbox-full",
    ["end-of-data", "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException"],
    M365,
  ),
  reply(
    "m365-direct-send-rejected",
    [
      "rcpt",
      "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources",
    ],
    { host: "example-com.mail.protection.outlook.com", user: null },
  ),
  reply("m365-connector-mismatch", ["rcpt", "550 5.7.64 TenantAttribution; Relay Access Denied"], {
    host: "example-com.mail.protection.outlook.com",
    user: null,
  }),
  reply(
    "yahoo-from-not-account",
    ["end-of-data", "550 Request failed; Mailbox unavailable"],
    YAHOO,
  ),
  reply("zoho-relaying-disallowed", ["mail", "553 Relaying disallowed as unit7@example.com"], {
    host: "smtp.zoho.com",
  }),
  reply(
    "fastmail-two-addresses-in-from",
    ["end-of-data", "551 5.7.1 Multiple addresses in a From header is not allowed"],
    { host: "smtp.fastmail.com" },
  ),
  reply(
    "from-must-be-login",
    ["mail", "501 mail from address must be same as authorization user"],
    { host: "smtp.qq.com", user: "joe@qq.com" },
  ),
  reply("gmx-sender-not-allowed", ["mail", "550 Sender address is not allowed."], {
    host: "mail.gmx.net",
  }),
  reply(
    "sendgrid-sender-not-verified",
    [
      "end-of-data",
      "550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.",
    ],
    SENDGRID,
  ),
  reply("sendgrid-login-wanted", ["mail", "550 Unauthenticated senders not allowed"], {
    ...SENDGRID,
    user: null,
  }),
  reply(
    "ses-address-not-verified",
    [
      "end-of-data",
      "554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: unit7@example.com",
    ],
    SES,
  ),
  reply(
    "ses-throttled",
    ["end-of-data", "454 Throttling failure: Maximum sending rate exceeded."],
    SES,
  ),
  reply("helo-name-not-full", [
    "rcpt",
    "504 5.5.2 <unit7>: Helo command rejected: need fully-qualified hostname",
  ]),
  reply("helo-name-invalid", ["ehlo", "501 Syntactically invalid EHLO argument(s)"]),
  reply("ehlo-unknown", ["ehlo", "502 5.5.2 Error: command not recognized"]),
  reply("relay-denied", ["rcpt", "554 5.7.1 <ops@example.net>: Relay access denied"], {
    user: null,
  }),
  reply("greylisted", [
    "rcpt",
    "450 4.2.0 <ops@example.net>: Recipient address rejected: Greylisted",
  ]),
  reply("too-many-connections", [
    "banner",
    "421 4.7.0 mx.example.com Error: too many connections from 192.0.2.1",
  ]),
  { id: "taken-but-may-not-arrive", from: "joe@gmail.com" },
  reply("recipient-unknown", ["rcpt", "550 5.1.1 <ops@example.net>: User unknown"]),
  reply("recipient-mailbox-full", ["rcpt", "452 4.2.2 The mailbox is full"]),
  reply("message-too-big", ["mail", "552 5.3.4 Message size exceeds fixed limit"]),
  reply("address-blocked", [
    "rcpt",
    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
  ]),
  { id: "may-already-be-delivered", server: { faults: ["lost-250"] } },
];
