import { describe, expect, it } from "@jest/globals";
import { openTestSession } from "../_testing/test_session.ts";

const TLS = { protocol: "TLSv1.3", cipher: "X", servername: null, clientCertificate: null };

const DIALOGUE =
  "EHLO client.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n" +
  "Subject: one\r\n\r\n..dots\r\n.\n.\r\nmore\r\n\n.\r\nlast\r\n.\r\n" +
  "MAIL FROM:<>\r\nRCPT TO:<c@x.test>\r\nDATA\r\n.\r\n" +
  "MAIL FROM:<d@x.test>\r\nRCPT TO:<e@x.test>\r\nBDAT 6\r\na\r\n.\r\nBDAT 4 LAST\r\n\0\r\nzNOOP\r\nQUIT\r\n";

function play(pieces: readonly string[]): {
  output: string;
  stored: readonly string[];
  effects: readonly string[];
} {
  const session = openTestSession();
  for (const piece of pieces) {
    session.send(piece);
  }
  return { output: session.output(), stored: session.stored(), effects: session.effects() };
}

describe("SmtpEngine", () => {
  it("answers a whole dialogue", () => {
    const { output, stored, effects } = play([DIALOGUE]);
    expect(output.split("\r\n")).toEqual([
      "220 mx.test ESMTP mock-smtp",
      "250-mx.test",
      "250-PIPELINING",
      "250-SIZE 52428800",
      "250-8BITMIME",
      "250-SMTPUTF8",
      "250-ENHANCEDSTATUSCODES",
      "250-DSN",
      "250-CHUNKING",
      "250-BINARYMIME",
      "250-LIMITS RCPTMAX=1000",
      "250-STARTTLS",
      "250 AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2 OAUTHBEARER",
      "250 2.1.0 Ok",
      "250 2.1.5 Ok",
      "354 End data with <CR><LF>.<CR><LF>",
      "250 2.0.0 Ok: queued as id1",
      "250 2.1.0 Ok",
      "250 2.1.5 Ok",
      "354 End data with <CR><LF>.<CR><LF>",
      "250 2.0.0 Ok: queued as id2",
      "250 2.1.0 Ok",
      "250 2.1.5 Ok",
      "250 2.0.0 6 bytes received",
      "250 2.0.0 Ok: queued as id3",
      "250 2.0.0 Ok",
      "221 2.0.0 Bye",
      "",
    ]);
    expect(stored).toEqual([
      "Subject: one\r\n\r\n..dots\r\n.\n.\r\nmore\r\n\n.\r\nlast\r\n.\r\n",
      ".\r\n",
      "a\r\n.\r\n\0\r\nz",
    ]);
    expect(effects).toEqual([
      ...["store", "publish", "store", "publish", "store", "publish"],
      "close",
    ]);
  });

  it("answers the same wherever the bytes are cut in two", () => {
    const whole = play([DIALOGUE]);
    for (let cut = 1; cut < DIALOGUE.length; cut++) {
      expect(play([DIALOGUE.slice(0, cut), DIALOGUE.slice(cut)])).toEqual(whole);
    }
  });

  it("answers the same when the bytes come one by one", () => {
    expect(play([...DIALOGUE])).toEqual(play([DIALOGUE]));
  });

  it("stores a message before its reply and shows it after", () => {
    const session = openTestSession();
    session.send("EHLO x\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n");
    const effects = session.engine.receive(Buffer.from("hi\r\n.\r\n"));
    expect(effects.map((it) => it.kind)).toEqual(["store", "write", "publish"]);
  });

  it.each<[string, string, string]>([
    ["MAIL FROM:<a@x.test> SIZE=101\r\n", "552 5.3.4", "a declared size over the limit"],
    ["MAIL FROM:<a@x.test> SIZE=x\r\n", "501 5.5.4", "a size that is no number"],
    ["MAIL\r\n", "501 5.1.7", "MAIL without a path"],
    [
      "MAIL FROM:<a@x.test>\r\nMAIL FROM:<a@x.test>\r\n",
      "250 2.1.0 Ok\r\n503 5.5.1",
      "a nested MAIL",
    ],
    ["RCPT TO:<a@x.test>\r\n", "503 5.5.1", "RCPT before MAIL"],
    ["MAIL FROM:<>\r\nRCPT TO:<>\r\n", "250 2.1.0 Ok\r\n501 5.1.3", "an empty recipient"],
    ["DATA\r\n", "503 5.5.1", "DATA before MAIL"],
    ["MAIL FROM:<>\r\nDATA\r\n", "250 2.1.0 Ok\r\n554 5.5.1", "DATA without recipients"],
    ["FOO\r\n", "500 5.5.2", "an unknown verb"],
    ["VRFY a\r\n", "252 2.1.5", "VRFY"],
    ["BDAT x\r\n", "501 5.5.4", "BDAT without a size"],
    ["BDAT 4\r\nQUITNOOP\r\n", "503 5.5.1 MAIL comes first\r\n250 2.0.0", "BDAT before MAIL"],
    [
      `NOOP ${"x".repeat(3000)}\r\nNOOP\r\n`,
      "500 5.5.2 Line exceeds the limit of 2048",
      "a long line",
    ],
  ])("answers %j with %j: %s", (bytes, reply) => {
    const session = openTestSession({ sizeLimitBytes: 100 });
    session.send("EHLO x\r\n");
    expect(session.send(bytes)).toContain(reply);
  });

  it("drains data over the limit and takes none of it for a command", () => {
    const session = openTestSession({ sizeLimitBytes: 10 });
    session.send("EHLO x\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n");
    const body = "QUIT\r\n".repeat(10_000);
    expect(session.send(body)).toBe("");
    expect(session.send(".\r\nNOOP\r\n")).toBe(
      "552 5.3.4 Message size exceeds the limit of 10\r\n250 2.0.0 Ok\r\n",
    );
    expect(session.stored()).toEqual([]);
    expect(session.record.failures[0]).toMatchObject({ stage: "end-of-data" });
  });

  it("refuses content for which all sessions together left no room, and recovers", () => {
    const session = openTestSession({}, "none", [], 10);
    session.send("EHLO x\r\n");
    const begin = "MAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\n";
    session.send(`${begin}DATA\r\n`);
    expect(session.send("0123456789\r\n.\r\n")).toBe(
      "452 4.3.1 Too much content is on its way\r\n",
    );
    session.send(begin);
    expect(session.send("BDAT 11 LAST\r\n0123456789\n")).toMatch(/^452 /);
    session.send(`${begin}DATA\r\n`);
    expect(session.send("01\r\n.\r\n")).toMatch(/^250 /);
    expect(session.stored().length).toBe(1);
  });

  it("masks the secrets of a client that goes on after a refused AUTH", () => {
    const session = openTestSession({ authNeedsTls: true });
    session.send("EHLO x\r\nAUTH LOGIN\r\nYW5u\r\nczNjcmV0\r\nAUTH PLAIN AGEAYg==\r\n");
    session.send("MAIL FROM:<>\r\n");
    const heard = session.record.transcript.filter((it) => it.by === "client");
    expect(heard.map((it) => it.text)).toEqual([
      "EHLO x",
      "AUTH LOGIN",
      "[secret]",
      "[secret]",
      "AUTH PLAIN [secret]",
      "MAIL FROM:<>",
    ]);
    expect(JSON.stringify(session.record.failures)).not.toMatch(/YW5u|czNj|AGEA/);
  });

  it("counts neither stuffed dots nor the final one against the limit", () => {
    const session = openTestSession({ sizeLimitBytes: 6 });
    session.send("EHLO x\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n");
    expect(session.send("..\r\n..\r\n.\r\n")).toContain("250 2.0.0");
    session.send("MAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n");
    expect(session.send("12345\r\n.\r\n")).toContain("552 5.3.4");
  });

  it("ignores what follows STARTTLS in clear and forgets what came before", () => {
    const session = openTestSession();
    session.send("EHLO x\r\n");
    session.send("STARTTLS\r\nMAIL FROM:<evil@x.test>\r\n");
    expect(session.effects()).toEqual(["start-tls"]);
    session.perform(session.engine.tlsEstablished(TLS));
    expect(session.record.hello).toBeNull();
    expect(session.record.warnings[0]?.code).toBe("bytes-after-starttls");
    expect(session.send("RCPT TO:<b@x.test>\r\n")).toBe("503 5.5.1 MAIL comes first\r\n");
    expect(session.send("EHLO y\r\n")).not.toContain("STARTTLS");
    expect(session.send("STARTTLS\r\n")).toBe("503 5.5.1 TLS is active\r\n");
  });

  it("greets an implicit TLS client after the handshake", () => {
    const session = openTestSession({}, "implicit");
    expect(session.output()).toBe("");
    session.perform(session.engine.tlsEstablished(TLS));
    expect(session.output()).toBe("220 mx.test ESMTP mock-smtp\r\n");
  });

  it("hides extensions, and then refuses what hangs on them", () => {
    const hide = ["STARTTLS", "AUTH", "ENHANCEDSTATUSCODES", "SIZE", "PIPELINING"] as const;
    const session = openTestSession({ hide });
    const hello = session.send("EHLO x\r\n");
    for (const name of hide) {
      expect(hello).not.toContain(name);
    }
    expect(session.send("STARTTLS\r\n")).toBe("502 STARTTLS is not offered\r\n");
    expect(session.send("AUTH PLAIN\r\n")).toBe("502 AUTH is not offered\r\n");
  });

  it("demands TLS and authentication where it is told to", () => {
    const session = openTestSession({ tlsRequired: true, authRequired: true, authNeedsTls: true });
    expect(session.send("EHLO x\r\n")).not.toContain("AUTH");
    expect(session.send("AUTH PLAIN AGEAYg==\r\n")).toContain("538 5.7.11");
    expect(session.send("MAIL FROM:<>\r\n")).toContain("530 5.7.0 Must issue a STARTTLS");
    session.send("STARTTLS\r\n");
    session.perform(session.engine.tlsEstablished(TLS));
    expect(session.send("EHLO x\r\n")).toContain("AUTH PLAIN");
    expect(session.send("MAIL FROM:<>\r\n")).toContain("530 5.7.0 Authentication required");
    expect(session.send("AUTH PLAIN AGEAYg==\r\nMAIL FROM:<>\r\n")).toContain("250 2.1.0");
  });

  it("keeps parameters and records refused recipients", () => {
    const session = openTestSession({ recipientLimit: 1 });
    session.send("EHLO x\r\n");
    session.send("MAIL FROM:<a@x.test> BODY=8BITMIME RET=HDRS ENVID=q+2D1 SMTPUTF8\r\n");
    session.send("RCPT TO:<b@x.test> NOTIFY=NEVER\r\nRCPT TO:<c@x.test>\r\nDATA\r\n");
    const store = session.engine.receive(Buffer.from("x\r\n.\r\n"))[0];
    expect(store).toMatchObject({
      kind: "store",
      message: {
        envelope: {
          from: "a@x.test",
          fromParameters: { BODY: "8BITMIME", RET: "HDRS", ENVID: "q+2D1", SMTPUTF8: true },
          recipients: [{ address: "b@x.test", parameters: { NOTIFY: "NEVER" } }],
        },
        refusedRecipients: [{ address: "c@x.test", reply: "452 4.5.3 Too many recipients" }],
      },
    });
  });

  it("says 421 when it goes down", () => {
    const session = openTestSession();
    session.perform(session.engine.hangUp("4.3.2 Service shutting down"));
    expect(session.output()).toContain("421 4.3.2 Service shutting down\r\n");
    expect(session.effects()).toEqual(["close"]);
  });
});
