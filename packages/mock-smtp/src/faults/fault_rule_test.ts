import { describe, expect, it } from "@jest/globals";
import { openTestSession, type TestSession } from "../_testing/test_session.ts";
import type { FaultAct, FaultCondition } from "./fault_rule.ts";
import type { FaultSpec } from "./fault_spec.ts";

const TLS = { protocol: "TLSv1.3", cipher: "X", servername: null, clientCertificate: null };
const MAIL = "MAIL FROM:<a@x.test>\r\n";
const RCPT = "RCPT TO:<b@x.test>\r\n";
const MESSAGE = `${MAIL}${RCPT}DATA\r\nhello\r\n.\r\n`;

function open(
  when: FaultCondition,
  act: FaultAct,
  tls: "starttls" | "implicit" = "starttls",
): TestSession {
  return openTestSession({}, tls, [{ when, act }]);
}

describe("FaultRule", () => {
  it.each<[string, FaultCondition, FaultAct, string, string, readonly string[]]>([
    ["banner", { stage: "banner" }, { reply: "554 5.7.1 No" }, "", "554 5.7.1 No\r\n", []],
    ["connect, drop", { stage: "connect" }, { drop: "rst" }, "", "", ["reset"]],
    [
      "connect, 421",
      { stage: "connect" },
      { reply: "421 4.3.2 Busy", drop: "fin" },
      "",
      "421 4.3.2 Busy\r\n",
      ["close"],
    ],
    [
      "mail, multi-line",
      { stage: "mail" },
      { reply: "451-4.3.0 One\n451 4.3.0 Two" },
      `HELO x\r\n${MAIL}${RCPT}`,
      "250 mx.test\r\n451-4.3.0 One\r\n451 4.3.0 Two\r\n503 5.5.1 MAIL comes first\r\n",
      [],
    ],
    [
      "mail, other yes",
      { stage: "mail" },
      { reply: "250 fine" },
      `HELO x\r\n${MAIL}${RCPT}`,
      "250 mx.test\r\n250 fine\r\n250 2.1.5 Ok\r\n",
      [],
    ],
    [
      "rcpt by recipient",
      { stage: "rcpt", to: "*@Y.test" },
      { reply: "550 5.1.1 Who" },
      `HELO x\r\n${MAIL}${RCPT}RCPT TO:<c@y.test>\r\n`,
      "250 mx.test\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n550 5.1.1 Who\r\n",
      [],
    ],
    [
      "data",
      { stage: "data" },
      { reply: "451 4.3.0 No" },
      `HELO x\r\n${MAIL}${RCPT}DATA\r\nNOOP\r\n`,
      "250 mx.test\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n451 4.3.0 No\r\n250 2.0.0 Ok\r\n",
      [],
    ],
    [
      "end of data, refused",
      { stage: "end-of-data", to: "b@x.test" },
      { reply: "554 5.6.0 Spam" },
      `HELO x\r\n${MESSAGE}`,
      "250 mx.test\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n554 5.6.0 Spam\r\n",
      [],
    ],
    [
      "end of data, dropped before it is stored",
      { stage: "end-of-data" },
      { drop: "fin" },
      `HELO x\r\n${MESSAGE}`,
      "250 mx.test\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n",
      ["close"],
    ],
    [
      "end of data, stored and the 250 lost",
      { stage: "end-of-data" },
      { reply: null, takeEffect: true, drop: "rst" },
      `HELO x\r\n${MESSAGE}`,
      "250 mx.test\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n",
      ["store", "publish", "reset"],
    ],
    [
      "accepted, dropped",
      { stage: "accepted", to: "b@x.test", from: "a@*" },
      { drop: "rst" },
      `HELO x\r\n${MESSAGE}`,
      "250 mx.test\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n250 2.0.0 Ok: queued as id1\r\n",
      ["store", "publish", "reset"],
    ],
    [
      "quit without a word",
      { stage: "quit" },
      { drop: "fin" },
      "HELO x\r\nQUIT\r\n",
      "250 mx.test\r\n",
      ["close"],
    ],
    [
      "garbage",
      { stage: "mail" },
      { bytes: "\xff\0 what\n" },
      `HELO x\r\n${MAIL}${RCPT}`,
      "250 mx.test\r\n\xff\0 what\n503 5.5.1 MAIL comes first\r\n",
      [],
    ],
    [
      "auth, second step",
      { stage: "auth", mechanism: "login", step: 2 },
      { reply: "454 4.7.0 Later" },
      "HELO x\r\nAUTH LOGIN\r\nYW5u\r\nNOOP\r\n",
      "250 mx.test\r\n334 VXNlcm5hbWU6\r\n454 4.7.0 Later\r\n250 2.0.0 Ok\r\n",
      [],
    ],
    [
      "starttls refused",
      { stage: "starttls" },
      { reply: "454 4.7.0 No" },
      "EHLO x\r\nSTARTTLS\r\nNOOP\r\n",
      "454 4.7.0 No\r\n250 2.0.0 Ok\r\n",
      [],
    ],
    ["hang", { stage: "mail" }, { hang: true }, `HELO x\r\n${MAIL}NOOP\r\n`, "250 mx.test\r\n", []],
    [
      "other",
      { stage: "other" },
      { reply: "421 4.3.2 Bye", drop: "fin" },
      "HELO x\r\nNOOP\r\nNOOP\r\n",
      "250 mx.test\r\n421 4.3.2 Bye\r\n",
      ["close"],
    ],
  ])("%s", (_, when, act, bytes, expected, effects) => {
    const session = open(when, act);
    session.send(bytes);
    const output = session.output().replace("220 mx.test ESMTP mock-smtp\r\n", "");
    expect(output.replace(/^250-mx\.test[\s\S]*?250 AUTH.*\r\n/, "")).toBe(expected);
    expect(session.effects()).toEqual(effects);
    expect(session.record.firings).toEqual([{ rule: when.stage, stage: when.stage, act, atMs: 0 }]);
    expect(session.record.failures.length > 0).toBe(
      /(^|\n)[45]\d\d/.test(expected) || "drop" in act,
    );
  });

  it("strikes after exactly n bytes of the content, wherever the bytes are cut", () => {
    const content = "0123456789\r\n.\r\nNOOP\r\n";
    for (let cut = 0; cut <= content.length; cut++) {
      const session = open({ stage: "content", afterBytes: 5 }, { drop: "rst" });
      session.send(`HELO x\r\n${MAIL}${RCPT}DATA\r\n`);
      session.send(content.slice(0, cut));
      session.send(content.slice(cut));
      expect(session.effects()).toEqual(["reset"]);
      expect(session.record.firings.map((it) => it.stage)).toEqual(["content"]);
    }
  });

  it("strikes in the middle of BDAT, and before the first byte", () => {
    const session = openTestSession({}, "starttls", [
      { name: "first", when: { stage: "content" }, act: { delayMs: 1 } },
      {
        name: "third",
        when: { stage: "content", afterBytes: 3 },
        act: { reply: "421 4.0.0 x", drop: "fin" },
      },
    ]);
    session.send(`HELO x\r\n${MAIL}${RCPT}BDAT 2\r\nabBDAT 4 LAST\r\ncdef`);
    expect(session.effects()).toEqual(["sleep"]);
    session.perform(session.engine.wake());
    expect(session.output()).toMatch(/250 2\.0\.0 2 bytes received\r\n421 4\.0\.0 x\r\n$/);
    expect(session.record.firings.map((it) => it.rule)).toEqual(["first", "third"]);
  });

  it("refuses every chunk after one that it has refused, until the transaction ends", () => {
    const session = openTestSession({}, "starttls", [
      { when: { stage: "data", times: 1 }, act: { reply: "452 4.3.1 full" } },
    ]);
    const refused = session.send(`HELO x\r\n${MAIL}${RCPT}BDAT 2\r\nabBDAT 0 LAST\r\n`);
    expect(refused).toMatch(/452 4\.3\.1 full\r\n503 5\.5\.1 A chunk was refused[^\n]*\n$/);
    expect(session.stored()).toEqual([]);
    const again = session.send(`RSET\r\n${MAIL}${RCPT}BDAT 2\r\nabBDAT 0 LAST\r\n`);
    expect(again).toMatch(/2 bytes received\r\n250 2\.0\.0 Ok: queued as [^\n]*\n$/);
  });

  it("holds back what the client says during a delay", () => {
    const session = open({ stage: "mail" }, { delayMs: 50 });
    session.send("HELO x\r\n");
    expect(session.send(`${MAIL}RCPT TO:<b@x`)).toBe("");
    expect(session.send(".test>\r\nNOOP\r\n")).toBe("");
    expect(session.effects()).toEqual(["sleep"]);
    session.perform(session.engine.wake());
    expect(session.output()).toMatch(/250 2\.1\.0 Ok\r\n250 2\.1\.5 Ok\r\n250 2\.0\.0 Ok\r\n$/);
  });

  it("sends a reply in pieces", () => {
    const session = open({ stage: "other", times: 1 }, { reply: "250 okay", pieceBytes: 4 });
    session.send("HELO x\r\n");
    expect(session.send("NOOP\r\n")).toBe("250 ");
    session.perform(session.engine.wake());
    session.perform(session.engine.wake());
    expect(session.output()).toMatch(/\r\n250 okay\r\n$/);
    expect(session.engine.isSuspended).toBe(false);
  });

  it("hides and adds extensions", () => {
    const session = open({ stage: "ehlo" }, { hide: ["SIZE", "AUTH"], announce: ["SIZE many"] });
    const hello = session.send("EHLO x\r\n");
    expect(hello).not.toMatch(/AUTH|SIZE \d/);
    expect(hello).toMatch(/250 SIZE many\r\n$/);
  });

  it("waits for the client's TLS hello before it breaks the handshake", () => {
    const session = open({ stage: "handshake" }, { drop: "rst" });
    session.send("EHLO x\r\n");
    expect(session.send("STARTTLS\r\n")).toBe("220 2.0.0 Ready to start TLS\r\n");
    expect(session.effects()).toEqual([]);
    session.send("\x16\x03\x01");
    expect(session.effects()).toEqual(["reset"]);
    const implicit = open({ stage: "handshake" }, { bytes: "HTTP/1.1 400" }, "implicit");
    expect(implicit.output()).toBe("");
    implicit.send("\x16\x03\x01");
    expect(implicit.output()).toBe("HTTP/1.1 400");
  });

  it("puts replies in clear behind the 220 and starts TLS all the same", () => {
    const session = openTestSession({}, "starttls", ["starttls-injection"]);
    session.send("EHLO x\r\n");
    expect(session.send("STARTTLS\r\n")).toMatch(/^220 .*\r\n250-mx\.attacker\.test\r\n250 AUTH/);
    expect(session.effects()).toEqual(["start-tls"]);
    session.perform(session.engine.tlsEstablished(TLS));
    expect(session.send("NOOP\r\n")).toBe("250 2.0.0 Ok\r\n");
  });

  it("counts refused recipients that a fault refused", () => {
    const faults: FaultSpec[] = [{ preset: "unknown-user", to: "c@x.test" }];
    const session = openTestSession({}, "starttls", faults);
    session.send(`HELO x\r\n${MAIL}${RCPT}RCPT TO:<c@x.test>\r\nDATA\r\n`);
    expect(session.engine.receive(Buffer.from(".\r\n"))[0]).toMatchObject({
      message: {
        envelope: { recipients: [{ address: "b@x.test" }] },
        refusedRecipients: [{ address: "c@x.test", reply: "550 5.1.1 No such user here" }],
      },
    });
  });
});
