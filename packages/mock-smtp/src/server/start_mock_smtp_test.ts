import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { WaitError } from "../wait/wait_error.ts";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "./start_mock_smtp.ts";

async function withServer(
  options: MockSmtpOptions,
  run: (server: MockSmtp) => Promise<void>,
): Promise<void> {
  const server = await startMockSmtp(options);
  try {
    await run(server);
  } finally {
    await server.close();
  }
}

const LISTENERS = [{ tls: "none" }, { tls: "starttls" }, { tls: "implicit" }] as const;
const MAIL = { from: "a@x.test", to: "b@x.test", subject: "Grüße", text: ".dots\nand more" };

/** Sends bytes, waits for the server to close, and returns what it said. */
async function talk(port: number, bytes: string): Promise<string> {
  const socket: Socket = connect(port, "127.0.0.1");
  let said = "";
  socket.on("data", (chunk) => {
    said += chunk;
  });
  socket.end(bytes);
  await once(socket, "close");
  return said;
}

describe("startMockSmtp()", () => {
  it.each(LISTENERS)("captures a message and its facts with tls $tls", async ({ tls }) => {
    await withServer({ listeners: LISTENERS, users: { ann: "s3cret" } }, async (server) => {
      const transport = createTransport({
        host: "localhost",
        port: server.port(tls),
        secure: tls === "implicit",
        requireTLS: tls === "starttls",
        ignoreTLS: tls === "none",
        auth: { user: "ann", pass: "s3cret" },
        tls: { ca: server.ca },
      });
      const info = await transport.sendMail(MAIL);
      const message = await server.next({ to: "b@x.test", subject: /^gr/i });
      expect(info.response).toContain(message.id);
      expect(message.envelope).toEqual({
        from: "a@x.test",
        fromParameters: {},
        recipients: [{ address: "b@x.test", parameters: {} }],
      });
      expect(message.auth).toEqual({ mechanism: "PLAIN", identity: "ann" });
      expect(message.tls?.protocol).toBe(tls === "none" ? undefined : "TLSv1.3");
      expect(message.tls?.servername).toBe(tls === "none" ? undefined : "localhost");
      expect(message.subject).toBe("Grüße");
      expect(message.wire.toString()).toMatch(/\r\n\.\.dots\r\nand more\r\n\.\r\n$/);
      expect(message.raw.toString()).toMatch(/\r\n\.dots\r\nand more\r\n$/);
      expect((await message.parsed()).text).toBe(".dots\nand more\n");
      expect(message.transcript.map((it) => it.text)).toEqual([
        "MAIL FROM:<a@x.test>",
        "250 2.1.0 Ok",
        "RCPT TO:<b@x.test>",
        "250 2.1.5 Ok",
        "DATA",
        "354 End data with <CR><LF>.<CR><LF>",
        `[${message.wire.length} bytes of data]`,
        `250 2.0.0 Ok: queued as ${message.id}`,
      ]);
      expect(message.session.listener).toBe(tls);
    });
  });

  it("gives each message to one caller, also when it came before the call", async () => {
    await withServer({ listeners: [{ tls: "none" }] }, async (server) => {
      const transport = createTransport({ port: server.port(), ignoreTLS: true });
      const early = server.next({ subject: "2" });
      for (const subject of ["1", "2", "3"]) {
        await transport.sendMail({ ...MAIL, subject });
      }
      expect((await early).subject).toBe("2");
      expect((await server.next({ to: "B@X.TEST" })).subject).toBe("1");
      expect((await server.next()).subject).toBe("3");
      const late = await server.next({ timeoutMs: 1 }).catch((error: unknown) => error);
      expect(late).toBeInstanceOf(WaitError);
      expect(String(late)).toContain("matches, but an earlier call was given it");
    });
  });

  it("tells in a time-out why each message was not the one", async () => {
    await withServer({ listeners: [{ tls: "none" }] }, async (server) => {
      await createTransport({ port: server.port(), ignoreTLS: true }).sendMail(MAIL);
      const wait = server.next({ to: "ab@x.test", subject: /^Hi/, timeoutMs: 1 });
      await expect(wait).rejects.toThrow(
        [
          'Cannot find a message with to "ab@x.test", subject /^Hi/: none came within 1 ms',
          "1 captured:",
          '  message 1 to b@x.test, subject "Grüße":',
          '    to: wanted "ab@x.test", found "b@x.test"',
          '    subject: wanted /^Hi/, found "Grüße"',
        ].join("\n"),
      );
    });
  });

  it("tells in a time-out which sessions failed, or that nobody came", async () => {
    await withServer({ users: {}, listeners: [{ tls: "none" }] }, async (server) => {
      await expect(server.next({ timeoutMs: 1 })).rejects.toThrow("Nobody connected.");
      await talk(server.port(), "EHLO x\r\nAUTH PLAIN AGEAYg==\r\nQUIT\r\n");
      await expect(server.next({ timeoutMs: 1 })).rejects.toThrow(
        "session 1 (none) failed at auth after AUTH PLAIN [secret], reply 535 5.7.8",
      );
    });
  });

  it("ends a wait when its signal says so", async () => {
    await withServer({}, async (server) => {
      const controller = new AbortController();
      const wait = server.next({ signal: controller.signal });
      controller.abort(new Error("enough"));
      await expect(wait).rejects.toThrow("enough");
    });
  });

  it("keeps a client's failed handshake on the session and lives on", async () => {
    await withServer({ listeners: [{ tls: "implicit" }] }, async (server) => {
      await talk(server.port(), "EHLO this is no TLS\r\n");
      expect(server.sessions[0]?.failures[0]).toMatchObject({ stage: "handshake" });
      expect(server.sessions[0]?.end).toBe("broken");
    });
  });

  it("lets a transaction under way finish when it closes, and ends idle sessions with 421", async () => {
    const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
    const busy = connect(server.port(), "127.0.0.1");
    const idle = connect(server.port(), "127.0.0.1");
    let heard = "";
    idle.on("data", (chunk) => {
      heard += chunk;
    });
    busy.write("EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\nDATA\r\n");
    for (let said = ""; !said.includes("354"); ) {
      said += String((await once(busy, "data"))[0]);
    }
    await once(idle, "data");
    const closed = server.close();
    busy.write("late\r\n.\r\n");
    await closed;
    expect(server.messages.map((it) => it.raw.toString())).toEqual(["late\r\n"]);
    expect(heard).toContain("421 4.3.2");
    busy.destroy();
    idle.destroy();
  });

  it("refuses two listeners of one name and an unknown name", async () => {
    const twice = startMockSmtp({ listeners: [{ tls: "none" }, { tls: "none" }] });
    await expect(twice).rejects.toThrow('Cannot start two listeners named "none"');
    await withServer({}, async (server) => {
      expect(() => server.port("smtps")).toThrow(
        'Cannot find a listener named "smtps": there are "starttls"',
      );
    });
  });

  it("reports a port that is taken", async () => {
    await withServer({}, async (server) => {
      const again = startMockSmtp({ listeners: [{ port: server.port() }] });
      await expect(again).rejects.toThrow("EADDRINUSE");
    });
  });
});
