import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { openUnit, type TestUnit } from "./_testing/delivery.ts";
import { fieldpostTransport } from "./fieldpost_transport.ts";

const MAIL = {
  from: "Unit 7 <unit7@example.com>",
  to: ["ops@example.net", "gone@example.net"],
  bcc: "boss@example.net",
  subject: "Boot",
  text: "Up.\n.\n",
  html: "<p>Up.</p>",
};

describe("fieldpostTransport()", () => {
  let server: MockSmtp;
  let opened: TestUnit;

  beforeEach(async () => {
    server = await startMockSmtp({
      listeners: [{ tls: "none" }],
      faults: [{ preset: "unknown-user", to: "gone@example.net" }],
    });
    opened = await openUnit({ settings: { "Email/Port": server.port() } });
  });

  afterEach(async () => server.close());

  it("accepts into the queue and answers in nodemailer's shape", async () => {
    const mailer = createTransport(fieldpostTransport({ home: opened.home }));
    const info = await mailer.sendMail(MAIL);
    expect(info).toEqual({
      envelope: {
        from: "unit7@example.com",
        to: ["ops@example.net", "gone@example.net", "boss@example.net"],
      },
      messageId: expect.stringMatching(/^<.+@example.com>$/),
      accepted: ["ops@example.net", "gone@example.net", "boss@example.net"],
      rejected: [],
      pending: [],
      response: `queued as ${info.queued}`,
      queued: expect.stringMatching(/^[0-9a-z]{19}$/),
    });
    expect(server.messages).toEqual([]);
    expect(await opened.unit.queue.run()).toMatchObject({ report: { attempted: 1, failed: 1 } });
    const message = await server.next();
    expect(message.header("message-id")).toBe(info.messageId);
    expect(message.raw.toString()).not.toContain("boss@example.net");
    expect((await message.parsed()).text).toBe("Up.\n.\n");
  });

  it("sends a message without from as the unit, and keeps a null sender that is asked for", async () => {
    const mailer = createTransport(fieldpostTransport({ home: opened.home }));
    const { from: _, ...anonymous } = MAIL;
    const info = await mailer.sendMail(anonymous);
    const silent = await mailer.sendMail({
      ...anonymous,
      envelope: { from: "", to: "ops@example.net" },
    });
    expect(info.messageId).toMatch(/^<[0-9a-f-]{36}@example\.com>$/);
    const senderOf = async (name?: string) => (await opened.unit.queue.find(name ?? ""))?.sender;
    expect([await senderOf(info.queued), await senderOf(silent.queued)]).toEqual([
      "unit7@example.com",
      null,
    ]);
    await opened.unit.queue.run();
    const froms = server.messages.map((message) => message.header("from"));
    expect(froms).toEqual(["unit7@example.com", "unit7@example.com"]);
    expect(server.messages[0]?.header("message-id")).toBe(info.messageId);
  });

  it("refuses a message without a sender where the unit has none", async () => {
    await opened.unit.registry.assign([["IpConfig/EmailAddress", ""]]);
    const mailer = createTransport(fieldpostTransport({ home: opened.home }));
    await expect(mailer.sendMail({ ...MAIL, from: undefined })).rejects.toMatchObject({
      code: "message-invalid",
      message: "Cannot send the message: it has no sender, from or IpConfig/EmailAddress is needed",
    });
  });

  it("delivers while the caller waits and says who was refused and how it was protected", async () => {
    const mailer = createTransport(fieldpostTransport({ home: opened.home, delivery: "now" }));
    const info = await mailer.sendMail(MAIL);
    expect(info.accepted).toEqual(["ops@example.net", "boss@example.net"]);
    expect(info.rejected).toEqual(["gone@example.net"]);
    expect(info.pending).toEqual([]);
    expect(info.response).toMatch(/^250 2\.0\.0 Ok: queued as /);
    expect(info.protection).toMatchObject({ tls: null });
  });

  it("fails as nodemailer's transports do when nobody was accepted", async () => {
    const mailer = createTransport(fieldpostTransport({ home: opened.home, delivery: "now" }));
    const sending = mailer.sendMail({ ...MAIL, to: "gone@example.net", bcc: [] });
    await expect(sending).rejects.toMatchObject({
      code: "RECIPIENT_REFUSED",
      responseCode: 550,
      response: expect.stringMatching(/^550 5\.1\.1 /),
    });
  });

  it("fails with the refusal's code when the settings cannot work", async () => {
    await opened.unit.registry.assign([
      ["Email/Port", "465"],
      ["Email/SMTPS", "disabled"],
    ]);
    const mailer = createTransport(fieldpostTransport({ home: opened.home, delivery: "now" }));
    await expect(mailer.sendMail(MAIL)).rejects.toMatchObject({ code: "MODE_MISMATCH" });
    await expect(mailer.verify()).rejects.toMatchObject({ code: "MODE_MISMATCH" });
  });

  it("verifies settings that can work", async () => {
    const mailer = createTransport(fieldpostTransport({ home: opened.home }));
    expect(await mailer.verify()).toBe(true);
  });

  it.each([
    ["nobody", { ...MAIL, to: [], bcc: [] }],
    ["an address that is none", { ...MAIL, to: "no address@", bcc: [] }],
  ])("refuses a message to %s", async (_, mail) => {
    const mailer = createTransport(fieldpostTransport({ home: opened.home }));
    await expect(mailer.sendMail(mail)).rejects.toMatchObject({ code: "message-invalid" });
  });
});
