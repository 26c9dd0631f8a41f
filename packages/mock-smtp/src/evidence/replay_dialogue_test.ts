import { createServer, type Server } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { captureBytes } from "../_testing/capture_bytes.ts";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "../server/start_mock_smtp.ts";
import { renderDialogue } from "./render_dialogue.ts";
import { type ReplayOptions, type ReplayReport, replayDialogue } from "./replay_dialogue.ts";

const PLAIN = { listeners: [{ tls: "none" }], hostName: "mx.test" } as const;
const SENT =
  "EHLO c.test\r\nMAIL FROM:<a@x.test>\r\nRCPT TO:<b@x.test>\r\nDATA\r\nS: x\r\n\r\n..y\r\n.\r\nQUIT\r\n";

async function replayed(
  text: string,
  options: Omit<ReplayOptions, "port"> = {},
  server: MockSmtpOptions = PLAIN,
): Promise<{ readonly report: ReplayReport; readonly server: MockSmtp }> {
  const running = await startMockSmtp(server);
  try {
    const ca = running.ca;
    return {
      report: await replayDialogue(text, { port: running.port(), ca, ...options }),
      server: running,
    };
  } finally {
    await running.close();
  }
}

async function recorded(bytes: string, options: MockSmtpOptions = PLAIN): Promise<string> {
  const { sessions, messages } = await captureBytes(bytes, options);
  return sessions.map((session) => renderDialogue(session, { messages })).join("");
}

describe("replayDialogue()", () => {
  it("plays a recorded session again, byte for byte", async () => {
    const { report, server } = await replayed(await recorded(SENT));
    expect(report).toEqual({ replies: 7, differences: [] });
    expect(server.messages[0]?.raw.toString()).toBe("S: x\r\n\r\n.y\r\n");
    expect(server.sessions[0]?.end).toBe("quit");
  });

  it("makes up content whose size only is known", async () => {
    const file = (await recorded(SENT)).replace(/(?:^D: .*\n)+/m, "D= 1000 bytes\n");
    const { report, server } = await replayed(file);
    expect(report.differences).toEqual([]);
    expect(server.messages[0]?.wire).toHaveLength(1000);
  });

  it.each([3, 5, 6, 78, 79, 80, 81, 82, 83, 84, 85])(
    "ends made up content of %d bytes",
    async (sizeBytes) => {
      const file = (await recorded(SENT)).replace(/(?:^D: .*\n)+/m, `D= ${sizeBytes} bytes\n`);
      const { report } = await replayed(file);
      expect(report.replies).toBe(7);
    },
  );

  it("plays chunks", async () => {
    const start = SENT.slice(0, SENT.indexOf("DATA"));
    const file = await recorded(`${start}BDAT 2\r\na\rBDAT 3 LAST\r\n\nb\0QUIT\r\n`);
    const { report, server } = await replayed(file);
    expect(report.differences).toEqual([]);
    expect(server.messages[0]?.raw.toString()).toBe("a\r\nb\0");
  });

  it("tells each reply that is another one and goes on", async () => {
    const file = (await recorded(SENT))
      .replace("S: 250 2.1.0 Ok", "S: 250 2.1.7 Ok")
      .replace("S: 250 2.1.5 Ok", "S: 550 5.1.1 No");
    expect((await replayed(file)).report).toEqual({
      replies: 7,
      differences: [
        { after: "MAIL FROM:<a@x.test>", expected: "250 2.1.7 Ok", found: "250 2.1.0 Ok" },
        { after: "RCPT TO:<b@x.test>", expected: "550 5.1.1 No", found: "250 2.1.5 Ok" },
      ],
    });
  });

  it("compares every word when asked", async () => {
    const file = "S: 220 mx.test ESMTP\nC: HELO c.test\nS: 250 mx.test\n= CLOSE client\n";
    expect((await replayed(file)).report.differences).toEqual([]);
    expect((await replayed(file, { compare: "text" })).report.differences).toEqual([
      { after: null, expected: "220 mx.test ESMTP", found: "220 mx.test ESMTP mock-smtp" },
    ]);
  });

  it.each([
    ["DATA is refused", "S: 354 Go\nD: a\nD: .\nS: 250 Ok\n", "554 5.5.1"],
    ["DATA is not refused", "S: 503 5.5.1 No\nC: NOOP\nS: 250 Ok\n", "354"],
  ])("ends where going on has no sense: %s", async (what, rest, found) => {
    const rcpt = what === "DATA is refused" ? "" : "C: RCPT TO:<b@x.test>\nS: 250 2.1.5 Ok\n";
    const file = `S: 220 x\nC: HELO c.test\nS: 250 x\nC: MAIL FROM:<a@x.test>\nS: 250 2.1.0 Ok\n${rcpt}C: DATA\n${rest}`;
    const { report, server } = await replayed(file);
    expect(report.differences).toEqual([
      {
        after: "DATA",
        expected: rest.slice(3, rest.indexOf("\n")),
        found: expect.stringContaining(found),
      },
    ]);
    expect(server.messages).toEqual([]);
  });

  it("plays STARTTLS and AUTH with the secret that is given", async () => {
    const options = { hostName: "mx.test", users: { ann: "s3cret" } };
    const server = await startMockSmtp(options);
    const transport = createTransport({
      host: "localhost",
      port: server.port(),
      requireTLS: true,
      tls: { ca: server.ca },
      auth: { user: "ann", pass: "s3cret" },
    });
    await transport.sendMail({ from: "a@x.test", to: "b@x.test", text: "Hi" });
    const [session] = server.sessions;
    while (session?.end === null) {
      await new Promise(setImmediate);
    }
    await server.close();
    const file = session === undefined ? "" : renderDialogue(session, server);
    const secret = Buffer.from("\0ann\0s3cret").toString("base64");
    const again = await replayed(file, { secrets: [secret] }, options);
    expect(again.report).toEqual({ replies: 9, differences: [] });
    expect(again.server.messages[0]?.auth).toEqual({ mechanism: "PLAIN", identity: "ann" });
    expect(again.server.messages[0]?.tls?.protocol).toBe("TLSv1.3");
    const wrong = await replayed(file, { secrets: ["AGFubgB3cm9uZw=="] }, options);
    expect(wrong.report.differences[0]).toEqual({
      after: "AUTH PLAIN [secret]",
      expected: "235 2.7.0 Authentication successful",
      found: "535 5.7.8 Authentication credentials invalid",
    });
    await expect(replayed(file, {}, options)).rejects.toThrow(
      'Cannot replay "AUTH PLAIN [secret]": the file does not hold the secret',
    );
  });

  it("tells that the certificate is not the one to trust", async () => {
    const file = "S: 220 x\nC: EHLO c\nS: 250 x\nC: STARTTLS\nS: 220 2.0.0 Ok\n= TLS\nC: QUIT\n";
    const { report } = await replayed(file, { servername: "other.test" }, { hostName: "mx.test" });
    expect(report.differences).toEqual([
      {
        after: "STARTTLS",
        expected: "TLS",
        found: expect.stringMatching(/^TLS failed: .*other\.test/),
      },
    ]);
  });

  it("takes silence and a broken connection for replies that did not come", async () => {
    const file = "S: 220 x\nC: NOOP\nS: 250 Ok\nC: QUIT\nS: 221 Bye\n= CLOSE server\n";
    const broken: MockSmtpOptions = {
      ...PLAIN,
      faults: [{ when: { stage: "other" }, act: { drop: "rst" } }],
    };
    expect((await replayed(file, {}, broken)).report.differences).toEqual([
      { after: "NOOP", expected: "250 Ok", found: null },
    ]);
    const silent: MockSmtpOptions = {
      ...PLAIN,
      faults: [{ when: { stage: "other" }, act: { hang: true } }],
    };
    // Long enough for a greeting on a busy machine: that one does come.
    expect((await replayed(file, { timeoutMs: 2000 }, silent)).report.differences).toEqual([
      { after: "NOOP", expected: "250 Ok", found: null },
    ]);
  });

  it("takes what comes without a line end before the connection ends for a reply", async () => {
    const server = await listening("220 half");
    const { port } = server.address() as { port: number };
    const report = await replayDialogue("S: 220 half\n= CLOSE server\n", { port });
    expect(report).toEqual({ replies: 1, differences: [] });
    server.close();
  });

  it("says whom it could not reach", async () => {
    const server = await listening("");
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await expect(replayDialogue("S: 220 x\n", { port })).rejects.toThrow(
      `Cannot connect to 127.0.0.1 port ${port} to replay a dialogue`,
    );
  });
});

function listening(greeting: string): Promise<Server> {
  const server = createServer((socket) => socket.end(greeting));
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
