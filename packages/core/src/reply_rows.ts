import type { OutcomeRow } from "./outcome_row.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** One row for replies: the first row whose every given condition holds decides. */
export interface ReplyRow extends OutcomeRow {
  /** `undefined` stands for every stage. */
  readonly stages?: readonly SubmissionStage[];
  /** Reply codes, or reply classes as one digit. */
  readonly codes: readonly number[];
  readonly enhanced?: readonly string[];
  readonly text?: RegExp;
  readonly command?: "BDAT";
}

const TRANSACTION: readonly SubmissionStage[] = ["mail", "rcpt", "data", "content", "final"];
const AFTER_DATA: readonly SubmissionStage[] = ["data", "content", "final"];

const SEND_AS_REGEXP =
  /send ?as|not (?:allowed|permitted|authori[sz]ed) to send|not owned by|permissions? to send|sender identity|same as authori|from address|address is not verified/i;

/**
 * The word by itself: a refused mailbox may be called relay@, and a host relay.example.com. Postfix
 * answers a submission without a login with its bare "Access denied".
 */
const RELAY_REGEXP =
  /(?<![\w.@<-])relay(?:ing|ed)?\b(?![\w-]*[.@]\w)|(?:client host|recipient address|sender address) rejected: access denied/i;

/**
 * Replies, tables B10 to F of the submission rules, first match first.
 *
 * A code beats an enhanced status that disagrees with it (rule V14): such a status never comes
 * here, the reply parser drops it.
 */
export const REPLY_ROWS: readonly ReplyRow[] = [
  { rule: "F-421", codes: [421], kind: "transient", code: "SERVER_BUSY", scope: "path" },
  {
    rule: "B10",
    stages: ["greeting"],
    codes: [4],
    kind: "transient",
    code: "SERVER_BUSY",
    scope: "path",
  },
  {
    rule: "B11",
    stages: ["greeting"],
    codes: [5],
    kind: "transient",
    code: "GREETING_REFUSED",
    scope: "path",
  },
  {
    rule: "C3",
    stages: ["ehlo"],
    codes: [500, 502],
    kind: "hold",
    code: "ESMTP_REQUIRED",
    scope: "path",
  },
  {
    rule: "C4",
    stages: ["ehlo"],
    codes: [501, 504, 550],
    kind: "hold",
    code: "BAD_HELO_NAME",
    scope: "path",
  },
  {
    rule: "C5",
    stages: ["ehlo"],
    codes: [4],
    kind: "transient",
    code: "SERVER_BUSY",
    scope: "path",
  },
  { rule: "C14", stages: ["ehlo"], codes: [5], kind: "hold", code: "EHLO_REFUSED", scope: "path" },
  {
    rule: "C12",
    stages: ["starttls"],
    codes: [4],
    kind: "transient",
    code: "STARTTLS_UNAVAILABLE",
    scope: "path",
  },
  {
    rule: "C13",
    stages: ["starttls"],
    codes: [5],
    kind: "hold",
    code: "STARTTLS_REFUSED",
    scope: "path",
  },
  {
    rule: "S8",
    stages: ["auth", ...TRANSACTION],
    codes: [530, 538],
    text: /starttls|tls|encrypt/i,
    kind: "hold",
    code: "ENCRYPTION_REQUIRED",
    scope: "path",
  },
  {
    rule: "S7",
    stages: ["auth"],
    codes: [4],
    kind: "transient",
    code: "AUTH_UNAVAILABLE",
    scope: "path",
  },
  {
    rule: "S9",
    stages: ["auth"],
    codes: [500, 502, 503],
    kind: "hold",
    code: "AUTH_EXCHANGE_FAILED",
    scope: "path",
  },
  { rule: "S6", stages: ["auth"], codes: [5], kind: "hold", code: "AUTH_REFUSED", scope: "path" },
  {
    rule: "S8",
    stages: TRANSACTION,
    codes: [530],
    kind: "hold",
    code: "AUTH_REQUIRED",
    scope: "path",
  },
  {
    rule: "F-relay",
    stages: ["mail", "rcpt"],
    codes: [550, 551, 553, 554],
    text: RELAY_REGEXP,
    kind: "hold",
    code: "RELAY_DENIED",
    scope: "path",
  },
  {
    rule: "F-sender",
    stages: ["mail"],
    codes: [550, 551, 553, 554],
    kind: "hold",
    code: "SENDER_REFUSED",
    scope: "path",
  },
  {
    rule: "F-sender",
    stages: TRANSACTION,
    codes: [5],
    text: SEND_AS_REGEXP,
    kind: "hold",
    code: "SENDER_REFUSED",
    scope: "path",
  },
  // Microsoft's tenant and connector faults: every message of this device would get the same answer.
  {
    rule: "F-relay",
    stages: TRANSACTION,
    codes: [550],
    enhanced: ["5.7.64", "5.7.68"],
    kind: "hold",
    code: "RELAY_DENIED",
    scope: "path",
  },
  // A limit of the account for one day; the code says "for good", and tomorrow it is gone.
  {
    rule: "F-quota",
    stages: TRANSACTION,
    codes: [550, 552],
    enhanced: ["5.4.5"],
    kind: "transient",
    code: "MESSAGE_DEFERRED",
    scope: "path",
  },
  {
    rule: "F-quota",
    stages: AFTER_DATA,
    codes: [554],
    text: /STOREDRV\.Submission.{0,80}QuotaExceeded/i,
    kind: "hold",
    code: "MESSAGE_DEFERRED",
    scope: "path",
  },
  // The command is refused, not the message: it goes another way next time.
  {
    rule: "F-bdat",
    stages: AFTER_DATA,
    codes: [500, 501, 502, 503, 504],
    command: "BDAT",
    kind: "transient",
    code: "CHUNKING_REFUSED",
    scope: "message",
  },
  {
    rule: "F-size",
    stages: ["mail", ...AFTER_DATA],
    codes: [552],
    kind: "permanent",
    code: "MESSAGE_TOO_BIG",
    scope: "message",
  },
  {
    rule: "F-size",
    stages: ["mail", ...AFTER_DATA],
    codes: [5],
    enhanced: ["5.3.4", "5.2.3"],
    kind: "permanent",
    code: "MESSAGE_TOO_BIG",
    scope: "message",
  },
  {
    rule: "F-split",
    stages: ["rcpt"],
    codes: [452],
    enhanced: ["4.5.3"],
    kind: "transient",
    code: "TOO_MANY_RECIPIENTS",
    scope: "recipient",
  },
  {
    rule: "F-split",
    stages: ["rcpt"],
    codes: [552],
    text: /too many/i,
    kind: "transient",
    code: "TOO_MANY_RECIPIENTS",
    scope: "recipient",
  },
  {
    rule: "F-helo",
    stages: ["rcpt"],
    codes: [504],
    kind: "hold",
    code: "BAD_HELO_NAME",
    scope: "path",
  },
  {
    rule: "F-rcpt-4",
    stages: ["rcpt"],
    codes: [4],
    kind: "transient",
    code: "RECIPIENT_DEFERRED",
    scope: "recipient",
  },
  {
    rule: "F-rcpt-5",
    stages: ["rcpt"],
    codes: [5],
    kind: "permanent",
    code: "RECIPIENT_REFUSED",
    scope: "recipient",
  },
  {
    rule: "F-4",
    stages: TRANSACTION,
    codes: [4],
    kind: "transient",
    code: "MESSAGE_DEFERRED",
    scope: "message",
  },
  {
    rule: "F-5",
    stages: TRANSACTION,
    codes: [5],
    kind: "permanent",
    code: "MESSAGE_REFUSED",
    scope: "message",
  },
  {
    rule: "F-250",
    stages: ["final"],
    codes: [2],
    kind: "delivered",
    code: "DELIVERED",
    scope: "message",
  },
  // An answer that cannot follow the lone dot says nothing about what became of the message.
  {
    rule: "F-uncertain",
    stages: ["final"],
    codes: [3],
    kind: "uncertain",
    code: "MAYBE_DELIVERED",
    scope: "message",
  },
  // Whatever is left is an answer that does not belong where it came: a later attempt may make sense.
  { rule: "V5", codes: [2, 3, 4, 5], kind: "transient", code: "PROTOCOL_ERROR", scope: "path" },
];
