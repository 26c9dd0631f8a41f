import type { FaultSpec, MockSmtpOptions } from "@fieldpost/mock-smtp";
import type { Redirection } from "./redirect_connections.ts";

/** One row of the decision tables, with what plays it and what has to come of it. */
export interface DecisionRow {
  readonly id: string;
  /** What is seen, for the list of the run. */
  readonly when: string;
  /** `mode` or `stop CODE`; then what became of each recipient, and how the channel was. */
  readonly outcome: string;
  /** Rules that must have spoken: of the plan, or of the verdict. @default {[id]} */
  readonly rules?: readonly string[];
  /** @default mail.example.com */
  readonly host?: string;
  /** @default {587} */
  readonly port?: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether there is a user and a password, or an old access token; `half` is a user alone. */
  readonly login?: true | "token" | "half";
  /** @default joe */
  readonly user?: string;
  readonly to?: readonly string[];
  /** How the port begins. @default starttls */
  readonly tls?: "none" | "starttls" | "implicit";
  readonly server?: MockSmtpOptions;
  /** Instead of a server that speaks SMTP: what it writes, and what to each line; `null` closes. */
  readonly script?: readonly (string | null)[];
  /** Instead of a server: what the network does. */
  readonly network?: Redirection | "closed-port" | "real";
  /** Whether the same server had offered everything before. */
  readonly wasBetter?: true;
  /** Whether the certificate's authority is known. @default {true} */
  readonly trusts?: false;
  /** Whether the server's key is pinned. */
  readonly pins?: true;
  readonly clockMs?: number;
  /** The mechanism that the server has seen. */
  readonly mechanism?: string;
}

/** A row that this edition does not play, and why. */
export interface AbsentRow {
  readonly id: string;
  readonly reason: string;
}

type Stage = "banner" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "end-of-data";

function fault(stage: Stage, reply: string, skip = 0): MockSmtpOptions {
  const spec: FaultSpec = { when: { stage, skip }, act: { reply: reply.replaceAll("|", "\n") } };
  return { faults: [spec] };
}

const OFF = { "Email/StartTLS": "disabled" } as const;
const MUST = { "Email/StartTLS": "required" } as const;
const IMPLICIT = { "Email/SMTPS": "enabled" } as const;
const ALERT = "\u0015\u0003\u0003\u0000\u0002\u0002\u0046";

/** Stage A: before any network traffic. */
const PLAN: readonly DecisionRow[] = [
  { id: "A1", when: "no mail host", host: "", outcome: "stop CONFIG" },
  {
    ...{ id: "A2", when: "SMTPS with a firmware that has none", outcome: "stop FIRMWARE" },
    settings: { ...IMPLICIT, "Device/Profile": "janos-1.6.2" },
  },
  {
    ...{ id: "A3", when: "encryption wanted and switched off", outcome: "stop TLS_UNAVAILABLE" },
    settings: { ...MUST, "SSL/Enabled": "disabled" },
  },
  {
    ...{ id: "A4", when: "SMTPS and STARTTLS both on", rules: ["A4", "A4n"], tls: "implicit" },
    ...{ port: 465, settings: { ...IMPLICIT, "Email/StartTLS": "enabled" } },
    outcome: "implicit: delivered DELIVERED, verified",
  },
  {
    ...{ id: "A5", when: "SMTPS on port 587", settings: IMPLICIT },
    outcome: "implicit: hold SMTPS_ON_PLAINTEXT_PORT, in clear",
  },
  {
    ...{ id: "A6", when: "port 465 and SMTPS off", port: 465 },
    settings: { "Email/SMTPS": "disabled" },
    outcome: "stop MODE_MISMATCH",
  },
  {
    ...{ id: "A6", when: "port 465 and SMTPS not set", port: 465, tls: "implicit", rules: ["A6d"] },
    outcome: "implicit: delivered DELIVERED, verified",
  },
  {
    ...{ id: "A7", when: "encryption required and STARTTLS off", outcome: "stop CONTRADICTION" },
    settings: { ...OFF, "SSL/Required": "enabled" },
  },
  {
    ...{ id: "A8", when: "STARTTLS required", settings: MUST },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "A9", when: "STARTTLS enabled, with a login", login: true },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "A10", when: "STARTTLS enabled, without a login", tls: "none" },
    outcome: "starttls-may: delivered DELIVERED, in clear",
  },
  {
    ...{ id: "A11", when: "STARTTLS off, with a login", settings: OFF, login: true },
    outcome: "stop CLEARTEXT_CREDENTIALS",
  },
  {
    ...{ id: "A12", when: "STARTTLS off, without a login", settings: OFF, rules: [] },
    outcome: "plain: delivered DELIVERED, in clear",
  },
  {
    ...{ id: "A12", when: "STARTTLS off and a login in clear accepted", login: true, tls: "none" },
    settings: { ...OFF, "Email/PasswordInClearDangerous": "I-accept" },
    rules: ["A12w"],
    outcome: "plain: delivered DELIVERED, in clear",
  },
  {
    ...{ id: "A13", when: "port 25 with a login", port: 25, login: true },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "A14", when: "port 2465 is like 465", port: 2465, tls: "implicit", rules: ["A6d"] },
    outcome: "implicit: delivered DELIVERED, verified",
  },
  {
    ...{ id: "A15", when: "no verification, with a login", login: true },
    server: { certificate: "self-signed" },
    settings: { "Email/SkipVerificationDangerous": "I-accept" },
    outcome: "starttls-must: delivered DELIVERED, not verified",
  },
  {
    ...{ id: "A16", when: "the host is an IP address", host: "192.0.2.7", settings: MUST },
    server: { certificate: "wrong-host" },
    outcome: "starttls-must: hold CERTIFICATE_NAME_MISMATCH, not verified",
  },
  {
    ...{ id: "A17", when: "the clock stands before the program", settings: MUST, clockMs: 0 },
    outcome: "stop CLOCK",
  },
  { id: "A18", when: "a user, no password", login: "half", outcome: "stop CREDENTIALS_INCOMPLETE" },
  {
    ...{ id: "A19", when: "a provider that takes no passwords", login: true },
    ...{ host: "smtp-mail.outlook.com", user: "joe@outlook.com" },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "A20", when: "another From than the provider allows", login: true },
    ...{ host: "mail.gmx.net", user: "joe@gmx.net", rules: ["advice IpConfig/EmailAddress"] },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "A21", when: "the server did better before", wasBetter: true },
    server: { hide: ["STARTTLS"] },
    outcome: "starttls-may: transient DOWNGRADE, in clear",
  },
];

/** Stage B: connection and greeting. */
const CONNECTION: readonly DecisionRow[] = [
  {
    ...{ id: "B1", when: "a name that does not exist", host: "nobody.invalid", network: "real" },
    outcome: "starttls-may: transient HOST_NOT_FOUND, in clear",
  },
  {
    ...{ id: "B2", when: "nothing listens", network: "closed-port" },
    outcome: "starttls-may: transient CONNECTION_REFUSED, in clear",
  },
  {
    ...{ id: "B3", when: "no answer to the connection", network: { kind: "silence" } },
    outcome: "starttls-may: transient CONNECT_TIMEOUT, in clear",
  },
  {
    ...{ id: "B4", when: "no route" },
    network: { kind: "error", code: "ENETUNREACH", message: "connect ENETUNREACH" },
    outcome: "starttls-may: transient NETWORK_UNREACHABLE, in clear",
  },
  {
    ...{ id: "B5", when: "a greeting where TLS belongs", settings: IMPLICIT },
    outcome: "implicit: hold SMTPS_ON_PLAINTEXT_PORT, in clear",
  },
  {
    ...{ id: "B6", when: "closed in the handshake", settings: IMPLICIT, script: ["", null] },
    outcome: "implicit: transient TLS_HANDSHAKE_FAILED, in clear",
  },
  {
    ...{ id: "B7", when: "connected, no greeting", script: [] },
    outcome: "starttls-may: transient GREETING_TIMEOUT, in clear",
  },
  {
    ...{ id: "B8", when: "a TLS record where a greeting belongs", script: [ALERT] },
    outcome: "starttls-may: hold SMTPS_OFF_ON_TLS_PORT, in clear",
  },
  {
    ...{ id: "B9", when: "a greeting of two lines", rules: [] },
    server: fault("banner", "220-mx.example|220 ready"),
    outcome: "starttls-may: delivered DELIVERED, verified",
  },
  {
    ...{ id: "B10", when: "a greeting 4yz", server: fault("banner", "450 Busy") },
    outcome: "starttls-may: transient SERVER_BUSY, in clear",
  },
  {
    ...{ id: "B11", when: "a greeting 5yz", server: fault("banner", "554 Go away") },
    outcome: "starttls-may: transient GREETING_REFUSED, in clear",
  },
  {
    ...{ id: "B12", when: "another service", script: ["* OK IMAP4rev1 ready\r\n"] },
    outcome: "starttls-may: hold WRONG_SERVICE, in clear",
  },
];

export const EARLY_ROWS: readonly DecisionRow[] = [...PLAN, ...CONNECTION];

/** Stage C: EHLO and STARTTLS. */
const OPENING: readonly DecisionRow[] = [
  {
    ...{ id: "C1", when: "EHLO 250", rules: [] },
    outcome: "starttls-may: delivered DELIVERED, verified",
  },
  {
    ...{ id: "C2", when: "EHLO unknown, neither TLS nor login needed", settings: OFF, rules: [] },
    server: { faults: [{ when: { stage: "ehlo", times: 1 }, act: { reply: "502 Unknown" } }] },
    outcome: "plain: delivered DELIVERED, in clear",
  },
  {
    ...{ id: "C3", when: "EHLO unknown, a login needed", login: true },
    server: fault("ehlo", "502 Unknown"),
    outcome: "starttls-must: hold ESMTP_REQUIRED, in clear",
  },
  {
    ...{ id: "C4", when: "EHLO name refused, also the address", server: fault("ehlo", "501 Name") },
    outcome: "starttls-may: hold BAD_HELO_NAME, in clear",
  },
  {
    ...{ id: "C5", when: "EHLO 4yz", server: fault("ehlo", "450 Later") },
    outcome: "starttls-may: transient SERVER_BUSY, in clear",
  },
  {
    ...{ id: "C6", when: "must, offered", settings: MUST, rules: [] },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "C7", when: "must, not offered", settings: MUST, tls: "none" },
    outcome: "starttls-must: transient STARTTLS_NOT_OFFERED, in clear",
  },
  {
    ...{ id: "C8", when: "may, not offered, no login", tls: "none", rules: [] },
    outcome: "starttls-may: delivered DELIVERED, in clear",
  },
  {
    ...{ id: "C10", when: "STARTTLS 220, nothing behind it", settings: MUST, rules: [] },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "C11", when: "STARTTLS 220, bytes behind it" },
    server: { faults: ["starttls-injection"] },
    outcome: "starttls-may: transient INJECTION, in clear",
  },
  {
    ...{ id: "C12", when: "STARTTLS 454, even where it is optional" },
    server: fault("starttls", "454 TLS not available"),
    outcome: "starttls-may: transient STARTTLS_UNAVAILABLE, in clear",
  },
  {
    ...{ id: "C13", when: "STARTTLS 502", server: fault("starttls", "502 No") },
    outcome: "starttls-may: hold STARTTLS_REFUSED, in clear",
  },
  {
    ...{ id: "C14", when: "EHLO fails inside TLS", server: fault("ehlo", "554 No", 1) },
    outcome: "starttls-may: hold EHLO_REFUSED, verified",
  },
  {
    ...{ id: "C15", when: "STARTTLS offered again inside TLS", rules: [] },
    server: {
      faults: [{ when: { stage: "ehlo", skip: 1 }, act: { announce: ["STARTTLS"] } }],
    },
    outcome: "starttls-may: delivered DELIVERED, verified",
  },
  {
    ...{ id: "C16", when: "AUTH offered inside TLS alone", login: true, rules: [] },
    server: { authNeedsTls: true },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
];

/** Stage D: the certificate. */
const CERTIFICATE: readonly DecisionRow[] = [
  {
    ...{ id: "D1", when: "valid", settings: MUST, rules: [] },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "D2", when: "the pin matches, the authority is unknown", settings: MUST, rules: [] },
    ...{ trusts: false, pins: true },
    outcome: "starttls-must: delivered DELIVERED, verified by pin",
  },
  {
    ...{ id: "D3", when: "another key than the pinned one" },
    settings: { "Email/Pin1": `sha256/${"A".repeat(43)}=` },
    outcome: "starttls-may: hold PIN_MISMATCH, verified",
  },
  ...(
    [
      ["D4", "self-signed", "CERTIFICATE_SELF_SIGNED"],
      ["D5", "incomplete-chain", "CERTIFICATE_INCOMPLETE_CHAIN"],
      ["D6", "wrong-host", "CERTIFICATE_NAME_MISMATCH"],
      ["D8", "expired", "CERTIFICATE_EXPIRED"],
      ["D9", "not-yet-valid", "CERTIFICATE_NOT_YET_VALID"],
    ] as const
  ).flatMap(([id, certificate, code]): DecisionRow[] => [
    {
      ...{ id, when: `${certificate}, must`, settings: MUST, server: { certificate } },
      outcome: `starttls-must: hold ${code}, not verified`,
    },
    {
      ...{ id, when: `${certificate}, may`, server: { certificate }, rules: [] },
      outcome: "starttls-may: delivered DELIVERED, not verified",
    },
  ]),
  {
    ...{ id: "D7", when: "the host is an IP address", host: "192.0.2.7", settings: MUST },
    ...{ server: { certificate: "wrong-host" }, rules: ["D6"] },
    outcome: "starttls-must: hold CERTIFICATE_NAME_MISMATCH, not verified",
  },
  {
    ...{ id: "D10", when: "no common version", settings: IMPLICIT, script: ["", ALERT] },
    outcome: "implicit: hold TLS_VERSION, in clear",
  },
];

/** Stage E: the login. */
const LOGIN: readonly DecisionRow[] = [
  {
    ...{ id: "S1", when: "AUTH not offered", login: true, server: { hide: ["AUTH"] } },
    outcome: "starttls-must: hold AUTH_NOT_OFFERED, verified",
  },
  {
    ...{ id: "S2", when: "no common mechanism", login: true },
    server: { authMechanisms: ["XOAUTH2"] },
    outcome: "starttls-must: hold NO_COMMON_MECHANISM, verified",
  },
  {
    ...{ id: "S3", when: "several mechanisms", login: true, rules: [], mechanism: "SCRAM-SHA-256" },
    server: { authMechanisms: ["LOGIN", "PLAIN", "XOAUTH2", "SCRAM-SHA-256", "CRAM-MD5"] },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "S4", when: "235", login: true, rules: [], mechanism: "PLAIN" },
    server: { authMechanisms: ["PLAIN"] },
    outcome: "starttls-must: delivered DELIVERED, verified",
  },
  {
    ...{ id: "S5", when: "334 again after the secret: cancelled", login: true, rules: ["S9"] },
    server: { ...fault("auth", "334 and now?"), authMechanisms: ["PLAIN"] },
    outcome: "starttls-must: hold AUTH_EXCHANGE_FAILED, verified",
  },
  {
    ...{ id: "S6", when: "535", login: true, server: fault("auth", "535 5.7.8 Wrong") },
    outcome: "starttls-must: hold AUTH_REFUSED, verified",
  },
  {
    ...{ id: "S7", when: "454", login: true, server: fault("auth", "454 4.7.0 Later") },
    outcome: "starttls-must: transient AUTH_UNAVAILABLE, verified",
  },
  {
    ...{ id: "S8", when: "530 at MAIL", server: fault("mail", "530 Authentication required") },
    outcome: "starttls-may: hold AUTH_REQUIRED, verified",
  },
  {
    ...{ id: "S10", when: "334 that explains, an empty line, 535", login: "token" },
    ...{ server: { authMechanisms: ["XOAUTH2"] }, rules: ["S6"] },
    outcome: "starttls-must: hold AUTH_REFUSED, verified",
  },
  {
    ...{ id: "S9", when: "503 not advertised", login: true },
    server: fault("auth", "503 AUTH command used when not advertised"),
    outcome: "starttls-must: hold AUTH_EXCHANGE_FAILED, verified",
  },
];

/** Stage F: envelope, data, and what becomes of the message; the reference gives these no names. */
const MESSAGE: readonly DecisionRow[] = (
  [
    ["F1", "mail", "550 Not allowed to send as this", "hold SENDER_REFUSED", "F-sender"],
    ["F2", "rcpt", "452 4.3.1 No space", "transient RECIPIENT_DEFERRED", "F-rcpt-4"],
    ["F4", "rcpt", "450 4.2.0 Greylisted", "transient RECIPIENT_DEFERRED", "F-rcpt-4"],
    ["F5", "rcpt", "550 5.1.1 User unknown", "permanent RECIPIENT_REFUSED", "F-rcpt-5"],
    ["F6", "rcpt", "554 5.7.1 Relay access denied", "hold RELAY_DENIED", "F-relay"],
    ["F7", "rcpt", "504 5.5.2 Helo command rejected", "hold BAD_HELO_NAME", "F-helo"],
    ["F9", "end-of-data", "451 4.3.0 Later", "transient MESSAGE_DEFERRED", "F-4"],
    ["F10", "end-of-data", "552 5.3.4 Too big", "permanent MESSAGE_TOO_BIG", "F-size"],
    ["F11", "end-of-data", "554 5.7.1 Spam", "permanent MESSAGE_REFUSED", "F-5"],
    ["F12", "end-of-data", "554 5.2.252 SendAsDenied", "hold SENDER_REFUSED", "F-sender"],
    ["F15", "rcpt", "421 4.3.2 Shutting down", "transient SERVER_BUSY", "F-421"],
  ] as const
).map(([id, stage, reply, outcome, rule]) => ({
  ...{ id, when: `${stage}: ${reply}`, server: fault(stage, reply), rules: [rule] },
  outcome: `starttls-may: ${outcome}, verified`,
}));

const OTHER_MESSAGE: readonly DecisionRow[] = [
  {
    ...{ id: "F3", when: "452 4.5.3, too many recipients", to: ["a@x.net", "b@x.net"], rules: [] },
    server: { recipientLimit: 1 },
    outcome: "starttls-may: delivered DELIVERED, delivered DELIVERED, verified",
  },
  {
    ...{ id: "F8", when: "354, then 250", rules: ["F-250"] },
    outcome: "starttls-may: delivered DELIVERED, verified",
  },
  {
    ...{ id: "F13", when: "lost before the lone dot", rules: ["F-lost"] },
    server: {
      hide: ["CHUNKING"],
      faults: [{ when: { stage: "data" }, act: { reply: null, drop: "rst" } }],
    },
    outcome: "starttls-may: transient CONNECTION_LOST, verified",
  },
  {
    ...{ id: "F14", when: "lost after the lone dot", rules: ["F-uncertain"] },
    server: { faults: ["lost-250"] },
    outcome: "starttls-may: uncertain MAYBE_DELIVERED, verified",
  },
];

export const LATE_ROWS: readonly DecisionRow[] = [
  ...OPENING,
  ...CERTIFICATE,
  ...LOGIN,
  ...MESSAGE,
  ...OTHER_MESSAGE,
];

/** What this edition does not do, or cannot come to. */
export const ABSENT_ROWS: readonly AbsentRow[] = [
  { id: "C9", reason: "A9 has made it must before; the session's own test plays the second line" },
  { id: "D11", reason: "judged as D4: the issuer of a certificate is no proof of interception" },
];
