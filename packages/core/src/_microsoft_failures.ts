import type { KnownFailure } from "./known_failure.ts";
import type { ProviderId } from "./provider.ts";

const MICROSOFT: readonly ProviderId[] = ["microsoft-365", "outlook-com"];

const FROM_LOGIN = {
  key: "IpConfig/EmailAddress",
  value: "{username}",
  words: "the address that the account belongs to",
} as const;

/** What Microsoft's servers say. */
export const MICROSOFT_FAILURES: readonly KnownFailure[] = [
  {
    id: "m365-smtp-login-disabled",
    signs: [
      { replyCodes: [535], enhanced: ["5.7.139"], text: /SmtpClientAuthentication is disabled/i },
      { replyCodes: [535], text: /SmtpClientAuthentication is disabled/i },
    ],
    cause:
      "Logging in over SMTP is switched off for this Microsoft tenant or mailbox, as it is by default; Security defaults switch it off as well.",
    fix: "An administrator has to allow Authenticated SMTP for this mailbox, in the admin center under the user's mail apps.",
    change: [],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    expires: "2026-12-31",
    evidence: { basis: "reported", references: ["email-oauth2-proxy#193", "nodemailer#1484"] },
  },
  {
    id: "outlook-com-oauth-only",
    signs: [
      {
        replyCodes: [535],
        enhanced: ["5.7.139"],
        text: /basic authentication is disabled/i,
        providers: ["outlook-com"],
      },
    ],
    cause:
      "Microsoft personal accounts accept only OAuth sign-in; passwords and app passwords ended on 16 September 2024.",
    fix: "Log in with OAuth, with a token that another program keeps fresh in a file. Or use a mailbox at another provider for this device, or a relay that logs in for it.",
    change: [
      { key: "Email/TokenFile", words: "the file with the access token" },
      {
        key: "IpConfig/MailHost",
        words: "the server of another provider, with its user and password",
      },
    ],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["nodemailer#1714", "mailR#107"] },
  },
  {
    id: "microsoft-basic-login-disabled",
    signs: [
      { replyCodes: [535], enhanced: ["5.7.139"], text: /basic authentication is disabled/i },
      { replyCodes: [535], enhanced: ["5.7.139"], providers: MICROSOFT, atMost: "likely" },
    ],
    cause:
      "Your Microsoft account no longer accepts passwords for SMTP. Personal accounts accept only OAuth; of organizations the administrator decides.",
    fix: "In an organization, ask the administrator for authenticated SMTP, a relay connector or High Volume Email. Otherwise log in with OAuth, with a token in a file, or use another provider.",
    change: [{ key: "Email/TokenFile", words: "the file with the access token" }],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    expires: "2026-12-31",
    evidence: { basis: "documented", references: ["nodemailer#1714", "mailR#107"] },
  },
  {
    id: "m365-passwords-retired",
    signs: [
      { replyCodes: [550], enhanced: ["5.7.30"], text: /basic authentication/i },
      { replyCodes: [550], enhanced: ["5.7.30"], providers: MICROSOFT, atMost: "likely" },
    ],
    cause:
      "Your Microsoft tenant no longer accepts passwords for SMTP. From the end of December 2026 this is so by default.",
    fix: "An administrator of an existing tenant may switch password logins on again for now. What lasts is a relay connector for this network, High Volume Email, Azure Communication Services, or OAuth with a token in a file.",
    change: [{ key: "Email/TokenFile", words: "the file with the access token" }],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    expires: "2026-12-31",
    evidence: { basis: "documented", references: ["Microsoft MC786329"] },
  },
  {
    id: "requiretls-not-possible",
    signs: [
      { replyCodes: [550], enhanced: ["5.7.30"], text: /REQUIRETLS/i },
      { replyCodes: [550], enhanced: ["5.7.30"], atMost: "possible" },
    ],
    cause:
      "The message asks for encryption on its whole way (REQUIRETLS), and the next server cannot promise it.",
    fix: "Send it without this demand, or choose a server that supports it.",
    change: [],
    side: "server",
    act: "bounce",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 8689"] },
  },
  {
    id: "microsoft-login-unsuccessful",
    signs: [
      { replyCodes: [535], enhanced: ["5.7.3"], text: /Authentication unsuccessful/i },
      { stages: ["auth"], replyCodes: [535], enhanced: ["5.7.3"], providers: MICROSOFT },
    ],
    cause: "Exchange refuses this user and password, or a policy refuses passwords altogether.",
    fix: "Check both. If they are right, logging in over SMTP may be switched off for the mailbox: ask the administrator.",
    change: [
      { key: "Email/Username", words: "the full address of the mailbox" },
      { key: "Email/Password", words: "the password of the mailbox" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["MailKit#700", "duplicati#3813"] },
  },
  {
    id: "m365-login-wanted",
    signs: [
      { replyCodes: [530, 550], enhanced: ["5.7.57"], text: /not authenticated/i },
      { replyCodes: [530, 550], enhanced: ["5.7.57"] },
    ],
    cause: "Microsoft 365 takes mail only after a login, and none took place or it failed.",
    fix: "Set user name and password; where passwords are not accepted, a relay connector or OAuth is needed.",
    change: [
      { key: "Email/Username", words: "the full address of the mailbox" },
      { key: "Email/Password", words: "the password of the mailbox" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: {
      basis: "reported",
      references: ["OfficeDocs-Exchange#3124", "email-oauth2-proxy#70"],
    },
  },
  {
    id: "m365-send-as-denied",
    signs: [
      { replyCodes: [554], enhanced: ["5.2.252"] },
      { replyCodes: [554, 550], text: /SendAsDenied/i },
    ],
    cause: "The account may not send as {from}: Microsoft only lets you send as {username}.",
    fix: "Change the From address to the account's own, or let the administrator grant Send As.",
    change: [FROM_LOGIN],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: {
      basis: "reported",
      references: ["gophish#2900", "vaultwarden#1008", "pkp-lib#7412"],
    },
  },
  {
    id: "exchange-no-permission-to-send-as",
    signs: [
      { replyCodes: [550], enhanced: ["5.7.60"] },
      { replyCodes: [550], enhanced: ["5.7.1"], text: /permissions to send as/i },
    ],
    cause: "The account may not send as {from}: Exchange only lets you send as {username}.",
    fix: "Change the From address to the account's own, or let the administrator grant Send As.",
    change: [FROM_LOGIN],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: {
      basis: "reported",
      references: ["swiftmailer#1030", "MimeKit#647", "changedetection.io#3282"],
    },
  },
  {
    id: "m365-too-many-connections",
    signs: [
      { replyCodes: [432], enhanced: ["4.3.2"] },
      {
        replyCodes: [432, 421, 451, 554],
        text: /concurrent connections limit|sender thread limit exceeded/i,
      },
    ],
    cause:
      "More than 3 connections at once for one mailbox; Microsoft also allows 30 messages a minute and 10 000 recipients a day.",
    fix: "Use one connection at a time and leave pauses. See whether other devices use the same mailbox.",
    change: [],
    side: "server",
    act: "slow",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["Microsoft", "nodemailer#1613"] },
  },
  {
    id: "m365-own-mailbox-full",
    signs: [
      { replyCodes: [554], enhanced: ["5.2.2"], text: /QuotaExceeded/i },
      { replyCodes: [554], enhanced: ["5.2.2"], providers: MICROSOFT },
    ],
    cause: "The mailbox that sends is full, usually its Sent Items.",
    fix: "Empty Sent Items, or let the administrator set a retention policy.",
    change: [],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["Microsoft"] },
  },
  {
    id: "m365-direct-send-rejected",
    signs: [
      { replyCodes: [550], enhanced: ["5.7.68"] },
      { replyCodes: [550], text: /Direct Send not allowed/i },
    ],
    cause:
      "The tenant rejects Direct Send: mail in its own name that comes without a login and without a connector.",
    fix: "Log in on port 587, or let the administrator make a connector for this network.",
    change: [
      { key: "IpConfig/MailHost", value: "smtp.office365.com" },
      { key: "Email/Port", value: "587" },
    ],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["Microsoft MC1093237", "Salesforce"] },
  },
  {
    id: "m365-connector-mismatch",
    signs: [
      { replyCodes: [550], enhanced: ["5.7.64"] },
      { replyCodes: [550], text: /TenantAttribution;? Relay Access Denied/i },
    ],
    cause:
      "The relay connector of the tenant does not fit: this network's public address or certificate is not the one it names.",
    fix: "The administrator has to put the present public address, or the certificate's name, into the connector.",
    change: [],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["Microsoft"] },
  },
];
