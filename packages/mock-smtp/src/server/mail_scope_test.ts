import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { type MockSmtp, startMockSmtp } from "./start_mock_smtp.ts";

function transportOf(server: MockSmtp, auth?: { user: string; pass: string }) {
  return createTransport({
    port: server.port(),
    ignoreTLS: true,
    ...(auth === undefined ? {} : { auth }),
  });
}

describe("MockSmtp.scope()", () => {
  it("keeps parallel tests apart by address and by user", async () => {
    await using server = await startMockSmtp({ listeners: [{ tls: "none" }], users: {} });
    const one = server.scope();
    const two = server.scope();
    const mail = { from: "a@x.test", subject: "s", text: "t" };
    const auth = { user: two.user, pass: two.secret };
    await transportOf(server).sendMail({ ...mail, to: one.address });
    await transportOf(server).sendMail({ ...mail, to: one.addressOf("ann") });
    await transportOf(server, auth).sendMail({ ...mail, to: "else@x.test" });
    expect((await one.next({ to: one.addressOf("ann") })).sequence).toBe(2);
    expect((await one.next()).sequence).toBe(1);
    await one.none();
    expect((await two.all()).map((it) => it.auth?.identity)).toEqual([two.user]);
    one.clear();
    expect([one.messages.length, two.messages.length, server.messages.length]).toEqual([0, 1, 1]);
    await two.close();
    await expect(transportOf(server, auth).sendMail({ ...mail, to: "x@x.test" })).rejects.toThrow(
      "535",
    );
  });

  it("keeps faults inside, and ends waits when it closes", async () => {
    await using server = await startMockSmtp({ listeners: [{ tls: "none" }] });
    const one = server.scope();
    const two = server.scope();
    one.faults.add("content-rejected");
    one.faults.add({ when: { stage: "auth" }, act: { reply: "454 4.7.0 x" } });
    const mail = { from: "a@x.test", text: "t" };
    await expect(transportOf(server).sendMail({ ...mail, to: one.address })).rejects.toThrow("550");
    await transportOf(server).sendMail({ ...mail, to: two.address });
    const auth = { user: one.user, pass: "any" };
    await expect(transportOf(server, auth).sendMail({ ...mail, to: two.address })).rejects.toThrow(
      "454",
    );
    const wait = one.next();
    await Promise.all([
      expect(wait).rejects.toThrow("Cannot wait for a message: the scope is closed"),
      one.close(),
    ]);
    await transportOf(server).sendMail({ ...mail, to: one.address });
    expect(two.messages.length).toBe(1);
  });

  it("refuses a fault that could never strike inside it", async () => {
    await using server = await startMockSmtp();
    expect(() => server.scope().faults.add("flaky")).toThrow("Cannot scope a fault at connect");
  });
});
