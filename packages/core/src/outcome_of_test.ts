import { describe, expect, it } from "@jest/globals";
import { describeOutcome, lastWordsOf } from "./describe_outcome.ts";
import { CERTIFICATE_ROWS, FINDING_ROWS, TIMEOUT_ROWS, TRANSPORT_ROWS } from "./failure_rows.ts";
import { type OutcomeCause, outcomeOf } from "./outcome_of.ts";
import { REPLY_ROWS } from "./reply_rows.ts";
import { enhancedStatusOf } from "./smtp_reply.ts";
import type { SubmissionStage } from "./submission_stage.ts";

function replied(code: number, text: string): OutcomeCause {
  const enhanced = enhancedStatusOf(code, text);
  return { kind: "reply", reply: { code, enhanced, lines: [text] } };
}

const REPLIES: readonly (readonly [SubmissionStage, number, string, string])[] = [
  ["greeting", 421, "too busy", "transient SERVER_BUSY path F-421"],
  ["greeting", 450, "later", "transient SERVER_BUSY path B10"],
  ["greeting", 554, "go away", "transient GREETING_REFUSED path B11"],
  ["greeting", 250, "hello", "transient PROTOCOL_ERROR path V5"],
  ["ehlo", 502, "what", "hold ESMTP_REQUIRED path C3"],
  ["ehlo", 550, "bad name", "hold BAD_HELO_NAME path C4"],
  ["ehlo", 451, "later", "transient SERVER_BUSY path C5"],
  ["ehlo", 554, "no", "hold EHLO_REFUSED path C14"],
  ["starttls", 454, "broken", "transient STARTTLS_UNAVAILABLE path C12"],
  ["starttls", 503, "no", "hold STARTTLS_REFUSED path C13"],
  ["auth", 535, "5.7.8 no", "hold AUTH_REFUSED path S6"],
  ["auth", 550, "5.7.30 Basic authentication is not supported", "hold AUTH_REFUSED path S6"],
  ["auth", 432, "4.3.2 too many", "transient AUTH_UNAVAILABLE path S7"],
  ["auth", 503, "5.5.1 not enabled", "hold AUTH_EXCHANGE_FAILED path S9"],
  ["mail", 530, "5.7.57 not authenticated", "hold AUTH_REQUIRED path S8"],
  ["mail", 530, "5.7.0 Must issue a STARTTLS command first", "hold ENCRYPTION_REQUIRED path S8"],
  ["auth", 538, "5.7.11 Encryption required", "hold ENCRYPTION_REQUIRED path S8"],
  ["mail", 553, "5.7.1 not owned by user", "hold SENDER_REFUSED path F-sender"],
  [
    "mail",
    501,
    "mail from address must be same as authorization user",
    "hold SENDER_REFUSED path F-sender",
  ],
  ["mail", 553, "Relaying disallowed as x@y", "hold RELAY_DENIED path F-relay"],
  ["mail", 452, "4.3.1 disk full", "transient MESSAGE_DEFERRED message F-4"],
  ["mail", 552, "5.3.4 too big", "permanent MESSAGE_TOO_BIG message F-size"],
  ["mail", 501, "syntax", "permanent MESSAGE_REFUSED message F-5"],
  ["rcpt", 450, "4.2.0 greylisted", "transient RECIPIENT_DEFERRED recipient F-rcpt-4"],
  ["rcpt", 452, "4.5.3 too many", "transient TOO_MANY_RECIPIENTS recipient F-split"],
  ["rcpt", 452, "4.2.2 full", "transient RECIPIENT_DEFERRED recipient F-rcpt-4"],
  ["rcpt", 552, "Too many recipients", "transient TOO_MANY_RECIPIENTS recipient F-split"],
  ["rcpt", 550, "5.1.1 unknown", "permanent RECIPIENT_REFUSED recipient F-rcpt-5"],
  ["rcpt", 554, "5.7.1 Relay access denied", "hold RELAY_DENIED path F-relay"],
  ["rcpt", 550, "relay not permitted", "hold RELAY_DENIED path F-relay"],
  ["rcpt", 550, "5.7.1 Unable to relay.", "hold RELAY_DENIED path F-relay"],
  [
    "rcpt",
    554,
    "5.7.1 <a@x.test>: Recipient address rejected: Access denied",
    "hold RELAY_DENIED path F-relay",
  ],
  [
    "rcpt",
    554,
    "5.7.1 <unknown[192.0.2.7]>: Client host rejected: Access denied",
    "hold RELAY_DENIED path F-relay",
  ],
  [
    "rcpt",
    550,
    "5.1.1 <relay@x.test>: Recipient address rejected: User unknown",
    "permanent RECIPIENT_REFUSED recipient F-rcpt-5",
  ],
  [
    "rcpt",
    550,
    "5.1.1 relay-7@x.test is unknown at smtp-relay.x.test, said relay.x.test.",
    "permanent RECIPIENT_REFUSED recipient F-rcpt-5",
  ],
  ["rcpt", 504, "5.5.2 Helo rejected", "hold BAD_HELO_NAME path F-helo"],
  ["rcpt", 550, "4.2.2 full", "permanent RECIPIENT_REFUSED recipient F-rcpt-5"],
  ["data", 451, "4.7.1 later", "transient MESSAGE_DEFERRED message F-4"],
  ["data", 554, "no valid recipients", "permanent MESSAGE_REFUSED message F-5"],
  ["final", 250, "queued", "delivered DELIVERED message F-250"],
  ["final", 451, "later", "transient MESSAGE_DEFERRED message F-4"],
  ["final", 552, "5.3.4 too big", "permanent MESSAGE_TOO_BIG message F-size"],
  ["final", 554, "5.2.3 too big", "permanent MESSAGE_TOO_BIG message F-size"],
  ["final", 554, "5.7.1 spam", "permanent MESSAGE_REFUSED message F-5"],
  ["final", 554, "5.2.252 SendAsDenied; a not allowed", "hold SENDER_REFUSED path F-sender"],
  ["final", 554, "Email address is not verified", "hold SENDER_REFUSED path F-sender"],
  ["rcpt", 550, "5.7.68 Direct Send not allowed", "hold RELAY_DENIED path F-relay"],
  ["rcpt", 550, "5.7.64 Access Denied", "hold RELAY_DENIED path F-relay"],
  ["final", 550, "5.4.5 Daily limit exceeded", "transient MESSAGE_DEFERRED path F-quota"],
  [
    "final",
    554,
    "5.2.2 full; STOREDRV.Submission.Exception:QuotaExceededException",
    "hold MESSAGE_DEFERRED path F-quota",
  ],
  ["final", 554, "5.2.2 full", "permanent MESSAGE_REFUSED message F-5"],
  ["final", 354, "again", "uncertain MAYBE_DELIVERED message F-uncertain"],
  ["reset", 500, "what", "transient PROTOCOL_ERROR path V5"],
];

const FAILURES: readonly (readonly [
  SubmissionStage,
  "transport" | "certificate",
  string,
  string,
])[] = [
  ["connect", "transport", "ENOTFOUND", "transient HOST_NOT_FOUND path B1"],
  ["connect", "transport", "ECONNREFUSED", "transient CONNECTION_REFUSED path B2"],
  ["connect", "transport", "ETIMEDOUT", "transient CONNECT_TIMEOUT path B3"],
  ["connect", "transport", "ENETUNREACH", "transient NETWORK_UNREACHABLE path B4"],
  ["connect", "transport", "ENEWCODE", "transient CONNECTION_LOST path F-lost"],
  ["tls", "transport", "ERR_SSL_WRONG_VERSION_NUMBER", "hold SMTPS_ON_PLAINTEXT_PORT path B5"],
  [
    "starttls",
    "transport",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "transient TLS_HANDSHAKE_FAILED path B6",
  ],
  ["tls", "transport", "ECONNRESET", "transient TLS_HANDSHAKE_FAILED path B6"],
  ["tls", "transport", "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "hold TLS_VERSION path D10"],
  ["rcpt", "transport", "ECONNRESET", "transient CONNECTION_LOST path F-lost"],
  ["content", "transport", "EPIPE", "transient CONNECTION_LOST path F-lost"],
  ["final", "transport", "ECONNRESET", "uncertain MAYBE_DELIVERED message F-uncertain"],
  ["tls", "certificate", "DEPTH_ZERO_SELF_SIGNED_CERT", "hold CERTIFICATE_SELF_SIGNED path D4"],
  ["tls", "certificate", "SELF_SIGNED_CERT_IN_CHAIN", "hold CERTIFICATE_UNKNOWN_ISSUER path D4"],
  [
    "tls",
    "certificate",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "hold CERTIFICATE_INCOMPLETE_CHAIN path D5",
  ],
  ["tls", "certificate", "ERR_TLS_CERT_ALTNAME_INVALID", "hold CERTIFICATE_NAME_MISMATCH path D6"],
  ["tls", "certificate", "CERT_HAS_EXPIRED", "hold CERTIFICATE_EXPIRED path D8"],
  ["tls", "certificate", "CERT_NOT_YET_VALID", "hold CERTIFICATE_NOT_YET_VALID path D9"],
  ["tls", "certificate", "ANY_OTHER", "hold CERTIFICATE_INVALID path V8"],
];

function shortOf(stage: SubmissionStage, cause: OutcomeCause): string {
  const { kind, code, scope, rule } = outcomeOf(stage, cause);
  return `${kind} ${code} ${scope} ${rule}`;
}

describe("outcomeOf()", () => {
  it.each(REPLIES)("at %s takes %i %s for %s", (stage, code, text, expected) => {
    expect(shortOf(stage, replied(code, text))).toBe(expected);
  });

  it.each(FAILURES)("at %s takes the %s failure %s for %s", (stage, kind, code, expected) => {
    expect(shortOf(stage, { kind, failure: { code, message: "" } })).toBe(expected);
  });

  it.each([
    ["connect", "transient CONNECT_TIMEOUT path B3"],
    ["greeting", "transient GREETING_TIMEOUT path B7"],
    ["rcpt", "transient TIMED_OUT path F-lost"],
    ["content", "transient TIMED_OUT path F-lost"],
    ["final", "uncertain MAYBE_DELIVERED message F-uncertain"],
  ] as const)("takes silence at %s for %s", (stage, expected) => {
    expect(shortOf(stage, { kind: "timeout" })).toBe(expected);
  });

  it("keeps what was said, whole", () => {
    expect(outcomeOf("rcpt", replied(550, "5.1.1 unknown"))).toEqual({
      kind: "permanent",
      code: "RECIPIENT_REFUSED",
      scope: "recipient",
      rule: "F-rcpt-5",
      stage: "rcpt",
      reply: { code: 550, enhanced: "5.1.1", lines: ["5.1.1 unknown"] },
      detail: undefined,
    });
  });

  it("has an answer for every code at every stage, and never permanent for a 4yz", () => {
    const stages = [...new Set(REPLIES.map(([stage]) => stage)), "content", "quit"] as const;
    for (const stage of stages) {
      for (let code = 200; code < 600; code++) {
        const verdict = outcomeOf(stage, replied(code, ""));
        expect(verdict.kind === "delivered").toBe(stage === "final" && code < 300);
        if (code >= 400 && code < 500) expect(verdict.kind).toBe("transient");
      }
    }
  });
});

describe("describeOutcome()", () => {
  it("has one sentence for every row, without a line end", () => {
    const rows = [
      ...REPLY_ROWS,
      ...TRANSPORT_ROWS,
      ...TIMEOUT_ROWS,
      ...CERTIFICATE_ROWS,
      ...FINDING_ROWS,
    ];
    const context = { host: "mx.example", port: 587, username: "joe" };
    for (const { kind, code, scope, rule } of rows) {
      const verdict = {
        kind,
        code,
        scope,
        rule,
        stage: "mail",
        reply: undefined,
        detail: undefined,
      } as const;
      expect(describeOutcome(verdict, context)).toMatch(/^[A-Z0-9m][^\n]{20,}$/);
    }
  });
});

describe("lastWordsOf()", () => {
  it.each([
    ["the reply", replied(550, "5.1.1 unknown"), "550 5.1.1 unknown"],
    [
      "the platform",
      { kind: "transport", failure: { code: "EPIPE", message: "broken pipe" } },
      "EPIPE: broken pipe",
    ],
    ["nobody", { kind: "timeout" }, undefined],
  ] as const)("quotes %s", (_, cause, words) => {
    expect(lastWordsOf(outcomeOf("rcpt", cause))).toBe(words);
  });
});
