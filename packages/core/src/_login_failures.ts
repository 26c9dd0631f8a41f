import type { KnownFailure } from "./known_failure.ts";

/** Failures around the login that are the same everywhere. */
export const LOGIN_FAILURES: readonly KnownFailure[] = [
  {
    id: "login-refused",
    signs: [
      { stages: ["auth"], replyCodes: [534, 535] },
      { stages: ["auth"], outcomes: ["AUTH_REFUSED"], atMost: "likely" },
      { replyCodes: [535], atMost: "likely" },
    ],
    cause:
      "{Host} refused the login: user name or password are wrong, or the provider wants another kind of password.",
    fix: "Check the user name, which is often the full address, and the password; many providers want an app password. Nothing is tried again until a setting changes, because providers lock accounts.",
    change: [
      { key: "Email/Username", words: "the user name as the provider gives it" },
      { key: "Email/Password", words: "the password, or an app password" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 4954 section 6"] },
  },
  {
    id: "login-wanted",
    signs: [
      { stages: ["mail", "rcpt", "data", "content", "final"], replyCodes: [530], atMost: "likely" },
      { outcomes: ["AUTH_REQUIRED"], atMost: "likely" },
    ],
    cause: "{Host} wants a login before it takes mail.",
    fix: "Set the user name and the password.",
    change: [
      { key: "Email/Username", words: "the user name as the provider gives it" },
      { key: "Email/Password", words: "the password, or an app password" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 4954 section 6"] },
  },
  {
    id: "login-not-offered",
    signs: [{ outcomes: ["AUTH_NOT_OFFERED"], atMost: "likely" }],
    cause: "The server did not ask for a login on {port}; is this the submission server?",
    fix: "Most providers log in on port 587 or 465. If this server really wants no login, remove the user name.",
    change: [{ key: "Email/Port", words: "587, or 465 with Email/SMTPS = enabled" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "login-hidden-until-encrypted",
    signs: [
      { outcomes: ["AUTH_NOT_OFFERED"], modes: ["plain"] },
      {
        outcomes: ["AUTH_NOT_OFFERED"],
        text: /server does not support authentication/i,
        atMost: "likely",
      },
    ],
    cause:
      "This server hides login until the connection is encrypted, and encryption is switched off.",
    fix: "Turn STARTTLS on.",
    change: [{ key: "Email/StartTLS", value: "enabled" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["msmtp#22"] },
  },
  {
    id: "login-not-offered-here",
    signs: [
      { replyCodes: [503], text: /AUTH command used when not advertised/i },
      { stages: ["auth"], replyCodes: [503], enhanced: ["5.5.1"], atMost: "likely" },
      { stages: ["auth"], replyCodes: [502, 503], atMost: "likely" },
    ],
    cause:
      "{Host} does not take a login here: it wants encryption first, or {port} is not for logging in.",
    fix: "Turn STARTTLS on and use port 587, or port 465 with SMTPS on.",
    change: [
      { key: "Email/StartTLS", value: "required" },
      { key: "Email/Port", value: "587" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
  {
    id: "login-needs-encryption",
    signs: [{ replyCodes: [538] }, { stages: ["auth"], enhanced: ["5.7.11"] }],
    cause: "{Host} refuses a login that is not encrypted.",
    fix: "Turn STARTTLS on.",
    change: [{ key: "Email/StartTLS", value: "required" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 4954 section 6"] },
  },
  {
    id: "login-prompt-unusual",
    signs: [
      {
        stages: ["auth"],
        text: /VXNlciBOYW1lAA==/,
        outcomes: ["CONNECTION_LOST", "TIMED_OUT", "AUTH_EXCHANGE_FAILED", "PROTOCOL_ERROR"],
        replyCodes: [334],
      },
      { stages: ["auth"], replyCodes: [334], text: /VXNlciBOYW1lAA==/, atMost: "likely" },
    ],
    cause:
      "The server asks for the user name in other words than most; some devices wait for the exact words and give up.",
    fix: "The relay has to ask with the usual words, in base64: VXNlcm5hbWU6 and UGFzc3dvcmQ6.",
    change: [],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["smtp-oauth-relay#57"] },
  },
  {
    id: "no-common-login",
    signs: [{ outcomes: ["NO_COMMON_MECHANISM"] }],
    cause:
      "The server offers only ways to log in that need more than a user name and a password, such as OAuth or a Windows domain.",
    fix: "Encryption often makes more ways available; otherwise the administrator has to allow a login with a password, or a relay without one. For OAuth, name a file with an access token.",
    change: [{ key: "Email/TokenFile", words: "the file with the access token, for OAuth" }],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["nodemailer#145"] },
  },
];
