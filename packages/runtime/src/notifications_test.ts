import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type EnvelopeParameters, INTERACTIVE_TIMEOUTS } from "@fieldpost/core";
import type { MockSmtp, MockSmtpOptions } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { MESSAGE, openUnit, shortOf } from "./_testing/delivery.ts";
import {
  acceptAs,
  arrivals,
  openQueue,
  run,
  type TestQueue,
  witness,
} from "./_testing/test_queue.ts";
import { fieldpostTransport } from "./fieldpost_transport.ts";
import { openFieldpost } from "./open_fieldpost.ts";

const GONE = { preset: "unknown-user", to: "gone@*" } as const;
const WANTED: EnvelopeParameters = {
  ...{ ret: "HDRS", envid: "alarm+207", notify: ["SUCCESS", "FAILURE"] },
  recipients: { "b@example.net": { notify: ["NEVER"], orcpt: "rfc822;bee@example.net" } },
};

/** The parameters that have come: of MAIL without the size, and of each RCPT. */
function parametersOf(server: MockSmtp): readonly unknown[] {
  return server.messages.map(({ envelope }) => {
    const { SIZE: _, ...mail } = envelope.fromParameters;
    return [mail, ...envelope.recipients.map(({ parameters }) => ({ ...parameters }))];
  });
}

async function accepted(
  parameters: EnvelopeParameters,
  options: MockSmtpOptions,
  ...to: readonly string[]
): Promise<{ readonly server: MockSmtp; readonly opened: TestQueue; readonly message: string }> {
  const server = await witness(options);
  const opened = await openQueue(server.port());
  const message = await acceptAs(opened, { parameters }, ...to);
  return { server, opened, message };
}

/** The text of the last message, which is a report. */
function reportOf(server: MockSmtp): string {
  return server.messages.at(-1)?.raw.toString("latin1") ?? "";
}

async function secureUnit(options: MockSmtpOptions = {}): Promise<{
  readonly server: MockSmtp;
  readonly unit: Awaited<ReturnType<typeof openUnit>>["unit"];
}> {
  const server = await witness({ listeners: [{ tls: "implicit" }], ...options });
  const settings = { "Email/Port": server.port(), "Email/SMTPS": "enabled" };
  const { unit } = await openUnit({ settings, ca: server.ca });
  return { server, unit };
}

describe("MailQueue with notifications", () => {
  it("keeps what the sender wants over a restart and asks the server for it", async () => {
    const { server, opened } = await accepted(WANTED, {}, "a@example.net", "b@example.net");
    const { home, clock } = opened;
    const timeouts = INTERACTIVE_TIMEOUTS;
    const again = await openFieldpost({ home, environment: {}, clock, timeouts });
    expect(await again.queue.run()).toMatchObject({ report: { delivered: 1, waiting: 0 } });
    expect(parametersOf(server)).toEqual([
      [
        { RET: "HDRS", ENVID: "alarm+207" },
        { NOTIFY: "SUCCESS,FAILURE" },
        { NOTIFY: "NEVER", ORCPT: "rfc822;bee@example.net" },
      ],
    ]);
    expect(server.messages[0]?.warnings).toEqual([]);
  });

  it("asks again for those that are tried again", async () => {
    const faults = [{ preset: "greylist", to: "b@*" } as const];
    const { server, opened } = await accepted(WANTED, { faults }, "a@example.net", "b@example.net");
    await run(opened);
    opened.clock.moveOn(6 * 60_000);
    await run(opened);
    expect(parametersOf(server)).toEqual([
      [{ RET: "HDRS", ENVID: "alarm+207" }, { NOTIFY: "SUCCESS,FAILURE" }],
      [
        { RET: "HDRS", ENVID: "alarm+207" },
        { NOTIFY: "NEVER", ORCPT: "rfc822;bee@example.net" },
      ],
    ]);
  });

  it("tells the sender that it was handed on to a server that tells nothing (RFC 3461 5.2.2)", async () => {
    const hide = ["DSN" as const];
    const to = ["a@example.net", "b@example.net"];
    const { server, opened, message } = await accepted(WANTED, { hide }, ...to);
    expect(await run(opened)).toMatchObject({ delivered: 1, waiting: 1 });
    expect(await run(opened)).toMatchObject({ delivered: 1, waiting: 0 });
    expect(await run(opened)).toMatchObject({ attempted: 0, waiting: 0 });
    expect(parametersOf(server)).toEqual([
      [{}, {}, {}],
      [{}, {}],
    ]);
    expect(arrivals(server)).toEqual(["a@example.net b@example.net", "unit7@example.com"]);
    const report = reportOf(server);
    expect(report).toContain("Original-Envelope-Id: alarm 7\r\n");
    expect(report.match(/^Final-Recipient: .*\r\nAction: .*\r\nStatus: .*\r$/gm)).toEqual([
      "Final-Recipient: rfc822; a@example.net\r\nAction: relayed\r\nStatus: 2.0.0\r",
    ]);
    const journal = (await opened.queue.findEnded(message))?.journal ?? [];
    const dsn = journal.flatMap(({ event }) => (event.kind === "outcome" ? [event.dsn] : []));
    expect(dsn).toEqual(["relayed", "not-offered"]);
    expect(await readFile(join(opened.home, "system.log"), "utf8")).toContain(
      "; the server offers no notifications (DSN), so what was wanted of them was not sent",
    );
  });

  it.each<[string, EnvelopeParameters, number]>([
    ["NEVER", { notify: ["NEVER"] }, 0],
    ["SUCCESS alone", { notify: ["SUCCESS"] }, 0],
    ["FAILURE", { notify: ["FAILURE"] }, 1],
    ["nothing", {}, 1],
    ["NEVER of this recipient", { recipients: { "gone@example.net": { notify: ["NEVER"] } } }, 0],
  ])("reports a failure as the sender wanted it: %s", async (_, parameters, reports) => {
    const { server, opened, message } = await accepted(
      parameters,
      { faults: [GONE] },
      "gone@example.net",
    );
    expect(await run(opened)).toMatchObject({ failed: 1, waiting: reports });
    await run(opened);
    expect(server.messages).toHaveLength(reports);
    expect((await opened.queue.findEnded(message))?.status.phase).toBe("finished");
  });

  it("gives the whole message back where the sender wanted that, and else the header", async () => {
    for (const ret of ["FULL", "HDRS"] as const) {
      const recipients = { "gone@example.net": { orcpt: "rfc822;old@example.net" } };
      const parameters = { ret, envid: "x", recipients };
      const { server, opened } = await accepted(parameters, { faults: [GONE] }, "gone@example.net");
      await run(opened);
      await run(opened);
      const report = reportOf(server);
      expect(report).toContain("\r\nOriginal-Envelope-Id: x\r\n");
      expect(report).toContain("\r\nOriginal-Recipient: rfc822; old@example.net\r\n");
      expect(report.includes("\r\nContent-Type: message/rfc822\r\n\r\nFrom: ")).toBe(
        ret === "FULL",
      );
      expect(report.includes("\r\n..and a dot\r\n")).toBe(ret === "FULL");
      expect(report).toContain("Subject: Boot notification\r\n");
    }
  });
});

describe("Fieldpost.deliver() with REQUIRETLS", () => {
  const message = { ...MESSAGE, parameters: { requireTls: true as const } };

  it("says REQUIRETLS to a server that has proved its name and offers it (V21)", async () => {
    const { server, unit } = await secureUnit({ requireTlsOffered: true });
    expect(shortOf(await unit.sendNow(message))).toEqual(["delivered DELIVERED"]);
    expect(parametersOf(server)).toEqual([[{ REQUIRETLS: true }, {}]]);
    expect(server.messages[0]?.warnings).toEqual([]);
  });

  it("sends nothing where it is not offered (V21)", async () => {
    const { server, unit } = await secureUnit();
    const result = await unit.sendNow(message);
    expect(shortOf(result)).toEqual(["permanent REQUIRETLS_NOT_OFFERED"]);
    expect(result).toMatchObject({
      recipients: [{ meaning: expect.stringContaining("localhost does not offer that.") }],
    });
    expect(JSON.stringify(server.sessions)).not.toContain("MAIL FROM");
  });

  it("sends nothing in clear, and reports as privately what fails (V21)", async () => {
    const server = await witness();
    const { unit } = await openUnit({ settings: { "Email/Port": server.port() } });
    expect(shortOf(await unit.sendNow(message))).toEqual(["hold REQUIRETLS_NOT_PROVED"]);
    const secure = await secureUnit();
    await secure.unit.queue.accept(await secure.unit.compose(message));
    expect(await secure.unit.queue.run()).toMatchObject({ report: { failed: 1, waiting: 1 } });
    expect(await secure.unit.queue.run()).toMatchObject({ report: { delivered: 1 } });
    expect(reportOf(secure.server)).toContain("\r\nStatus: 5.7.30\r\n");
  });
});

describe("fieldpostTransport() with nodemailer's dsn", () => {
  const mail = { from: "unit7@example.com", to: "a@example.net", subject: "Boot", text: "Up." };

  it.each(["queue", "now"] as const)("asks for the notifications of a message: %s", async (how) => {
    const server = await witness();
    const { home, unit } = await openUnit({ settings: { "Email/Port": server.port() } });
    const mailer = createTransport(fieldpostTransport({ home, delivery: how }));
    const dsn = {
      ...{ id: "alarm 7", return: "headers", notify: ["failure", "delay"] },
      recipient: "old@example.net",
    };
    await mailer.sendMail({ ...mail, dsn });
    await unit.queue.run();
    expect(parametersOf(server)).toEqual([
      [
        { RET: "HDRS", ENVID: "alarm+207" },
        { NOTIFY: "FAILURE,DELAY", ORCPT: "rfc822;old@example.net" },
      ],
    ]);
  });

  it.each([
    [{ notify: "always" }, /dsn\.notify cannot be used/],
    [{ notify: ["never", "success"] }, /dsn\.notify cannot be used/],
    [{ return: "nothing" }, /dsn\.return cannot be used/],
    [{ id: "a\r\nb" }, /dsn\.id cannot be used/],
    [{ recipient: "a\r\nb@example.net" }, /dsn\.recipient cannot be used/],
  ])("refuses %j", async (dsn, words) => {
    const { home } = await openUnit({ settings: {} });
    const mailer = createTransport(fieldpostTransport({ home }));
    await expect(mailer.sendMail({ ...mail, dsn: dsn as never })).rejects.toThrow(words);
  });
});
