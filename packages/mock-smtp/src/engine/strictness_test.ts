import { describe, expect, it } from "@jest/globals";
import { openTestSession, type TestSession } from "../_testing/test_session.ts";
import type { SessionOptions } from "../server/session_options.ts";
import type { SmtpExtension } from "./extension.ts";

const HEADER = "From: a@x.test\r\nDate: x\r\nMessage-ID: <x>\r\n\r\n";
const MAIL = "MAIL FROM:<a@x.test>\r\n";
const RCPT = "RCPT TO:<b@x.test>\r\n";

function open(strict: boolean, options: SessionOptions = {}): TestSession {
  return openTestSession({ strict, ...options });
}

/** Sends each text as one chunk and returns the codes of the last replies. */
function play(session: TestSession, chunks: readonly string[]): string {
  return chunks.map((chunk) => session.send(chunk)).at(-1) ?? "";
}

const ROWS: readonly [string, readonly string[], readonly SmtpExtension[], string, string][] = [
  ["mail-before-hello", [MAIL], [], "250", "503 5.5.1"],
  ["no-angle-brackets", ["EHLO x\r\n", "MAIL FROM:a@x.test\r\n"], [], "250", "501 5.1.7"],
  ["space-in-path", ["EHLO x\r\n", MAIL, "RCPT TO: <b@x.test>\r\n"], [], "250", "501 5.1.7"],
  ["source-route", ["EHLO x\r\n", MAIL, "RCPT TO:<@y:b@x.test>\r\n"], [], "250", "501 5.1.7"],
  ["address-without-utf8", ["EHLO x\r\n", "MAIL FROM:<ü@x.test>\r\n"], [], "250", "553 5.6.7"],
  ["unknown-parameter", ["EHLO x\r\n", "MAIL FROM:<> FOO=1\r\n"], [], "250", "555 5.5.4"],
  ["unknown-parameter", ["EHLO x\r\n", "MAIL FROM:<> RET=HDRS\r\n"], ["DSN"], "250", "555 5.5.4"],
  ["auth-in-clear", ["EHLO x\r\n", "AUTH PLAIN AGEAYg==\r\n"], [], "235", "538 5.7.11"],
  ["bare-line-feed-in-command", ["EHLO x\r\n", "NOOP\n"], [], "250", "500 5.5.2"],
  ["control-in-command", ["EHLO x\r\n", "NOOP \x07\r\n"], [], "250", "500 5.5.2"],
  [
    "pipelining-violation",
    ["HELO x\r\n", `${MAIL}${RCPT}`],
    [],
    "250",
    "250 2.1.0 Ok\r\n503 5.5.1",
  ],
  ["pipelining-violation", [`EHLO x\r\n${MAIL}`], [], "250", "503 5.5.1"],
  [
    "pipelining-violation",
    ["EHLO x\r\n", `${MAIL}${RCPT}`],
    ["PIPELINING"],
    "250",
    "250 2.1.0 Ok\r\n503 5.5.1",
  ],
];

describe("SmtpEngine", () => {
  it.each(ROWS)("notes %s of %j without %j, and refuses it when strict", (...row) => {
    const [code, chunks, hide, lenient, strict] = row;
    const mild = open(false, { hide });
    const reply = play(mild, chunks);
    expect(reply.split("\r\n").at(-2)?.slice(0, 3)).toBe(lenient);
    mild.send(`${MAIL}${RCPT}DATA\r\n`);
    const store = mild.engine.receive(Buffer.from(".\r\n"))[0];
    const warnings = store?.kind === "store" ? store.message.warnings : mild.record.warnings;
    expect(warnings.map((it) => it.code)).toContain(code);
    const severe = open(true, { hide });
    expect(play(severe, chunks)).toContain(strict);
    expect(severe.record.failures.length).toBe(1);
  });

  it("refuses a careless content when strict, and accepts a clean one", () => {
    const session = open(true);
    session.send("EHLO x\r\n");
    const send = (content: string): string => {
      session.send(MAIL);
      session.send(RCPT);
      session.send("DATA\r\n");
      return session.send(content);
    };
    expect(send(`${HEADER}a\nb\r\n.\r\n`)).toBe("554 5.6.0 A bare LF ends line 5\r\n");
    expect(send("Subject: x\r\n\r\n.\r\n")).toBe("554 5.6.0 The header has no Date\r\n");
    expect(session.stored()).toEqual([]);
    expect(send(`${HEADER}fine\r\n.\r\n`)).toMatch(/^250 /);
  });

  it("refuses content that did not wait for the 354 when strict", () => {
    const session = open(true);
    session.send("EHLO x\r\n");
    const reply = session.send(`${MAIL}${RCPT}DATA\r\n${HEADER}\r\n.\r\n`);
    expect(reply).toContain("503 5.5.1 The content came before the 354 was sent\r\n");
  });

  it("notes a client that speaks before it is greeted", () => {
    const faults = [{ when: { stage: "banner" }, act: { delayMs: 10 } }] as const;
    const session = openTestSession({ strict: true }, "none", faults);
    session.send("EHLO x\r\n");
    session.perform(session.engine.wake());
    expect(session.output()).toMatch(/^220 .*\r\n554 5\.5\.1 The client spoke before/);
    expect(session.record.warnings.map((it) => it.code)).toEqual(["early-talker"]);
  });

  it("reads a PROXY header before anything else", () => {
    const session = openTestSession({ proxy: true }, "starttls");
    expect(session.output()).toBe("");
    session.send("PROXY TCP4 192.0.2.1 192.0.2.2 5000 25\r");
    expect(session.send("\nEHLO x\r\n")).toMatch(/^220 mx\.test .*\r\n250-mx\.test\r\n/);
    expect(session.record.client).toBe("192.0.2.1:5000");
    const wrong = openTestSession({ proxy: true }, "none");
    expect(wrong.send("EHLO x\r\n")).toBe("");
    expect([wrong.effects(), wrong.record.failures[0]?.stage]).toEqual([["close"], "connect"]);
  });

  it("hands TLS bytes that came with a PROXY header to the handshake", () => {
    const session = openTestSession({ proxy: true }, "implicit");
    const effects = session.engine.receive(Buffer.from("PROXY UNKNOWN\r\n\x16\x03\x01"));
    expect(effects).toEqual([{ kind: "start-tls", early: Buffer.from("\x16\x03\x01") }]);
  });
});
