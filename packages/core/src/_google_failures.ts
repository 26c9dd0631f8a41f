import type { KnownFailure } from "./known_failure.ts";

const SECRET_CHANGE = {
  key: "Email/Password",
  words: "a 16-character app password, made in the Google account under Security",
} as const;

/** What Google's servers say. */
export const GOOGLE_FAILURES: readonly KnownFailure[] = [
  {
    id: "gmail-password-not-accepted",
    signs: [
      {
        replyCodes: [535],
        enhanced: ["5.7.8"],
        text: /Username and Password not accepted|BadCredentials/i,
      },
      { stages: ["auth"], replyCodes: [535], enhanced: ["5.7.8"], providers: ["gmail"] },
    ],
    cause:
      "Google refuses the account's own password for mail programs, or the app password is wrong.",
    fix: "Needs a 16-character app password (2-Step Verification must be on).",
    change: [SECRET_CHANGE],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    expires: "2027-11-30",
    evidence: { basis: "reported", references: ["PHPMailer#1708", "action-send-mail#82"] },
  },
  {
    id: "gmail-app-password-required",
    signs: [
      {
        replyCodes: [534],
        enhanced: ["5.7.9"],
        text: /Application-specific password required|InvalidSecondFactor/i,
      },
      { stages: ["auth"], replyCodes: [534], enhanced: ["5.7.9"], providers: ["gmail"] },
    ],
    cause: "2-Step Verification is on for this account, and its own password was used.",
    fix: "Needs a 16-character app password.",
    change: [SECRET_CHANGE],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    expires: "2027-11-30",
    evidence: { basis: "reported", references: ["PHPMailer#1708", "magento-2-smtp#181"] },
  },
  {
    id: "gmail-login-wanted",
    signs: [{ replyCodes: [530], enhanced: ["5.7.0"], providers: ["gmail"] }],
    cause: "Gmail takes mail only after a login, and none took place.",
    fix: "Set the user name to the full address and the password to an app password.",
    change: [{ key: "Email/Username", words: "the full Gmail address" }, SECRET_CHANGE],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
  {
    id: "gmail-too-many-logins",
    signs: [
      { stages: ["auth"], replyCodes: [454], enhanced: ["4.7.0"], providers: ["gmail"] },
      {
        replyCodes: [454],
        text: /too many login attempts|cannot authenticate due to (?:a )?temporary system problem/i,
      },
    ],
    cause:
      "Google has had too many logins for this account in a short time, or its login service is overloaded.",
    fix: "Wait. See that no other device logs in with a wrong password.",
    change: [],
    side: "server",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["Google"] },
  },
  {
    id: "gmail-daily-limit",
    signs: [
      { replyCodes: [550, 552], enhanced: ["5.4.5"], providers: ["gmail", "workspace-relay"] },
      { replyCodes: [550, 552], enhanced: ["5.4.5"], text: /limit|quota/i, atMost: "likely" },
    ],
    cause: "The account has sent as much as the provider allows for one day.",
    fix: "Wait 24 hours. For more mail use a service for sending, or a Workspace relay.",
    change: [],
    side: "server",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
  {
    id: "gmail-relay-try-later",
    signs: [
      { replyCodes: [421], enhanced: ["4.7.0"], text: /Try again later, closing connection/i },
      {
        replyCodes: [421],
        enhanced: ["4.7.0"],
        providers: ["workspace-relay", "gmail"],
        atMost: "likely",
      },
    ],
    cause:
      "Google's relay puts this device off: it introduces itself {helo}, its address is not known to the relay, or it connects too often.",
    fix: "Give the device a full name of your domain, see that its address is allowed in the Admin console, and send less at once.",
    change: [{ key: "Email/HeloName", words: "a full name, such as unit7.example.com" }],
    side: "here",
    act: "slow",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["Google", "postal#1247"] },
  },
  {
    id: "workspace-relay-denied",
    signs: [
      { replyCodes: [550], enhanced: ["5.7.0", "5.7.1"], providers: ["workspace-relay"] },
      {
        replyCodes: [550],
        text: /invalid credentials for relay|mail relay denied/i,
        atMost: "likely",
      },
    ],
    cause:
      "The Workspace relay does not know this network's address, or the sender's domain is not one of the organization's.",
    fix: "In the Admin console, SMTP relay service, allow this network's public address; send from an address of the organization.",
    change: [{ key: "IpConfig/EmailAddress", words: "an address of the organization" }],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
  {
    id: "gmail-attachment-blocked",
    signs: [
      {
        stages: ["data", "content", "final"],
        replyCodes: [552],
        enhanced: ["5.7.0"],
        providers: ["gmail", "workspace-relay"],
      },
      { replyCodes: [552], enhanced: ["5.7.0"], text: /security/i, atMost: "likely" },
    ],
    cause:
      "Google does not take this kind of attachment: programs, scripts, archives with them, or encrypted archives.",
    fix: "Send the file in another format, or only where it can be found.",
    change: [],
    side: "server",
    act: "bounce",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
];
