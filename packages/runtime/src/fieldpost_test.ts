import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { MESSAGE, mailbox, openUnit, SECRET_TEXT, shortOf, USER } from "./_testing/delivery.ts";

describe("Fieldpost.sendNow() on each of the three ports", () => {
  const servers: MockSmtp[] = [];

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function witness(): Promise<MockSmtp> {
    const server = await startMockSmtp({
      listeners: [{ tls: "none" }, { tls: "starttls" }, { tls: "implicit" }],
      users: { [USER]: SECRET_TEXT },
      authRequired: true,
    });
    servers.push(server);
    return server;
  }

  const VERIFIED = {
    tls: "TLSv1.3",
    cipher: expect.stringMatching(/^TLS_/),
    verified: true,
    authority: "mock-smtp test authority",
  };

  it.each([
    {
      name: "none" as const,
      settings: {},
      mode: "starttls-may",
      protection: {
        tls: null,
        why: "the server does not offer STARTTLS; the server is on this machine",
      },
    },
    {
      name: "starttls" as const,
      settings: { "Email/StartTLS": "required" },
      mode: "starttls-must",
      protection: VERIFIED,
    },
    {
      name: "implicit" as const,
      settings: { "Email/SMTPS": "enabled" },
      mode: "implicit",
      protection: VERIFIED,
    },
  ])("$name: the same configuration arrives as the plan says", async (row) => {
    const server = await witness();
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port(row.name), ...row.settings },
      ca: server.ca,
      login: true,
    });
    expect((await unit.plan()).decision.mode).toBe(row.mode);

    const result = await unit.sendNow({ ...MESSAGE, bcc: [mailbox("boss@example.net")] });
    expect(shortOf(result)).toEqual(["delivered DELIVERED", "delivered DELIVERED"]);
    expect(result).toMatchObject({ kind: "sent", protection: row.protection });

    const message = await server.next({ to: "ops@example.net" });
    expect(message.envelope.from).toBe("unit7@example.com");
    expect(message.envelope.recipients.map(({ address }) => address)).toEqual([
      "ops@example.net",
      "boss@example.net",
    ]);
    expect(message.auth).toEqual({ mechanism: "SCRAM-SHA-256", identity: USER });
    expect(message.tls?.protocol ?? null).toBe(row.protection.tls);
    expect(message.helloName).toBe("unit7.example.com");
    expect(message.raw.toString()).not.toContain("boss@example.net");
    expect(message.warnings.filter(({ code }) => code !== "auth-in-clear")).toEqual([]);
    const parsed = await message.parsed();
    expect(parsed.subject).toBe("Boot notification");
    expect(parsed.text).toBe("The unit is up.\n.\n..and a dot\n");
    expect(result.kind === "sent" && result.messageId).toBe(parsed.messageId);
    const log = (await unit.log.lines()).join("\n");
    expect(log).toContain("Email to ops@example.net delivered, ");
    expect(log).not.toContain(SECRET_TEXT);
  });

  it("refuses before connecting what the plan refuses", async () => {
    const { unit } = await openUnit({ settings: { "Email/Port": 465, "Email/SMTPS": "disabled" } });
    const result = await unit.sendNow(MESSAGE);
    expect(shortOf(result)).toEqual(["MODE_MISMATCH"]);
    expect((await unit.log.lines()).at(-1)).toContain(", Email refused: ");
  });

  it("does not trust a certificate that no known authority signed", async () => {
    const server = await witness();
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port("implicit"), "Email/SMTPS": "enabled" },
      login: true,
    });
    const result = await unit.sendNow(MESSAGE);
    expect(shortOf(result)[0]).toMatch(/^hold CERTIFICATE_/);
    expect(server.messages).toEqual([]);
    for (const session of server.sessions) {
      expect(JSON.stringify(session.transcript)).not.toMatch(/AUTH|MAIL/);
    }
  });

  it("does not trust a certificate for another name", async () => {
    const server = await startMockSmtp({
      listeners: [{ tls: "implicit" }],
      certificateNames: ["other.example"],
    });
    servers.push(server);
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port(), "Email/SMTPS": "enabled" },
      ca: server.ca,
    });
    const result = await unit.sendNow(MESSAGE);
    expect(shortOf(result)).toEqual(["hold CERTIFICATE_NAME_MISMATCH"]);
    const why = result.kind === "sent" ? result.recipients[0]?.lastWords : undefined;
    expect(why).toContain("other.example");
  });

  it.each([
    ["weak-key", "CERTIFICATE_INVALID"],
    ["expired", "CERTIFICATE_EXPIRED"],
    ["not-yet-valid", "CERTIFICATE_NOT_YET_VALID"],
    ["wrong-host", "CERTIFICATE_NAME_MISMATCH"],
    ["self-signed", "CERTIFICATE_SELF_SIGNED"],
    ["incomplete-chain", "CERTIFICATE_INCOMPLETE_CHAIN"],
  ] as const)("does not trust a certificate that is %s", async (certificate, code) => {
    const server = await startMockSmtp({ listeners: [{ tls: "implicit", certificate }] });
    servers.push(server);
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port(), "Email/SMTPS": "enabled" },
      ca: server.ca,
    });
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual([`hold ${code}`]);
    expect(server.messages).toEqual([]);
  });

  it("says what is wrong when the ports are swapped", async () => {
    const server = await witness();
    const swapped = await openUnit({
      settings: { "Email/Port": server.port("starttls"), "Email/SMTPS": "enabled" },
      ca: server.ca,
    });
    expect(shortOf(await swapped.unit.sendNow(MESSAGE))).toEqual(["hold SMTPS_ON_PLAINTEXT_PORT"]);
  });

  it("holds after a refused login, with the server's words", async () => {
    const server = await startMockSmtp({ users: { [USER]: "another" }, authRequired: true });
    servers.push(server);
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port(), "Email/StartTLS": "required" },
      ca: server.ca,
      login: true,
    });
    const result = await unit.sendNow(MESSAGE);
    expect(shortOf(result)).toEqual(["hold AUTH_REFUSED"]);
    expect(result.kind === "sent" && result.recipients[0]?.lastWords).toMatch(/^535 /);
  });

  it("sends 10 MB with attachments as they were", async () => {
    const server = await witness();
    const { unit } = await openUnit({
      settings: { "Email/Port": server.port("implicit"), "Email/SMTPS": "enabled" },
      ca: server.ca,
      login: true,
    });
    const content = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString("latin1");
    const big = Buffer.from(content.repeat(30_000), "latin1");
    const result = await unit.sendNow({
      ...MESSAGE,
      html: "<p>Gr\u00fc\u00dfe</p>",
      attachments: [{ filename: "gr\u00fc\u00dfe.bin", content: big }],
    });
    expect(shortOf(result)).toEqual(["delivered DELIVERED"]);
    const parsed = await (await server.next()).parsed();
    expect(parsed.html).toBe("<p>Gr\u00fc\u00dfe</p>");
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(["gr\u00fc\u00dfe.bin"]);
    expect(parsed.attachments[0]?.content.equals(big)).toBe(true);
  });

  it("sends the rest after the recipients that fit", async () => {
    const server = await startMockSmtp({ listeners: [{ tls: "none" }], recipientLimit: 2 });
    servers.push(server);
    const { unit } = await openUnit({ settings: { "Email/Port": server.port() } });
    const to = ["a", "b", "c", "d", "e"].map((name) => mailbox(`${name}@example.net`));
    const result = await unit.sendNow({ ...MESSAGE, to });
    expect(shortOf(result)).toEqual(Array.from({ length: 5 }, () => "delivered DELIVERED"));
    expect(server.messages.map(({ envelope }) => envelope.recipients.length)).toEqual([2, 2, 1]);
    expect(server.sessions.length).toBe(1);
  });
});

describe("Fieldpost.sendNow() with what it cannot send", () => {
  let port = 0;
  let server: MockSmtp;

  beforeEach(async () => {
    server = await startMockSmtp({ listeners: [{ tls: "none" }] });
    port = server.port();
  });

  afterEach(async () => server.close());

  it.each([
    ["a line break in the subject", { ...MESSAGE, subject: "a\r\nBcc: x@example.com" }],
    ["nobody to receive it", { ...MESSAGE, to: [] }],
    ["a control character in a name", { ...MESSAGE, from: mailbox("u@example.com", "a\nb") }],
    [
      "a line break in a file name",
      { ...MESSAGE, attachments: [{ filename: "a\nb", content: Buffer.alloc(1) }] },
    ],
  ])("refuses %s", async (_, message) => {
    const { unit } = await openUnit({ settings: { "Email/Port": port } });
    await expect(unit.sendNow(message)).rejects.toMatchObject({ code: "message-invalid" });
    expect(server.sessions).toEqual([]);
  });

  it("refuses when the secret was sealed by another unit", async () => {
    const other = await openUnit({ settings: {}, login: true });
    const { unit, home } = await openUnit({ settings: { "Email/Port": port }, login: true });
    const { copyFile } = await import("node:fs/promises");
    await copyFile(`${other.home}/secret.key`, `${home}/secret.key`);
    await expect(unit.sendNow(MESSAGE)).rejects.toMatchObject({ code: "secret-unreadable" });
    expect(server.sessions).toEqual([]);
  });

  it("refuses when the CA file is missing", async () => {
    const settings = { "Email/Port": port, "Email/CaFile": "/nonexistent/ca.pem" };
    const { unit } = await openUnit({ settings });
    expect(await unit.sendNow(MESSAGE)).toMatchObject({
      kind: "refused",
      decision: { refusals: [{ code: "CONFIG", key: "Email/CaFile" }] },
    });
  });

  it("is not stopped by a log that cannot be written", async () => {
    const { mkdir } = await import("node:fs/promises");
    const { unit, home } = await openUnit({ settings: { "Email/Port": port } });
    const { rm } = await import("node:fs/promises");
    await rm(`${home}/system.log`);
    await mkdir(`${home}/system.log`);
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["delivered DELIVERED"]);
  });
});
