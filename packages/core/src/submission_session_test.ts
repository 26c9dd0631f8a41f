import { describe, expect, it } from "@jest/globals";
import {
  actionsOf,
  address,
  byteByByte,
  type DialogueScript,
  endsOf,
  eventsOf,
  everySplit,
  PLAN,
  playDialogue,
  SECRET_TEXT,
  TRANSACTION,
} from "./_testing/play_dialogue.ts";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { encodeBase64 } from "./base64.ts";
import { QUEUE_TIMEOUTS } from "./session_timeouts.ts";
import type { Protection } from "./submission_outcome.ts";
import { SubmissionSession } from "./submission_session.ts";
import { encodeUtf8 } from "./utf8.ts";

const LOGIN = { username: "joe", mode: "starttls-must" } as const;
const PLAIN_WORD = encodeBase64(encodeUtf8(`\0joe\0${SECRET_TEXT}`));
const XOAUTH2_WORD = encodeBase64(encodeUtf8(`user=joe\x01auth=Bearer ${SECRET_TEXT}\x01\x01`));
const BEARER_WORD = encodeBase64(
  encodeUtf8(`n,a=joe,\x01host=mx.example\x01port=25\x01auth=Bearer ${SECRET_TEXT}\x01\x01`),
);
const OFF = "encryption is switched off in the settings";
const TLS13: Protection = { tls: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", verified: true };
const PIN = "sha256/one";
const OTHER_PIN = "sha256/two";
const UNVERIFIED: Protection = {
  ...TLS13,
  verified: false,
  why: "the certificate was not accepted as proof: said the platform",
};

const SENT = ["S: 354 go", "sendContent", "markUncertain", "C: ."];
const DONE = ["S: 250 2.0.0 queued as 1", "C: QUIT", "S: 221 bye", "close"];
const ENVELOPE = [
  "C: MAIL FROM:<unit@example.com>",
  "S: 250 ok",
  "C: RCPT TO:<a@example.net>",
  "S: 250 ok",
  "C: DATA",
];
const HELLO = ["S: 220 mx.example ESMTP", "C: EHLO unit.example"];
const UPGRADED = [
  ...HELLO,
  "S: 250-mx.example",
  "S: 250 STARTTLS",
  "C: STARTTLS",
  "S: 220 go",
  "startTls",
];
const PLAIN_LOGIN = [
  "C: EHLO unit.example",
  "S: 250-mx.example",
  "S: 250 AUTH PLAIN",
  `C: AUTH PLAIN ${PLAIN_WORD}`,
  "S: 235 2.7.0 ok",
];

interface Row extends DialogueScript {
  readonly name: string;
  /** One `kind CODE rule` per recipient of each transaction, or what broke the session off. */
  readonly ends: readonly string[];
  readonly protection?: Protection;
}

const ROWS: readonly Row[] = [
  {
    name: "delivers in clear to a server without extensions",
    lines: [...HELLO, "S: 250 mx.example", ...ENVELOPE, ...SENT, ...DONE],
    ends: ["delivered DELIVERED F-250"],
    protection: { tls: null, why: OFF },
  },
  {
    name: "says that the server is on this machine",
    remoteAddress: "127.0.0.1",
    lines: [...HELLO, "S: 250 mx.example", ...ENVELOPE, ...SENT, ...DONE],
    ends: ["delivered DELIVERED F-250"],
    protection: { tls: null, why: `${OFF}; the server is on this machine` },
  },
  {
    name: "pipelines the envelope",
    transactions: [
      { ...TRANSACTION, recipients: [address("a@example.net"), address("b@example.net")] },
    ],
    lines: [
      ...HELLO,
      "S: 250-mx",
      "S: 250 PIPELINING",
      "C: MAIL FROM:<unit@example.com>",
      "C: RCPT TO:<a@example.net>",
      "C: RCPT TO:<b@example.net>",
      "C: DATA",
      "S: 250 ok",
      "S: 550 5.1.1 unknown",
      "S: 250 ok",
      ...SENT,
      ...DONE,
    ],
    ends: ["permanent RECIPIENT_REFUSED F-rcpt-5", "delivered DELIVERED F-250"],
  },
  {
    name: "sends a lone dot when nobody is left and 354 comes anyway",
    lines: [
      ...HELLO,
      "S: 250-mx",
      "S: 250 PIPELINING",
      "C: MAIL FROM:<unit@example.com>",
      "C: RCPT TO:<a@example.net>",
      "C: DATA",
      "S: 250 ok",
      "S: 450 4.2.0 greylisted",
      "S: 354 go",
      "C: .",
      "S: 554 5.5.1 no recipients",
      "C: QUIT",
      "S: 221 bye",
      "close",
    ],
    ends: ["transient RECIPIENT_DEFERRED F-rcpt-4"],
  },
  {
    name: "lets a refused MAIL decide for everybody, pipelined or not",
    lines: [
      ...HELLO,
      "S: 250-mx",
      "S: 250 PIPELINING",
      "C: MAIL FROM:<unit@example.com>",
      "C: RCPT TO:<a@example.net>",
      "C: DATA",
      "S: 530 5.7.0 authenticate first",
      "S: 503 no MAIL",
      "S: 503 no RCPT",
      "C: QUIT",
      "S: 221 bye",
      "close",
    ],
    ends: ["hold AUTH_REQUIRED S8"],
  },
  {
    name: "ends the transaction when every recipient is refused",
    lines: [
      ...HELLO,
      "S: 250 mx",
      ...ENVELOPE.slice(0, 3),
      "S: 554 5.7.1 Relay access denied",
      "C: QUIT",
    ],
    ends: ["hold RELAY_DENIED F-relay"],
  },
  {
    name: "says the size and fails before MAIL when it is too big (V18)",
    transactions: [TRANSACTION, { ...TRANSACTION, content: { sizeBytes: 101, eightBit: false } }],
    lines: [
      ...HELLO,
      "S: 250-mx",
      "S: 250 SIZE 100",
      "C: MAIL FROM:<unit@example.com> SIZE=100",
      ...ENVELOPE.slice(1),
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250", "permanent MESSAGE_TOO_BIG V18"],
  },
  {
    name: "uses 8BITMIME and SMTPUTF8 only where they are needed",
    transactions: [
      {
        ...TRANSACTION,
        recipients: [address("j\u00fcrgen@example.net")],
        content: { sizeBytes: 5, eightBit: true },
      },
    ],
    lines: [
      ...HELLO,
      "S: 250-mx",
      "S: 250-8BITMIME",
      "S: 250 SMTPUTF8",
      "C: MAIL FROM:<unit@example.com> BODY=8BITMIME SMTPUTF8",
      "S: 250 ok",
      "C: RCPT TO:<j\u00fcrgen@example.net>",
      "S: 250 ok",
      "C: DATA",
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "fails only the recipient that the server cannot write (V19)",
    transactions: [
      {
        ...TRANSACTION,
        recipients: [address("j\u00fcrgen@example.net"), address("a@example.net")],
      },
    ],
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE, ...SENT, ...DONE],
    ends: ["permanent RECIPIENT_NEEDS_SMTPUTF8 V19", "delivered DELIVERED F-250"],
  },
  {
    name: "refuses 8-bit content for a server that takes none",
    transactions: [{ ...TRANSACTION, content: { sizeBytes: 5, eightBit: true } }],
    lines: [...HELLO, "S: 250 mx", "C: QUIT"],
    ends: ["permanent EIGHT_BIT_NOT_OFFERED RFC 6152"],
  },
  {
    name: "sends a report with the null sender",
    transactions: [{ ...TRANSACTION, sender: null }],
    lines: [...HELLO, "S: 250 mx", "C: MAIL FROM:<>", ...ENVELOPE.slice(1), ...SENT, ...DONE],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "resets between two transactions",
    transactions: [TRANSACTION, TRANSACTION],
    lines: [
      ...HELLO,
      "S: 250 mx",
      ...ENVELOPE,
      ...SENT,
      "S: 452 4.3.1 disk full",
      "C: RSET",
      "S: 250 ok",
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["transient MESSAGE_DEFERRED F-4", "delivered DELIVERED F-250"],
  },
  {
    name: "upgrades, forgets what it learned and logs in (V3, C16)",
    plan: LOGIN,
    lines: [...UPGRADED, "TLS ok", ...PLAIN_LOGIN, ...ENVELOPE, ...SENT, ...DONE],
    ends: ["delivered DELIVERED F-250"],
    protection: TLS13,
  },
  {
    name: "says who has vouched for the server",
    plan: LOGIN,
    lines: [...UPGRADED, "TLS ok RootX1", ...PLAIN_LOGIN, ...ENVELOPE, ...SENT, ...DONE],
    ends: ["delivered DELIVERED F-250"],
    protection: { ...TLS13, authority: "RootX1" },
  },
  {
    name: "does not use what was offered before TLS (V3)",
    plan: LOGIN,
    lines: [
      ...HELLO,
      "S: 250-mx",
      "S: 250-AUTH PLAIN",
      "S: 250 STARTTLS",
      "C: STARTTLS",
      "S: 220 go",
      "startTls",
      "TLS ok",
      "C: EHLO unit.example",
      "S: 250 mx",
      "C: QUIT",
      "close",
    ],
    ends: ["hold AUTH_NOT_OFFERED S1"],
    protection: TLS13,
  },
  {
    name: "ignores STARTTLS inside TLS (C15)",
    plan: { mode: "implicit" },
    lines: [
      "startTls",
      "TLS ok",
      ...HELLO,
      "S: 250-mx",
      "S: 250 STARTTLS",
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
    protection: TLS13,
  },
  {
    name: "stops when STARTTLS must be and is not offered (C7)",
    plan: LOGIN,
    lines: [...HELLO, "S: 250-mx", "S: 250 AUTH PLAIN", "C: QUIT", "close"],
    ends: ["transient STARTTLS_NOT_OFFERED C7"],
  },
  {
    name: "does not take the word STARTTLS in the greeting line for an offer (V5)",
    plan: LOGIN,
    lines: [...HELLO, "S: 250 mx STARTTLS", "C: QUIT", "close"],
    ends: ["transient STARTTLS_NOT_OFFERED C7"],
  },
  {
    name: "names what removed STARTTLS (C7b)",
    plan: LOGIN,
    lines: [...HELLO, "S: 250-mx", "S: 250 XXXXXXXA", "C: QUIT", "close"],
    ends: ["transient STARTTLS_STRIPPED C7"],
  },
  {
    name: "goes on in clear when STARTTLS may be and nothing is at stake (C8)",
    plan: { mode: "starttls-may" },
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE, ...SENT, ...DONE],
    ends: ["delivered DELIVERED F-250"],
    protection: { tls: null, why: "the server does not offer STARTTLS" },
  },
  {
    name: "does not log in in clear when STARTTLS may be (C9)",
    plan: { mode: "starttls-may", username: "joe" },
    lines: [...HELLO, "S: 250-mx", "S: 250 AUTH PLAIN", "C: QUIT", "close"],
    ends: ["hold CREDENTIALS_WOULD_LEAK C9"],
  },
  {
    name: "does not downgrade when STARTTLS is broken (C12)",
    plan: { mode: "starttls-may" },
    lines: [
      ...HELLO,
      "S: 250-mx",
      "S: 250 STARTTLS",
      "C: STARTTLS",
      "S: 454 4.7.0 TLS not available",
      "C: QUIT",
      "close",
    ],
    ends: ["transient STARTTLS_UNAVAILABLE C12"],
  },
  {
    name: "does not downgrade when the handshake fails",
    plan: { mode: "starttls-may" },
    lines: [...UPGRADED, "TLS failed ECONNRESET", "close"],
    ends: ["transient TLS_HANDSHAKE_FAILED B6"],
  },
  {
    name: "goes on unverified when STARTTLS may be and nothing is at stake (D4)",
    plan: { mode: "starttls-may" },
    lines: [
      ...UPGRADED,
      "TLS cert DEPTH_ZERO_SELF_SIGNED_CERT",
      "C: EHLO unit.example",
      "S: 250 mx",
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
    protection: UNVERIFIED,
  },
  {
    name: "stops at a certificate that is not good when TLS must be (D8)",
    plan: LOGIN,
    lines: [...UPGRADED, "TLS cert CERT_HAS_EXPIRED", "close"],
    ends: ["hold CERTIFICATE_EXPIRED D8"],
    protection: UNVERIFIED,
  },
  {
    name: "stops at a certificate that is not good in implicit TLS (D6)",
    plan: { mode: "implicit" },
    lines: ["startTls", "TLS cert ERR_TLS_CERT_ALTNAME_INVALID", "close"],
    ends: ["hold CERTIFICATE_NAME_MISMATCH D6"],
    protection: UNVERIFIED,
  },
  {
    name: "goes on with any certificate only where that was accepted in so many words (A15)",
    plan: { ...LOGIN, skipVerificationDangerous: true },
    lines: [
      ...UPGRADED,
      "TLS cert CERT_HAS_EXPIRED",
      ...PLAIN_LOGIN,
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
    protection: UNVERIFIED,
  },
  {
    name: "trusts a pinned key that no authority signed (D2)",
    plan: { ...LOGIN, pins: [PIN, OTHER_PIN] },
    lines: [
      ...UPGRADED,
      `TLS key ${PIN} DEPTH_ZERO_SELF_SIGNED_CERT`,
      ...PLAIN_LOGIN,
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
    protection: { ...TLS13, by: "pin" },
  },
  {
    name: "trusts no other key than the pinned one, whoever signed it (D3)",
    plan: { ...LOGIN, pins: [PIN] },
    lines: [...UPGRADED, `TLS key ${OTHER_PIN}`, "close"],
    ends: ["hold PIN_MISMATCH D3"],
  },
  {
    name: "trusts no key that it cannot see when there is a pin (D3)",
    plan: { mode: "starttls-may", pins: [PIN], skipVerificationDangerous: true },
    lines: [...UPGRADED, "TLS ok", "close"],
    ends: ["hold PIN_MISMATCH D3"],
  },
  {
    name: "does not go on in clear where STARTTLS was once offered (A21)",
    plan: { mode: "starttls-may" },
    history: { startTls: true, verified: true },
    lines: [...HELLO, "S: 250 mx", "C: QUIT", "close"],
    ends: ["transient DOWNGRADE A21"],
  },
  {
    name: "goes on in clear where a downgrade was accepted (A21)",
    plan: { mode: "starttls-may", downgradeDangerous: true },
    history: { startTls: true, verified: true },
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE, ...SENT, ...DONE],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "does not go on unverified where the name was once proved (A21)",
    plan: { mode: "starttls-may" },
    history: { startTls: true, verified: true },
    lines: [...UPGRADED, "TLS cert CERT_HAS_EXPIRED", "C: QUIT", "close"],
    ends: ["transient DOWNGRADE A21"],
  },
  {
    name: "says downgrade where STARTTLS must be and was offered before (C7)",
    plan: LOGIN,
    history: { startTls: true, verified: false },
    lines: [...HELLO, "S: 250 mx", "C: QUIT", "close"],
    ends: ["transient DOWNGRADE A21"],
  },
  {
    name: "says that the port speaks plain text first (B5)",
    plan: { mode: "implicit" },
    lines: ["startTls", "TLS failed ERR_SSL_WRONG_VERSION_NUMBER", "close"],
    ends: ["hold SMTPS_ON_PLAINTEXT_PORT B5"],
    protection: { tls: null, why: "the connection ended before it was encrypted" },
  },
  {
    name: "says that the port speaks TLS first (B8)",
    lines: ["S: \u0015\u0003\u0001", "close"],
    ends: ["hold SMTPS_OFF_ON_TLS_PORT B8"],
  },
  {
    name: "recognises a web server (B12)",
    lines: ["S: HTTP/1.1 400 Bad Request", "close"],
    ends: ["hold WRONG_SERVICE B12"],
  },
  {
    name: "waits and tries again when the greeting does not come (B7)",
    lines: ["timedOut", "close"],
    ends: ["transient GREETING_TIMEOUT B7"],
  },
  {
    name: "tries again after a greeting that refuses (B11)",
    lines: ["S: 554 5.7.1 go away", "C: QUIT", "close"],
    ends: ["transient GREETING_REFUSED B11"],
  },
  {
    name: "uses HELO when nothing is at stake (C2)",
    plan: { mode: "starttls-may" },
    lines: [
      ...HELLO,
      "S: 502 what",
      "C: HELO unit.example",
      "S: 250 mx",
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
    protection: { tls: null, why: "the server knows no EHLO and so no STARTTLS" },
  },
  {
    name: "does not use HELO with a login (C3)",
    plan: { username: "joe", passwordInClearDangerous: true },
    lines: [...HELLO, "S: 500 what", "C: QUIT", "close"],
    ends: ["hold ESMTP_REQUIRED C3"],
  },
  {
    name: "does not use HELO where TLS must be (C3)",
    plan: { mode: "starttls-must" },
    lines: [...HELLO, "S: 502 what", "C: QUIT", "close"],
    ends: ["hold ESMTP_REQUIRED C3"],
  },
  {
    name: "does not use HELO inside TLS (C14)",
    plan: { mode: "implicit" },
    lines: ["startTls", "TLS ok", ...HELLO, "S: 502 what", "C: QUIT", "close"],
    ends: ["hold ESMTP_REQUIRED C3"],
  },
  {
    name: "introduces itself by address once when the name is refused (C4)",
    lines: [
      ...HELLO,
      "S: 504 5.5.2 need a full name",
      "C: EHLO [192.0.2.7]",
      "S: 501 no",
      "C: QUIT",
      "close",
    ],
    ends: ["hold BAD_HELO_NAME C4"],
  },
  {
    name: "logs in in clear on this machine, without showing the secret if it can (S3)",
    plan: { username: "joe" },
    remoteAddress: "::1",
    secret: "tanstaaftanstaaf",
    lines: [
      ...HELLO,
      "S: 250-mx",
      "S: 250 AUTH PLAIN CRAM-MD5",
      "C: AUTH CRAM-MD5",
      "S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
      "C: am9lIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw",
      "S: 235 ok",
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "tries the next mechanism when the server turns out not to have one",
    plan: LOGIN,
    lines: [
      ...UPGRADED,
      "TLS ok",
      "C: EHLO unit.example",
      "S: 250-mx",
      "S: 250 AUTH LOGIN PLAIN",
      `C: AUTH PLAIN ${PLAIN_WORD}`,
      "S: 504 5.5.4 not here",
      "C: AUTH LOGIN",
      "S: 334 VXNlcm5hbWU6",
      "C: am9l",
      "S: 334 UGFzc3dvcmQ6",
      `C: ${encodeBase64(encodeUtf8(SECRET_TEXT))}`,
      "S: 235 ok",
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "holds after a refused login and does not try again (S6)",
    plan: LOGIN,
    lines: [
      ...UPGRADED,
      "TLS ok",
      ...PLAIN_LOGIN.slice(0, 4),
      "S: 535 5.7.8 no",
      "C: QUIT",
      "close",
    ],
    ends: ["hold AUTH_REFUSED S6"],
  },
  {
    name: "tries again when the login service is down (S7)",
    plan: LOGIN,
    lines: [
      ...UPGRADED,
      "TLS ok",
      ...PLAIN_LOGIN.slice(0, 4),
      "S: 454 4.7.0 later",
      "C: QUIT",
      "close",
    ],
    ends: ["transient AUTH_UNAVAILABLE S7"],
  },
  {
    name: "stops when no way to log in is shared, XOAUTH2 listed or not (S2)",
    plan: LOGIN,
    lines: [
      ...UPGRADED,
      "TLS ok",
      "C: EHLO unit.example",
      "S: 250-mx",
      "S: 250 AUTH XOAUTH2 GSSAPI",
      "C: QUIT",
      "close",
    ],
    ends: ["hold NO_COMMON_MECHANISM S2"],
  },
  {
    name: "sends without a login where that is accepted and none is offered (V6)",
    plan: { ...LOGIN, login: "if-offered" },
    lines: [
      ...UPGRADED,
      "TLS ok",
      "C: EHLO unit.example",
      "S: 250 mx",
      ...ENVELOPE,
      ...SENT,
      ...DONE,
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "cancels an exchange that makes no sense (S5)",
    plan: LOGIN,
    lines: [
      ...UPGRADED,
      "TLS ok",
      "C: EHLO unit.example",
      "S: 250-mx",
      "S: 250 AUTH CRAM-MD5",
      "C: AUTH CRAM-MD5",
      "S: 334 ???",
      "C: *",
      "S: 501 cancelled",
      "C: QUIT",
      "close",
    ],
    ends: ["hold AUTH_EXCHANGE_FAILED S5"],
  },
  {
    name: "logs in with a token where one is set, and tries the other way when one is not known",
    plan: { ...LOGIN, tokenFile: "/run/token" },
    lines: [
      ...[...UPGRADED, "TLS ok", "C: EHLO unit.example", "S: 250-mx"],
      ...["S: 250 AUTH PLAIN OAUTHBEARER XOAUTH2", `C: AUTH OAUTHBEARER ${BEARER_WORD}`],
      ...["S: 504 5.5.4 not here", `C: AUTH XOAUTH2 ${XOAUTH2_WORD}`, "S: 235 ok"],
      ...[...ENVELOPE, ...SENT, ...DONE],
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "answers the explanation of a refused token and holds (S10)",
    plan: { ...LOGIN, tokenFile: "/run/token" },
    lines: [
      ...[...UPGRADED, "TLS ok", "C: EHLO unit.example", "S: 250-mx", "S: 250 AUTH XOAUTH2"],
      ...[`C: AUTH XOAUTH2 ${XOAUTH2_WORD}`, "S: 334 eyJzdGF0dXMiOiI0MDEifQ==", "C: "],
      ...["S: 535 5.7.8 no", "C: QUIT", "close"],
    ],
    ends: ["hold AUTH_REFUSED S6"],
  },
  {
    name: "never sends a token in clear (V2)",
    plan: { username: "joe", mode: "starttls-may", tokenFile: "/run/token" },
    lines: [...HELLO, "S: 250-mx", "S: 250 AUTH XOAUTH2", "C: QUIT", "close"],
    ends: ["hold CREDENTIALS_WOULD_LEAK C9"],
  },
  {
    name: "says when the secret cannot be read (A18)",
    plan: LOGIN,
    secret: undefined,
    lines: [...UPGRADED, "TLS ok", ...PLAIN_LOGIN.slice(0, 3), "C: QUIT", "close"],
    ends: ["hold SECRET_MISSING A18"],
  },
  {
    name: "may try again when the connection is lost before the lone dot",
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE, "closed", "close"],
    ends: ["transient CONNECTION_LOST F-lost"],
  },
  {
    name: "cannot know when the connection is lost after the lone dot",
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE, ...SENT, "closed", "close"],
    ends: ["uncertain MAYBE_DELIVERED F-uncertain"],
  },
  {
    name: "cannot know when no answer to the lone dot comes",
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE, ...SENT, "timedOut", "close"],
    ends: ["uncertain MAYBE_DELIVERED F-uncertain"],
  },
  {
    name: "cannot know when the answer to the lone dot is no answer",
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE, ...SENT, "S: rubbish", "close"],
    ends: ["uncertain MAYBE_DELIVERED F-uncertain"],
  },
  {
    name: "breaks off on rubbish in the dialogue",
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE.slice(0, 1), "S: rubbish", "close"],
    ends: ["transient PROTOCOL_ERROR V5"],
  },
  {
    name: "breaks off when the server closes down in between (421)",
    lines: [...HELLO, "S: 250 mx", ...ENVELOPE.slice(0, 3), "S: 421 4.3.2 closing", "close"],
    ends: ["transient SERVER_BUSY F-421"],
  },
  {
    name: "names what the network said",
    lines: ["connectFailed ECONNREFUSED", "close"],
    ends: ["transient CONNECTION_REFUSED B2"],
  },
];

describe("SubmissionSession", () => {
  it.each(ROWS)("$name", (row) => {
    const result = playDialogue(row);
    expect(result.actions).toEqual(actionsOf(row));
    expect(endsOf(result)).toEqual(row.ends);
    if (row.protection !== undefined) {
      const ended = result.outcomes.at(-1) ?? result.finished;
      expect(ended?.protection).toEqual(row.protection);
    }
  });

  it("plays every dialogue alike at every split point and byte by byte", () => {
    const played = { dialogues: 0, splits: 0 };
    for (const row of ROWS) {
      const whole = playDialogue(row);
      const events = eventsOf(row);
      for (const split of [...everySplit(events), byteByByte(events)]) {
        expect(playDialogue(row, split)).toEqual(whole);
        played.splits += 1;
      }
      played.dialogues += 1;
    }
    expect(played.dialogues).toBe(ROWS.length);
    expect(played.splits).toBeGreaterThan(3500);
    process.stdout.write(
      `Dialogues: ${played.dialogues} played in ${played.splits} ways of splitting\n`,
    );
  });

  it("aborts when text follows the 220 to STARTTLS, at every split point (V4)", () => {
    const lines = [...UPGRADED.slice(0, 5), "S: 220 go", "S: 250 injected", "S: 235 injected"];
    for (const partial of [lines, [...lines.slice(0, 6), "S: 25"]]) {
      const script = { plan: LOGIN, lines: partial };
      const events = eventsOf(script);
      for (const split of [events, ...everySplit(events), byteByByte(events)]) {
        const result = playDialogue(script, split);
        expect(endsOf(result)).toEqual(["transient INJECTION C11"]);
        expect(result.actions.filter((action) => action.startsWith("C: "))).toEqual([
          "C: EHLO unit.example",
          "C: STARTTLS",
        ]);
      }
    }
  });

  it("stops sending when the server refuses in the middle of the content", () => {
    const session = withoutLogin();
    session.observe({ kind: "connected", localAddress: "192.0.2.7", remoteAddress: "192.0.2.8" });
    for (const text of ["220 mx", "250 mx"]) say(session, text);
    session.observe({ kind: "submit", transaction: TRANSACTION });
    for (const text of ["250 ok", "250 ok", "354 go"]) say(session, text);
    const { effects } = say(session, "552 5.3.4 too big");
    expect(effects.map(({ kind }) => kind)).toEqual(["transactionDone", "close", "finished"]);
    expect(effects[0]).toMatchObject({
      outcome: { recipients: [{ verdict: { kind: "permanent", code: "MESSAGE_TOO_BIG" } }] },
    });
  });

  it("marks as uncertain only the recipients that were accepted", () => {
    const session = withoutLogin();
    session.observe({ kind: "connected", localAddress: "192.0.2.7", remoteAddress: "192.0.2.8" });
    for (const text of ["220 mx", "250 mx"]) say(session, text);
    const recipients = [address("a@example.net"), address("b@example.net")];
    session.observe({ kind: "submit", transaction: { ...TRANSACTION, recipients } });
    for (const text of ["250 ok", "550 no", "250 ok", "354 go"]) say(session, text);
    expect(session.observe({ kind: "contentSent" }).effects[0]).toEqual({
      kind: "markUncertain",
      recipients: ["b@example.net"],
    });
  });

  it("wants to be woken by the limit of the stage, and not again by a dripping server", () => {
    const session = withoutLogin();
    const connected = { localAddress: "192.0.2.7", remoteAddress: "192.0.2.8" };
    const set = (inMs: number) => ({ kind: "set", inMs });
    expect(session.observe({ kind: "connected", ...connected }).alarm).toEqual(set(300_000));
    const drip = session.observe({ kind: "bytes", bytes: encodeUtf8("2") });
    expect(drip).toEqual({ effects: [], alarm: { kind: "keep" } });
    expect(session.observe({ kind: "bytes", bytes: encodeUtf8("20 mx\r\n") }).alarm).toEqual(
      set(300_000),
    );
    expect(say(session, "250 mx").alarm).toEqual({ kind: "off" });
    expect(session.observe({ kind: "submit", transaction: TRANSACTION }).alarm).toEqual(
      set(300_000),
    );
    say(session, "250 ok");
    expect(say(session, "250 ok").alarm).toEqual(set(120_000));
    expect(say(session, "354 go").alarm).toEqual(set(180_000));
    expect(session.observe({ kind: "contentSent" }).alarm).toEqual(set(600_000));
    expect(say(session, "250 done").alarm).toEqual({ kind: "off" });
  });

  it("refuses a transaction while another is under way", () => {
    const session = withoutLogin();
    expect(() => session.observe({ kind: "submit", transaction: TRANSACTION })).toThrow(
      new TypeError("Cannot submit a transaction: the session is not ready"),
    );
  });

  it("refuses a handshake that it did not ask for", () => {
    const session = withoutLogin();
    const tls = { protocol: "TLSv1.3", cipher: "x", certificateFailure: undefined };
    expect(() => session.observe({ kind: "tlsEstablished", tls })).toThrow(
      new TypeError("Cannot take a handshake: none was asked for"),
    );
  });

  it("masks a secret in rubbish before it cuts the rubbish", () => {
    const rubbish = `S: ${"x".repeat(75)}${PLAIN_WORD}`;
    const lines = [...UPGRADED, "TLS ok", ...PLAIN_LOGIN.slice(0, 4), rubbish];
    const { transcript, finished } = playDialogue({ plan: LOGIN, lines });
    expect(transcript.at(-1)).toBe(`server ${"x".repeat(75)}****`);
    expect(finished?.failure?.detail).toBe(`the server sent "${"x".repeat(75)}****" (malformed)`);
  });

  it("shows no challenge and no proof of a server, which a stranger could guess from", () => {
    const lines = [
      ...UPGRADED,
      "TLS ok",
      ...PLAIN_LOGIN.slice(0, 1),
      "S: 250-mx.example",
      "S: 250 AUTH LOGIN",
      "S: 334 VXNlcm5hbWU6",
      "S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+",
      "S: 235 dj1wcm9vZm9mdGhlc2VydmVy",
    ];
    const { transcript } = playDialogue({ plan: LOGIN, lines });
    expect(transcript.filter((line) => /^server [23]3[45]/.test(line))).toEqual([
      "server 334 VXNlcm5hbWU6",
      "server 334 ****",
      "server 235 ****",
    ]);
  });

  it("writes the same transcript that was played, with the login masked", () => {
    const script = {
      plan: LOGIN,
      lines: [
        ...UPGRADED,
        "TLS ok",
        ...PLAIN_LOGIN.slice(0, 4),
        `S: 535 5.7.8 ${PLAIN_WORD} is not ${SECRET_TEXT}`,
      ],
    };
    const result = playDialogue(script);
    expect(result.transcript.slice(-7)).toEqual([
      "note encrypted with TLSv1.3 TLS_AES_256_GCM_SHA384",
      "client EHLO unit.example",
      "server 250-mx.example",
      "server 250 AUTH PLAIN",
      "client AUTH PLAIN ****",
      "server 535 5.7.8 **** is not ****",
      "client QUIT",
    ]);
    expect(JSON.stringify(result.finished)).not.toContain(SECRET_TEXT);
    expect(JSON.stringify(result.finished)).not.toContain(PLAIN_WORD);
  });
});

function withoutLogin(): SubmissionSession {
  return new SubmissionSession({
    plan: PLAN,
    secret: undefined,
    timeouts: QUEUE_TIMEOUTS,
    crypto: { hmac: fail, sha256: fail, pbkdf2Sha256: fail, nonce: fail },
  });
}

function fail(): never {
  throw new Error("Cannot hash here: nothing logs in");
}

function say(session: SubmissionSession, text: string): ReturnType<SubmissionSession["observe"]> {
  return session.observe({ kind: "bytes", bytes: encodeUtf8(`${text}\r\n`) });
}

const BABBLE = [
  "S: 220 mx",
  "S: 250 mx",
  "S: 250-mx",
  "S: 250 STARTTLS",
  "S: 250-AUTH PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256",
  "S: 334 ",
  "S: 235 ok",
  "S: 354 go",
  "S: 500 what",
  "S: 535 no",
  "S: 421 bye",
  "S: junk",
  "TLS ok",
  "TLS cert CERT_HAS_EXPIRED",
  "closed",
];

/** A known dialogue with one to three of its lines lost, replaced or joined by babble. */
function mutated(lines: readonly string[], random: SeededRandom): string[] {
  const changed = [...lines];
  for (let change = random.below(3); change >= 0; change--) {
    const babble = [BABBLE[random.below(BABBLE.length)] ?? ""];
    changed.splice(random.below(changed.length), random.below(2), ...babble.slice(random.below(2)));
  }
  return changed;
}

describe("SubmissionSession with a server that says anything", () => {
  it("never sends a login or an envelope before the privacy that the plan demands (V1, V2)", () => {
    const random = new SeededRandom(5);
    const guarded = ROWS.filter((row) => row.remoteAddress === undefined);
    const forms = [
      SECRET_TEXT,
      PLAIN_WORD,
      XOAUTH2_WORD,
      BEARER_WORD,
      encodeBase64(encodeUtf8(SECRET_TEXT)),
    ];
    const seen = { logins: 0, envelopes: 0, violations: [] as string[] };
    for (let round = 0; round < 20_000; round++) {
      const row = guarded[random.below(guarded.length)] ?? ROWS[0];
      if (row === undefined) continue;
      const result = playDialogue({ ...row, lines: mutated(row.lines, random) });
      const clear = clearPart(result.actions, result.transcript);
      const mustBePrivate = row.plan?.mode === "implicit" || row.plan?.mode === "starttls-must";
      const leaks = clear.includes("C: AUTH") || (mustBePrivate && clear.includes("C: MAIL"));
      const shows = [clear, result.transcript.join(" ")].some((text) =>
        forms.some((form) => text.includes(form)),
      );
      if (leaks || shows) seen.violations.push(`${row.name}: ${clear}`);
      if (result.written.includes("AUTH ")) seen.logins += 1;
      if (result.written.includes("MAIL ")) seen.envelopes += 1;
    }
    expect(seen.violations).toEqual([]);
    expect(seen.logins).toBeGreaterThan(500);
    expect(seen.envelopes).toBeGreaterThan(500);
  });
});

/** What went out before the first handshake, or everything when there was none. */
function clearPart(actions: readonly string[], transcript: readonly string[]): string {
  const secured = transcript.some((line) => line.startsWith("note encrypted"));
  return (secured ? actions.slice(0, actions.indexOf("startTls")) : actions).join("\n");
}
