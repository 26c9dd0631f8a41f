import { describe, expect, it } from "@jest/globals";
import { makeMessage } from "../_testing/made_message.ts";
import type { CapturedMessage } from "../capture/captured_message.ts";
import type { TlsFacts } from "../capture/captured_session.ts";
import { SessionRecord } from "../engine/session_record.ts";
import { startMockSmtp } from "../server/start_mock_smtp.ts";
import { assertReceived } from "./assert_received.ts";
import {
  type MatcherFunctions,
  type MatcherResult,
  mockSmtpMatchers,
} from "./mock_smtp_matchers.ts";

const TLS: TlsFacts = {
  protocol: "TLSv1.2",
  cipher: "X",
  servername: "mx.test",
  clientCertificate: null,
};
const ONE = makeMessage("Subject: One\r\nX-Tag: a\r\n\r\nFirst\r\n", {
  tls: TLS,
  auth: { mechanism: "PLAIN", identity: "ann" },
});
const TWO = makeMessage("Subject: Two\r\n\r\nSecond\r\n", {
  sequence: 2,
  to: ["c@x.test", "d@x.test"],
  warnings: [{ code: "bare-line-feed", message: "A bare LF ends line 1" }],
});
const CLEAN = makeMessage(
  "Date: Thu, 05 Mar 2026 07:08:09 +0000\r\nFrom: a@x.test\r\nMessage-ID: <1@x.test>\r\n\r\nx\r\n",
);
const SOURCE = { messages: [ONE, TWO] };
const SUBJECTS = { one: ONE, two: TWO, clean: CLEAN, source: SOURCE, none: { messages: [] } };

async function judged(
  name: keyof MatcherFunctions,
  subject: unknown,
  ...args: readonly unknown[]
): Promise<readonly [boolean, string]> {
  const matcher: (...all: readonly unknown[]) => MatcherResult | Promise<MatcherResult> =
    Object.getOwnPropertyDescriptor(mockSmtpMatchers, name)?.value;
  const { pass, message } = await matcher.call({ isNot: false }, subject, ...args);
  return [pass, message().split("\n").slice(2).join("\n")];
}

type Row = readonly [
  keyof MatcherFunctions,
  keyof typeof SUBJECTS,
  readonly unknown[],
  boolean,
  string,
];

const NAMED_ONE = 'message 1 to b@x.test, subject "One"';
const NAMED_TWO = 'message 2 to c@x.test, d@x.test, subject "Two"';

const ROWS: readonly Row[] = [
  [
    "toHaveReceived",
    "source",
    [],
    true,
    `Cannot do without a message: 2 messages came\n  ${NAMED_ONE}\n  ${NAMED_TWO}`,
  ],
  [
    "toHaveReceived",
    "source",
    [{ to: "D@x.test", body: "Second" }],
    true,
    `Cannot do without a message with to "D@x.test", body "Second": 1 message came\n  ${NAMED_TWO}`,
  ],
  [
    "toHaveReceived",
    "source",
    [{ to: "b@x.test", subject: "Two" }],
    false,
    [
      'Cannot find a message with to "b@x.test", subject "Two": none has come so far',
      "2 captured:",
      `  ${NAMED_ONE}:`,
      '    subject: wanted "Two", found "One"',
      `  ${NAMED_TWO}:`,
      '    to: wanted "b@x.test", found "c@x.test", "d@x.test"',
      "2 connected, 0 met a failure.",
      "  session 1 (none) brought no message and is still open, the client never spoke",
      "  session 1 (none) brought no message and is still open, the client never spoke",
    ].join("\n"),
  ],
  [
    "toHaveReceived",
    "none",
    [],
    false,
    "Cannot find a message: none has come so far\nNo message was captured.",
  ],
  [
    "toHaveReceivedTimes",
    "source",
    [2],
    true,
    `Cannot find another number than 2 of a message\n  ${NAMED_ONE}\n  ${NAMED_TWO}`,
  ],
  [
    "toHaveReceivedTimes",
    "none",
    [0, { to: "b@x.test" }],
    true,
    'Cannot find another number than 0 of a message with to "b@x.test"',
  ],
  [
    "toHaveReceivedTimes",
    "none",
    [1, {}],
    false,
    "Cannot find 1 of a message: 0 came so far\nNo message was captured.",
  ],
  ["toHaveReceivedNothing", "none", [], true, "Cannot find a message: none has come so far"],
  [
    "toHaveReceivedNothing",
    "source",
    [],
    false,
    `Cannot do without mail: 2 messages came\n  ${NAMED_ONE}\n  ${NAMED_TWO}`,
  ],
  [
    "toMatchMessage",
    "one",
    [{ from: "a@x.test", user: /a/ }],
    true,
    `Cannot tell ${NAMED_ONE} from a message with from "a@x.test", user /a/: it matches`,
  ],
  [
    "toMatchMessage",
    "one",
    [{ from: "b@x.test", subject: /two/i }],
    false,
    `Cannot match ${NAMED_ONE}\n  from: wanted "b@x.test", found "a@x.test"\n  subject: wanted /two/i, found "One"`,
  ],
  ["toBeCleanSmtp", "clean", [], true, "Cannot find an irregularity: there is no warning"],
  ["toBeCleanSmtp", "none", [], true, "Cannot find an irregularity: there is no warning"],
  [
    "toBeCleanSmtp",
    "one",
    [{ allow: ["missing-date", "missing-from", "missing-message-id"] }],
    true,
    "Cannot find an irregularity: there is no warning",
  ],
  [
    "toBeCleanSmtp",
    "two",
    [{ allow: ["missing-date", "missing-from", "missing-message-id"] }],
    false,
    "Cannot call it clean SMTP: 1 warning\n  bare-line-feed: A bare LF ends line 1",
  ],
  [
    "toBeCleanSmtp",
    "source",
    [{ allow: ["missing-date", "missing-from", "missing-message-id"] }],
    false,
    "Cannot call it clean SMTP: 1 warning\n  session 1: bare-line-feed: A bare LF ends line 1",
  ],
  [
    "toHaveBeenSentOverTls",
    "one",
    [],
    true,
    `Cannot do without TLS: ${NAMED_ONE} came over TLSv1.2`,
  ],
  [
    "toHaveBeenSentOverTls",
    "one",
    [{ minVersion: "TLSv1.2", servername: "mx.test" }],
    true,
    `Cannot do without TLS: ${NAMED_ONE} came over TLSv1.2`,
  ],
  [
    "toHaveBeenSentOverTls",
    "one",
    [{ minVersion: "TLSv1.3", servername: "x.test" }],
    false,
    `Cannot find the wanted TLS around ${NAMED_ONE}\n  version: wanted TLSv1.3 or later, found TLSv1.2\n  servername: wanted "x.test", found "mx.test"`,
  ],
  [
    "toHaveBeenSentOverTls",
    "two",
    [],
    false,
    `Cannot find TLS around ${NAMED_TWO}: it came in clear`,
  ],
  [
    "toHaveBeenAuthenticatedAs",
    "one",
    ["ann", { mechanism: "plain" }],
    true,
    `Cannot do without that login: "ann" sent ${NAMED_ONE}`,
  ],
  [
    "toHaveBeenAuthenticatedAs",
    "one",
    ["bob", { mechanism: "LOGIN" }],
    false,
    `Cannot find that login for ${NAMED_ONE}\n  user: wanted "bob", found "ann"\n  mechanism: wanted LOGIN, found PLAIN`,
  ],
  [
    "toHaveBeenAuthenticatedAs",
    "two",
    ["ann"],
    false,
    `Cannot find that login for ${NAMED_TWO}\n  user: wanted "ann", found nobody`,
  ],
  [
    "toHaveHeader",
    "one",
    ["x-tag"],
    true,
    `Cannot do without the field x-tag: ${NAMED_ONE} has "a"`,
  ],
  [
    "toHaveHeader",
    "one",
    ["X-Tag", /^a$/],
    true,
    `Cannot do without the field X-Tag: ${NAMED_ONE} has "a"`,
  ],
  [
    "toHaveHeader",
    "one",
    ["X-Tag", "b"],
    false,
    `Cannot find that field in ${NAMED_ONE}\n  header X-Tag: wanted "b", found "a"`,
  ],
  [
    "toHaveHeader",
    "one",
    ["X-No"],
    false,
    `Cannot find that field in ${NAMED_ONE}\n  header X-No: wanted any value, found none (there are Subject, X-Tag)`,
  ],
];

describe("mockSmtpMatchers", () => {
  it.each(ROWS)("%s() of %s with %j is %j", async (name, subject, args, pass, reason) => {
    expect(await judged(name, SUBJECTS[subject], ...args)).toEqual([pass, reason]);
  });

  it.each<[keyof MatcherFunctions, unknown, string]>([
    [
      "toHaveReceived",
      Promise.resolve(),
      'Cannot look for messages in a promise (is an "await" missing?)',
    ],
    ["toHaveReceived", ONE, "Cannot look for messages in a value of type object"],
    ["toHaveReceivedNothing", undefined, "Cannot look for messages in a value of type undefined"],
    ["toHaveHeader", Promise.resolve(), 'Cannot judge a promise (is an "await" missing?)'],
    ["toHaveBeenSentOverTls", [], "Cannot judge an array"],
    ["toBeCleanSmtp", null, "Cannot judge null"],
  ])("%s() refuses %j", async (name, subject, reason) => {
    await expect(judged(name, subject)).rejects.toThrow(TypeError);
    await expect(judged(name, subject)).rejects.toThrow(reason);
  });

  it("is clean for a session without a warning", async () => {
    const record = new SessionRecord({ number: 1, listener: "none", client: "test:1" }, () => 0);
    expect((await judged("toBeCleanSmtp", record))[0]).toBe(true);
    record.warn("early-talker", "The client spoke before it was greeted");
    expect(await judged("toBeCleanSmtp", record)).toEqual([
      false,
      "Cannot call it clean SMTP: 1 warning\n  early-talker: The client spoke before it was greeted",
    ]);
  });

  it("says under which name it was called, and whether that was negated", () => {
    const { message } = mockSmtpMatchers.toHaveReceivedNothing.call({ isNot: true }, SOURCE);
    expect(message().split("\n")[0]).toBe("expect(received).not.toHaveReceivedNothing()");
    const utils = { matcherHint: (name: string) => `hint of ${name}` };
    const hinted = mockSmtpMatchers.toHaveReceivedNothing.call({ utils }, SOURCE);
    expect(hinted.message().split("\n")[0]).toBe("hint of toHaveReceivedNothing");
  });

  it("tells of a server that nobody connected to", async () => {
    const server = await startMockSmtp();
    const [, reason] = await judged("toHaveReceived", server, {});
    await server.close();
    expect(reason).toContain("\nNobody connected.");
  });
});

describe("assertReceived()", () => {
  it("returns the first message that matches", async () => {
    const found: CapturedMessage = await assertReceived(SOURCE, { subject: /o/ });
    expect(found).toBe(TWO);
  });

  it("throws an AssertionError that tells what came", async () => {
    const error = await assertReceived(SOURCE, { subject: "Three" }).catch((it: unknown) => it);
    expect(error).toMatchObject({ name: "AssertionError", operator: "assertReceived" });
    expect(String(error)).toContain('subject: wanted "Three", found "One"');
  });
});
