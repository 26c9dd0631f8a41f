import type { KnownFailure } from "./known_failure.ts";

const WRONG_VERSION: readonly string[] = [
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
];

/** Failures of encryption itself: which mode, which version, who refuses it. */
export const TLS_FAILURES: readonly KnownFailure[] = [
  {
    id: "plain-port-spoken-to-in-tls",
    signs: [
      { outcomes: ["SMTPS_ON_PLAINTEXT_PORT"], atMost: "likely" },
      { platformCodes: WRONG_VERSION, atMost: "likely" },
      { platformCodes: WRONG_VERSION, ports: [587, 2525, 2587] },
      {
        outcomes: ["SMTPS_ON_PLAINTEXT_PORT", "TLS_HANDSHAKE_FAILED", "TIMED_OUT"],
        condition: "opposite-plain",
      },
    ],
    cause:
      "This device began with encryption on {port}, and the server greets in plain text there.",
    fix: "{Port} starts in plain text and then upgrades. Turn SMTPS off and leave STARTTLS on; or use port 465 with SMTPS on.",
    change: [{ key: "Email/SMTPS", value: "disabled" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: {
      basis: "measured",
      references: ["nodemailer#1038", "nodemailer#1318", "gitea#10971", "uptime-kuma#140"],
    },
  },
  {
    id: "port-25-spoken-to-in-tls",
    signs: [
      { outcomes: ["SMTPS_ON_PLAINTEXT_PORT"], ports: [25] },
      { outcomes: ["SMTPS_ON_PLAINTEXT_PORT"], ports: [25], condition: "opposite-plain" },
      { platformCodes: WRONG_VERSION, ports: [25] },
    ],
    cause:
      "This device began with encryption on port 25, which is in plain text at the beginning everywhere.",
    fix: "Port 25 starts in plain text and then upgrades: turn SMTPS off and leave STARTTLS on. Better, port 25 is for server-to-server mail; your provider wants 465 or 587.",
    change: [
      { key: "Email/Port", value: "587" },
      { key: "Email/SMTPS", value: "disabled" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: ["nodemailer#1038"] },
  },
  {
    id: "icloud-587-spoken-to-in-tls",
    signs: [
      { outcomes: ["SMTPS_ON_PLAINTEXT_PORT"], providers: ["icloud"] },
      { platformCodes: WRONG_VERSION, providers: ["icloud"] },
    ],
    cause: "Port 587 of iCloud is for STARTTLS only, and this device began with encryption.",
    fix: "Turn SMTPS off and leave STARTTLS on, with port 587.",
    change: [
      { key: "Email/SMTPS", value: "disabled" },
      { key: "Email/Port", value: "587" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["action-send-mail#84"] },
  },
  {
    id: "tls-version-too-old",
    signs: [
      { outcomes: ["TLS_VERSION"] },
      {
        platformCodes: [
          "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
          "ERR_SSL_UNSUPPORTED_PROTOCOL",
          "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
        ],
      },
    ],
    cause:
      "{Host} and this device have no TLS version in common: one side is too old. TLS 1.2 or newer is used here.",
    fix: "The server has to be brought up to date; TLS 1.0 and 1.1 are not safe.",
    change: [],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: ["uptime-kuma#3057"] },
  },
  {
    id: "m365-tls-too-old",
    signs: [
      { replyCodes: [421], enhanced: ["4.7.66"], text: /TLS 1\.[01]/i },
      { replyCodes: [421], enhanced: ["4.7.66"], providers: ["microsoft-365", "outlook-com"] },
    ],
    cause:
      "Microsoft 365 takes TLS 1.2 and newer, and the program in between or the device that sent this used TLS 1.0 or 1.1.",
    fix: "Bring the sender up to TLS 1.2. As a last resort an administrator may allow old TLS for the tenant and use smtp-legacy.office365.com.",
    change: [],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["Microsoft"] },
  },
  {
    id: "no-common-cipher",
    signs: [
      {
        stages: ["tls", "starttls"],
        platformCodes: [
          "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
          // The same alert as OpenSSL names it from 3.2 on.
          "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
          "ERR_SSL_NO_SHARED_CIPHER",
        ],
      },
    ],
    cause:
      "{Host} and this device have no cipher in common, or the server wants a certificate of the client.",
    fix: "The server's TLS settings have to be repaired.",
    change: [],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "handshake-broken-off",
    signs: [{ outcomes: ["TLS_HANDSHAKE_FAILED"], atMost: "possible" }],
    cause:
      "{Host} broke the encrypted connection off while it was set up: a wrong port, a TLS version that it refuses, or a device in between.",
    fix: "Check the port. If it is right, ask the server's administrator or whoever runs the firewall.",
    change: [{ key: "Email/Port", words: "the port that the provider gives" }],
    side: "network",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "starttls-broken",
    signs: [
      {
        stages: ["starttls"],
        replyCodes: [454],
        text: /TLS (?:is )?(?:currently )?(?:not |un)available/i,
      },
      { stages: ["starttls"], replyCodes: [454, 421, 451], atMost: "likely" },
    ],
    cause: "{Host} offers STARTTLS and cannot do it: its key or certificate does not load.",
    fix: "The server's administrator has to repair it. On a network that you trust, and without a login, encryption can be switched off instead.",
    change: [{ key: "Email/StartTLS", value: "disabled" }],
    side: "server",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["grafana#24563", "uptime-kuma#6018"] },
  },
  {
    id: "starttls-must-come-first",
    signs: [
      { replyCodes: [530], text: /STARTTLS/i },
      { replyCodes: [538, 554], enhanced: ["5.7.0"], text: /STARTTLS/i },
    ],
    cause: "{Host} takes no mail before the connection is encrypted.",
    fix: "Turn STARTTLS on.",
    change: [{ key: "Email/StartTLS", value: "required" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["nextcloud/mail#3223"] },
  },
  {
    id: "bytes-after-starttls",
    signs: [
      {
        replyCodes: [454, 554],
        enhanced: ["4.5.0", "5.5.0", "5.5.1"],
        text: /pipeline.{0,40}STARTTLS/i,
      },
      { replyCodes: [454, 554], text: /after STARTTLS/i },
    ],
    cause:
      "The server got bytes between STARTTLS and the encryption. This device sends none there: a program in between, or the sender of this log, does.",
    fix: "Look for a proxy, an antivirus program or a firewall that rewrites mail on the way, and take it out.",
    change: [],
    side: "network",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "documented", references: ["Google"] },
  },
  {
    id: "no-encryption-offered",
    signs: [{ outcomes: ["STARTTLS_NOT_OFFERED"] }],
    cause:
      "{Host} offers no encryption on {port}, and the settings insist on it. Nothing was sent.",
    fix: "Use the port for submission, 587 or 465. If it offered encryption before, somebody in between may hide it.",
    change: [{ key: "Email/Port", words: "587, or 465 with Email/SMTPS = enabled" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "no-encryption-offered-to-login",
    signs: [
      { outcomes: ["STARTTLS_NOT_OFFERED"], condition: "login-set" },
      { outcomes: ["CREDENTIALS_WOULD_LEAK"] },
    ],
    cause: "The server offers no encryption, so your password was not sent.",
    fix: "Use the port for submission, 587 or 465. If this server offered encryption before, somebody in between may hide it.",
    change: [{ key: "Email/Port", words: "587, or 465 with Email/SMTPS = enabled" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "encryption-offer-removed",
    signs: [{ outcomes: ["STARTTLS_STRIPPED", "INJECTION"] }],
    cause:
      "Something between this device and {host} tampers with the offer to encrypt: a firewall, an antivirus program, or an attacker. Nothing was sent.",
    fix: "Exclude mail ports from inspection on the firewall or in the antivirus program; or use port 465, where there is no offer to remove.",
    change: [
      { key: "Email/Port", value: "465" },
      { key: "Email/SMTPS", value: "enabled" },
    ],
    side: "network",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: [] },
  },
];
