import type { KnownFailure } from "./known_failure.ts";

/** What the services for programs that send say. */
export const SENDING_FAILURES: readonly KnownFailure[] = [
  {
    id: "sendgrid-sender-not-verified",
    signs: [
      { replyCodes: [550], text: /from address does not match a verified Sender Identity/i },
      {
        stages: ["mail", "data", "final"],
        replyCodes: [550],
        providers: ["sendgrid"],
        atMost: "possible",
      },
    ],
    cause: "SendGrid has not verified {from} as a sender.",
    fix: "Verify this sender or its domain in SendGrid, or change the From address to one that is.",
    change: [{ key: "IpConfig/EmailAddress", words: "a sender that is verified at SendGrid" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: {
      basis: "reported",
      references: ["hackathon-starter#1083", "docker-omada-controller#253"],
    },
  },
  {
    id: "sendgrid-login-refused",
    signs: [{ stages: ["auth"], replyCodes: [535], providers: ["sendgrid"] }],
    cause:
      "SendGrid refuses the login: its user is always the word apikey, and the password is the key.",
    fix: "Set the user to apikey and the password to a key that may send mail.",
    change: [
      { key: "Email/Username", value: "apikey" },
      { key: "Email/Password", words: "the API key" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "general", references: ["ovh/cds#4696"] },
  },
  {
    id: "sendgrid-credits-used-up",
    signs: [
      { stages: ["auth"], replyCodes: [451], providers: ["sendgrid"] },
      { replyCodes: [451], text: /credits/i, atMost: "likely" },
    ],
    cause: "The plan at the service is used up for now.",
    fix: "Wait for the next period, or take a larger plan.",
    change: [],
    side: "server",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
  {
    id: "sendgrid-login-wanted",
    signs: [{ replyCodes: [550], text: /Unauthenticated senders not allowed/i }],
    cause: "SendGrid takes mail only after a login, and none took place.",
    fix: "Set the user to apikey and the password to the key.",
    change: [
      { key: "Email/Username", value: "apikey" },
      { key: "Email/Password", words: "the API key" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["sendgrid/docs#6473"] },
  },
  {
    id: "ses-address-not-verified",
    signs: [
      { replyCodes: [554], text: /Email address is not verified/i },
      { stages: ["final"], replyCodes: [554], providers: ["amazon-ses"], atMost: "possible" },
    ],
    cause:
      "Amazon SES has not verified this address in the region of {host}; in the sandbox that goes for recipients as well.",
    fix: "Verify the address or its domain in this region, and ask to leave the sandbox. The region must be that of the host.",
    change: [{ key: "IpConfig/EmailAddress", words: "an address that is verified in this region" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["RocketChat#6195", "magento-2-smtp#211"] },
  },
  {
    id: "ses-wrong-credentials",
    // RFC 4954 section 6 has the same words, in small letters: those are anybody's.
    signs: [
      { replyCodes: [535], text: /Authentication Credentials Invalid/, providers: ["amazon-ses"] },
      { stages: ["auth"], replyCodes: [535], providers: ["amazon-ses"], atMost: "likely" },
      { replyCodes: [535], text: /Authentication Credentials Invalid/, atMost: "likely" },
    ],
    cause:
      "Amazon SES refuses the login: IAM access keys were used instead of SMTP credentials, or those of another region.",
    fix: "Make SMTP credentials in the SES console, in the region of the host.",
    change: [
      { key: "Email/Username", words: "the SMTP user name from the SES console" },
      { key: "Email/Password", words: "the SMTP password from the SES console" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["layer5io/docs#1236"] },
  },
  {
    id: "ses-throttled",
    signs: [
      { replyCodes: [454], providers: ["amazon-ses"] },
      { replyCodes: [454], text: /throttl/i, atMost: "likely" },
    ],
    cause: "More mail a second, or a day, than the service allows for this account.",
    fix: "Send less at once, or ask the service for a higher rate.",
    change: [],
    side: "server",
    act: "slow",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
];
