import type { KnownFailure } from "./known_failure.ts";
import type { ProviderId } from "./provider.ts";

const FROM_LOGIN = {
  key: "IpConfig/EmailAddress",
  value: "{username}",
  words: "the address that the account belongs to",
} as const;

const YAHOO: readonly ProviderId[] = ["yahoo", "aol"];

/** What the providers of mailboxes say, but Google and Microsoft. */
export const MAILBOX_FAILURES: readonly KnownFailure[] = [
  {
    id: "yahoo-too-many-bad-logins",
    signs: [
      { replyCodes: [535], text: /#AUTH005/i },
      { stages: ["auth"], replyCodes: [535], enhanced: ["5.7.0"], providers: YAHOO },
    ],
    cause:
      "Yahoo has locked logins for a while after several with a wrong password; the account's own password counts as wrong.",
    fix: "Make an app password in the account's security settings, set it, and wait some hours.",
    change: [
      { key: "Email/Password", words: "an app password from the account's security settings" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["nodemailer#1112", "PHPMailer#2034"] },
  },
  {
    id: "yahoo-from-not-account",
    signs: [
      { replyCodes: [550], text: /Request failed; Mailbox unavailable/i },
      { replyCodes: [450], text: /Requested mail action not taken/i, providers: YAHOO },
      { stages: ["mail", "final"], replyCodes: [550], providers: YAHOO, atMost: "possible" },
    ],
    cause:
      "Yahoo refuses the message: its From address is not the account's, or its content looks like spam to Yahoo. It also says so to a login without an app password.",
    fix: "Provider only lets you send as {username}. Change From.",
    change: [FROM_LOGIN],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["PHPMailer#2685", "maildroid#17"] },
  },
  {
    id: "icloud-app-password",
    signs: [{ stages: ["auth"], replyCodes: [535], providers: ["icloud"], atMost: "likely" }],
    cause:
      "iCloud wants an app-specific password instead of the Apple account's, and the primary iCloud address as the user, not an alias or an address of your own domain.",
    fix: "Make an app-specific password in the settings of the Apple account, and set the user to the primary iCloud address.",
    change: [
      { key: "Email/Password", words: "an app-specific password" },
      { key: "Email/Username", words: "the primary iCloud address" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["QuickMail#32"] },
  },
  {
    id: "zoho-relaying-disallowed",
    signs: [
      {
        replyCodes: [553, 550, 554],
        text: /Relaying disallowed as|Sender is not allowed to relay emails/i,
      },
      {
        stages: ["mail", "rcpt", "final"],
        replyCodes: [553],
        providers: ["zoho"],
        atMost: "likely",
      },
    ],
    cause:
      "Zoho lets you send only as an address of the account. It says the same when the host is of another region than the account.",
    fix: "Change the From address to {username}; or use the host of the account's region, such as smtp.zoho.eu or smtp.zoho.in.",
    change: [FROM_LOGIN, { key: "IpConfig/MailHost", words: "the host of the account's region" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: {
      basis: "reported",
      references: ["mattermost#13224", "grav-plugin-email#77", "mybb#2644"],
    },
  },
  {
    id: "zoho-login-refused",
    signs: [{ stages: ["auth"], replyCodes: [535], providers: ["zoho"], atMost: "likely" }],
    cause:
      "Zoho wants an app password where two-factor login is on, and the host of the account's region.",
    fix: "Make an app password; check the host: smtp.zoho.com, .eu, .in and so on.",
    change: [
      { key: "Email/Password", words: "an app password" },
      { key: "IpConfig/MailHost", words: "the host of the account's region" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["nodemailer#456"] },
  },
  {
    id: "fastmail-two-addresses-in-from",
    signs: [{ replyCodes: [551, 550, 554], text: /Multiple addresses in a From header/i }],
    cause:
      "The From header holds more than one address; a name in it that contains an address counts as one.",
    fix: "Give the sender a name without an at sign.",
    change: [],
    side: "here",
    act: "bounce",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["mealie#1887"] },
  },
  {
    id: "fastmail-login",
    signs: [{ stages: ["auth"], replyCodes: [535], providers: ["fastmail"], atMost: "likely" }],
    cause: "Fastmail wants the account's login name, not an alias, and an app password.",
    fix: "Set the user to the login name of the account and make an app password.",
    change: [
      { key: "Email/Username", words: "the login name of the account" },
      { key: "Email/Password", words: "an app password" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["phillips-homelab#347", "OctoText#141"] },
  },
  {
    id: "from-must-be-login",
    signs: [
      {
        replyCodes: [501, 550, 553],
        text: /mail from address must be same as authorization user/i,
      },
      {
        stages: ["mail"],
        replyCodes: [501, 550, 553],
        providers: ["qq", "netease", "yandex", "mail-ru", "naver"],
        atMost: "likely",
      },
    ],
    cause: "The provider only lets you send as {username}, and the From address is {from}.",
    fix: "Provider only lets you send as {username}. Change From.",
    change: [FROM_LOGIN],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["node-solid-server#1281"] },
  },
  {
    id: "gmx-sender-not-allowed",
    signs: [
      { replyCodes: [550], text: /Sender address is not allowed/i },
      { stages: ["mail"], replyCodes: [550], providers: ["gmx"], atMost: "likely" },
    ],
    cause: "GMX and WEB.DE only let you send as {username}, and the From address is {from}.",
    fix: "Provider only lets you send as {username}. Change From.",
    change: [FROM_LOGIN],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["zeyple#49"] },
  },
  {
    id: "comcast-third-party-access",
    signs: [
      { stages: ["auth"], replyCodes: [534, 535, 550], providers: ["comcast"], atMost: "likely" },
    ],
    cause:
      "With a right password this means that third-party access is not switched on in the Xfinity account, or that the mailbox has moved to Yahoo.",
    fix: "Switch third-party access on in the account's security settings. A mailbox that has moved uses Yahoo's server with an app password.",
    change: [
      { key: "IpConfig/MailHost", words: "Yahoo's server, if the mailbox has moved" },
      { key: "Email/Password", words: "an app password, if the mailbox has moved" },
    ],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    expires: "2026-12-31",
    evidence: { basis: "documented", references: ["Comcast"] },
  },
];
