import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MockSmtp, MockSmtpOptions } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { MESSAGE, openUnit, shortOf, type TestUnit } from "./_testing/delivery.ts";
import { MINUTE_MS, openQueue, run, witness } from "./_testing/test_queue.ts";

const UNKNOWN = {
  when: { stage: "end-of-data", times: 1 },
  act: { reply: "500 5.5.1 Command unknown" },
} as const;

async function secureServer(options: MockSmtpOptions = {}): Promise<MockSmtp> {
  return await witness({ listeners: [{ tls: "implicit" }], ...options });
}

async function unitFor(server: MockSmtp, settings = {}): Promise<TestUnit> {
  const all = { "Email/Port": server.port(), "Email/SMTPS": "enabled", ...settings };
  return await openUnit({ settings: all, ca: server.ca });
}

/** What the client said in each session, the opening left out. */
function saidTo(server: MockSmtp): string[][] {
  return server.sessions.map(({ transcript }) =>
    transcript
      .filter(({ by }) => by === "client")
      .map(({ text }) => text.split(/[ :]/)[0] ?? "")
      .filter((verb) => verb !== "EHLO"),
  );
}

describe("Fieldpost.deliver() in chunks", () => {
  it("sends counted octets over TLS, exactly those that were composed", async () => {
    const server = await secureServer();
    const { unit } = await unitFor(server);
    const composed = await unit.compose(MESSAGE);
    expect(shortOf(await unit.deliver(composed))).toEqual(["delivered DELIVERED"]);
    const [message] = server.messages;
    expect([message?.transfer, message?.warnings]).toEqual(["BDAT", []]);
    expect(message?.raw.equals(Buffer.from(composed.content))).toBe(true);
    expect(message?.wire.equals(Buffer.from(composed.content))).toBe(true);
  });

  it("puts line ends right that a caller has left wrong, and doubles no dot", async () => {
    const server = await secureServer();
    const { unit } = await unitFor(server);
    const composed = await unit.compose(MESSAGE);
    const content = Buffer.from("Subject: x\r\n\r\na\n.\n..\rb");
    await unit.deliver({ ...composed, content });
    expect(server.messages[0]?.raw.toString()).toBe("Subject: x\r\n\r\na\r\n.\r\n..\r\nb\r\n");
  });

  it.each([
    ["a line ended in the middle of a piece", 700_000],
    ["no more than one chunk", 200_000],
  ])("sends large content in chunks of bounded size: %s", async (_, octets) => {
    const server = await secureServer();
    const { unit } = await unitFor(server);
    const composed = await unit.compose({
      ...MESSAGE,
      text: `${"x".repeat(69)}\n`.repeat(octets / 70),
    });
    expect(shortOf(await unit.deliver(composed))).toEqual(["delivered DELIVERED"]);
    const [message] = server.messages;
    expect(message?.raw.equals(Buffer.from(composed.content))).toBe(true);
    const sizes = (server.sessions[0]?.transcript ?? [])
      .map(({ text }) => /^BDAT (\d+)(?: LAST)?$/.exec(text)?.[1])
      .filter((size) => size !== undefined)
      .map(Number);
    expect(sizes.every((size) => size <= 256 * 1024)).toBe(true);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(composed.content.length);
  });

  it.each([
    ["in clear", {}, { listeners: [{ tls: "none" as const }] }, { "Email/SMTPS": "disabled" }],
    ["where it is not offered", {}, { hide: ["CHUNKING" as const] }, {}],
    ["where a person wants it so", {}, {}, { "Email/Chunking": "disabled" }],
  ])("sends line by line %s", async (_, __, options, settings) => {
    const server = await secureServer(options);
    const { unit } = await unitFor(server, settings);
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["delivered DELIVERED"]);
    expect(server.messages[0]?.transfer).toBe("DATA");
  });

  it("asks again line by line where BDAT turns out to be unknown, and remembers", async () => {
    const server = await secureServer({ faults: [UNKNOWN] });
    const { home, unit } = await unitFor(server);
    const result = await unit.sendNow(MESSAGE);
    expect(shortOf(result)).toEqual(["delivered DELIVERED"]);
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["delivered DELIVERED"]);
    expect(server.messages.map(({ transfer }) => transfer)).toEqual(["DATA", "DATA"]);
    expect(saidTo(server).map((verbs) => verbs.filter((verb) => verb === "BDAT").length)).toEqual([
      1, 0, 0,
    ]);
    const history = JSON.parse(await readFile(join(home, "history.json"), "utf8"));
    expect(Object.values(history)).toMatchObject([{ refusesChunks: true }]);
  });
});

describe("MailQueue in chunks", () => {
  it("sends the other messages line by line in the same pass, and the refused one after a minute", async () => {
    const server = await secureServer({ faults: [UNKNOWN] });
    const settings = { "Email/SMTPS": "enabled", "Queue/Connections": 1 };
    const opened = await openQueue(server.port(), { settings, ca: server.ca });
    for (const subject of ["one", "two", "three"]) {
      await opened.queue.accept(await opened.unit.compose({ ...MESSAGE, subject }));
    }
    expect(await run(opened)).toMatchObject({ attempted: 3, delivered: 2, waiting: 1 });
    opened.clock.moveOn(2 * MINUTE_MS);
    expect(await run(opened)).toMatchObject({ attempted: 1, delivered: 1, waiting: 0 });
    expect(server.messages.map(({ transfer }) => transfer)).toEqual(["DATA", "DATA", "DATA"]);
  });

  it("knows nothing of a message whose end was sent and not answered", async () => {
    const server = await secureServer({
      faults: [{ when: { stage: "end-of-data" }, act: { drop: "fin" } }],
    });
    const settings = { "Email/SMTPS": "enabled" };
    const opened = await openQueue(server.port(), { settings, ca: server.ca });
    const name = await opened.queue.accept(await opened.unit.compose(MESSAGE));
    await run(opened);
    const found = await opened.queue.find(name);
    expect(found?.status.recipients).toMatchObject([{ state: "uncertain" }]);
    expect(found?.journal.map(({ event }) => event.kind).slice(0, 3)).toEqual([
      "accepted",
      "attempt",
      "uncertain",
    ]);
  });
});
