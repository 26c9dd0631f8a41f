import type { KnownFailure } from "./known_failure.ts";

/** What mail servers of any kind say about names, relaying, limits and recipients. */
export const SERVER_FAILURES: readonly KnownFailure[] = [
  {
    id: "helo-name-not-full",
    signs: [
      {
        replyCodes: [504, 550, 554],
        text: /Helo command rejected|need fully-?qualified hostname/i,
      },
      { outcomes: ["BAD_HELO_NAME"], stages: ["rcpt", "mail"] },
    ],
    cause: "This device introduces itself {helo}, and the server wants a full name.",
    fix: "Set a host name with a domain, such as unit7.example.com.",
    change: [{ key: "Email/HeloName", words: "a full name, such as unit7.example.com" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: {
      basis: "reported",
      references: ["Mailspring#1054", "bitwarden/server#164", "deltachat-core#223"],
    },
  },
  {
    id: "helo-name-invalid",
    signs: [
      { replyCodes: [501], text: /syntactically invalid (?:HELO|EHLO)/i },
      { stages: ["ehlo"], replyCodes: [501, 504, 550], atMost: "likely" },
    ],
    cause:
      "This device introduces itself {helo}, and the server cannot read that name: underscores, spaces and bare addresses are not allowed.",
    fix: "Set a host name of letters, digits, hyphens and dots, such as unit7.example.com.",
    change: [{ key: "Email/HeloName", words: "a full name, such as unit7.example.com" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["nextcloud/server#14941", "MailKit#351"] },
  },
  {
    id: "ehlo-unknown",
    signs: [{ outcomes: ["ESMTP_REQUIRED"] }],
    cause: "Server is too old for login and encryption: it does not know EHLO.",
    fix: "Use the provider's submission server, on port 587 or 465.",
    change: [{ key: "Email/Port", words: "587, or 465 with Email/SMTPS = enabled" }],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "relay-denied",
    signs: [
      { replyCodes: [550, 551, 553, 554], text: /relay/i, atMost: "likely" },
      { outcomes: ["RELAY_DENIED"], atMost: "likely" },
    ],
    cause:
      "{Host} does not pass mail on for this device: nobody logged in, or it is the wrong server, such as the one that receives mail for the domain.",
    fix: "Log in, on the port for submission (587 or 465).",
    change: [
      { key: "Email/Username", words: "the user name as the provider gives it" },
      { key: "Email/Port", words: "587, or 465 with Email/SMTPS = enabled" },
    ],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
  {
    id: "greylisted",
    signs: [
      { stages: ["mail", "rcpt", "data", "final"], replyCodes: [450, 451], text: /gr[ae]y-?list/i },
      { replyCodes: [450, 451], text: /gr[ae]y-?list/i },
      { stages: ["rcpt"], replyCodes: [450, 451], enhanced: ["4.2.0", "4.7.1"], atMost: "likely" },
      { stages: ["rcpt"], replyCodes: [450, 451], atMost: "possible" },
    ],
    cause:
      "The server puts off everybody whom it sees for the first time; this keeps spam away that does not come back.",
    fix: "Just try again: after 5, 15 or 30 minutes it is usually taken.",
    change: [],
    side: "server",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["emailjs#202", "postal#576", "docker-smtp#12"] },
  },
  {
    id: "too-many-connections",
    signs: [
      {
        replyCodes: [421, 450, 451, 452, 454],
        text: /too many (?:concurrent |simultaneous |open )?(?:SMTP )?connections/i,
      },
      { replyCodes: [421], atMost: "possible" },
    ],
    cause: "The server has too many connections from this network, or is closing down.",
    fix: "Use one connection at a time, and wait.",
    change: [],
    side: "server",
    act: "slow",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["email-templates#469"] },
  },
  {
    id: "taken-but-may-not-arrive",
    signs: [
      {
        stages: ["final"],
        outcomes: ["DELIVERED"],
        condition: "sender-is-elsewhere",
        atMost: "possible",
      },
      {
        stages: ["final"],
        outcomes: ["DELIVERED"],
        condition: "helo-is-local",
        atMost: "possible",
      },
    ],
    cause:
      "The server has taken the message. If it never arrives: the sender's domain lets only its own provider send in its name, or this device introduces itself {helo}; receivers drop such mail without a word.",
    fix: "Send from an address of the provider whose server this is, and give the device a full name.",
    change: [
      { key: "IpConfig/EmailAddress", words: "an address at this server's own domain" },
      { key: "Email/HeloName", words: "a full name, such as unit7.example.com" },
    ],
    side: "here",
    act: "none",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["worker-mailer#55", "nodemailer#1645"] },
  },
  {
    id: "recipient-unknown",
    signs: [
      { replyCodes: [550, 551, 553], enhanced: ["5.1.1", "5.1.10"] },
      {
        stages: ["rcpt"],
        replyCodes: [550, 551, 553],
        enhanced: ["5.1.0", "5.1.2", "5.1.3", "5.1.6"],
      },
    ],
    cause: "There is no such mailbox at the recipient's domain.",
    fix: "Correct the recipient's address.",
    change: [],
    side: "here",
    act: "bounce",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 3463 section 3.2"] },
  },
  {
    id: "recipient-mailbox-full",
    signs: [
      { stages: ["rcpt", "final"], replyCodes: [422, 452, 550, 552], enhanced: ["4.2.2", "5.2.2"] },
    ],
    cause: "The recipient's mailbox is full.",
    fix: "The recipient has to make room.",
    change: [],
    side: "server",
    act: "retry",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 3463 section 3.3"] },
  },
  {
    id: "message-too-big",
    signs: [
      { replyCodes: [552, 554], enhanced: ["5.3.4", "5.2.3"] },
      { outcomes: ["MESSAGE_TOO_BIG"], atMost: "likely" },
    ],
    cause:
      "The message is bigger than the server allows; attachments grow by more than a third on the way.",
    fix: "Send smaller attachments, or say only where the file can be found.",
    change: [],
    side: "here",
    act: "bounce",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 1870", "RFC 3463 section 3.4"] },
  },
  {
    id: "address-blocked",
    signs: [
      {
        replyCodes: [421, 521, 550, 553, 554],
        text: /spamhaus|block ?list|blacklist|dnsbl|\brbl\b|spamcop|barracuda|poor reputation/i,
        atMost: "likely",
      },
    ],
    cause: "The address of this network stands on a block list, or has a bad name with the server.",
    fix: "Send through the provider's submission server with a login; lines for homes and mobile networks are on such lists as a rule.",
    change: [
      { key: "Email/Port", words: "587, or 465 with Email/SMTPS = enabled" },
      { key: "Email/Username", words: "the user name as the provider gives it" },
    ],
    side: "network",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "general", references: [] },
  },
  {
    id: "may-already-be-delivered",
    signs: [{ outcomes: ["MAYBE_DELIVERED"] }],
    cause:
      "The connection was lost after the whole message was sent and before the server's answer.",
    fix: "Ask the recipient before sending it again; it is kept with its Message-ID.",
    change: [],
    side: "network",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 1047"] },
  },
];
