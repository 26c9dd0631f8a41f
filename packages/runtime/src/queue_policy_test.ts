import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Secret } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { TRANSACTIONS_PER_CONNECTION } from "./_delivery_lane.ts";
import { URGENT_SCAN_MS } from "./_due_jobs.ts";
import { USER } from "./_testing/delivery.ts";
import { startLineServer } from "./_testing/line_server.ts";
import {
  accept,
  acceptAs,
  arrivals,
  listed,
  MINUTE_MS,
  openQueue,
  run,
  type TestQueue,
  witness,
} from "./_testing/test_queue.ts";
import { DONE_JOURNALS_KEPT } from "./prune_journals.ts";

const DAY_MS = 24 * 60 * MINUTE_MS;

async function acceptMany(opened: TestQueue, count: number, name = "r"): Promise<void> {
  // Messages that come at once share a file; these do not.
  for (let at = 0; at < count; at++) await accept(opened, `${name}${at}@example.net`);
}

async function attempts(opened: TestQueue): Promise<number> {
  return (await listed(opened)).reduce((sum, { status }) => sum + status.attempts, 0);
}

describe("MailQueue with urgent messages", () => {
  it.each([1, 2, 5])("sends them first over %p connections", async (connections) => {
    const server = await witness();
    const settings = { "Queue/Connections": connections };
    const opened = await openQueue(server.port(), { settings });
    await acceptMany(opened, 5, "normal");
    await acceptAs(opened, { priority: "urgent" }, "alarm@example.net");
    await run(opened);
    const at = arrivals(server).indexOf("alarm@example.net");
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThan(connections);
    expect(server.messages.length).toBe(6);
  });

  it("sends one that comes while another message takes its time", async () => {
    const server = await witness({
      faults: [{ when: { stage: "content", to: "huge@*" }, act: { hang: true } }],
    });
    const opened = await openQueue(server.port());
    const huge = Buffer.alloc(2_000_000, "x".repeat(70).concat("\r\n"));
    await acceptAs(opened, { content: huge }, "huge@example.net");
    const end = new AbortController();
    const running = opened.queue.run({ signal: end.signal });
    while (server.sessions.length === 0) await new Promise(setImmediate);
    await acceptAs(opened, { priority: "urgent" }, "alarm@example.net");
    await server.next({ to: "alarm@example.net", timeoutMs: 120_000 });
    end.abort();
    await running;
    expect(arrivals(server)).toEqual(["alarm@example.net"]);
    const [left] = await listed(opened);
    expect(left?.status).toMatchObject({ attempts: 1, phase: "waiting" });
    expect(await opened.queue.pathState()).toBeUndefined();
  });

  it.each([
    ["when it is time to look", URGENT_SCAN_MS],
    ["when the clock is put back", -60 * MINUTE_MS],
  ])(
    "sends one that comes behind no more than the message whose envelope is under way, %s",
    async (_when, ms) => {
      const waiting: { open?: TestQueue } = {};
      const server = await startLineServer({
        beforeReply: async (taken) => {
          if (taken.length !== 3 || waiting.open === undefined) return;
          await acceptAs(waiting.open, { priority: "urgent" }, "alarm@example.net");
          waiting.open.clock.moveOn(ms);
        },
      });
      const opened = await openQueue(server.port, { settings: { "Queue/Connections": 1 } });
      waiting.open = opened;
      await acceptMany(opened, 8, "normal");
      await run(opened);
      await server.close();
      expect(server.taken.indexOf("alarm@example.net")).toBe(4);
      expect(server.taken.length).toBe(9);
    },
  );

  it("shares a file among messages of one kind only", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    await Promise.all([
      accept(opened, "a@example.net"),
      acceptAs(opened, { priority: "urgent" }, "b@example.net"),
      acceptAs(opened, { priority: "urgent" }, "c@example.net"),
    ]);
    const names = await readdir(join(opened.home, "spool/queue"));
    expect(names.every((name) => /^[0-9a-z]{19}_\d+u?\.mail$/.test(name))).toBe(true);
    expect((await listed(opened)).length).toBe(3);
    expect(await run(opened)).toMatchObject({ delivered: 3, waiting: 0 });
  });
});

describe("MailQueue with a poison message", () => {
  it("delivers the others, and tries the poison again by its own timetable", async () => {
    const server = await witness({
      faults: [{ when: { stage: "data", to: "poison@*" }, act: { drop: "rst" } }],
    });
    const opened = await openQueue(server.port());
    const poison = await accept(opened, "poison@example.net");
    await acceptMany(opened, 5);
    expect(await run(opened)).toMatchObject({ attempted: 6, delivered: 5, path: undefined });
    opened.clock.moveOn(2 * MINUTE_MS);
    await acceptMany(opened, 5, "s");
    expect(await run(opened)).toMatchObject({ attempted: 6, delivered: 5, path: undefined });
    expect((await opened.queue.find(poison))?.status).toMatchObject({ attempts: 2 });
  });

  it("does not let it close the path when it is alone", async () => {
    const server = await witness({
      faults: [{ when: { stage: "data", to: "poison@*" }, act: { drop: "rst" } }],
    });
    const opened = await openQueue(server.port());
    await accept(opened, "poison@example.net");
    expect(await run(opened)).toMatchObject({ attempted: 1, path: undefined });
    expect(await opened.queue.pathState()).toBeUndefined();
    await accept(opened, "alarm@example.net");
    expect(await run(opened)).toMatchObject({ attempted: 1, delivered: 1 });
  });
});

describe("MailQueue with a path that messages are refused on", () => {
  it.each([
    ["rcpt", "550 5.7.1 Relaying denied", "RELAY_DENIED"],
    ["mail", "553 5.7.1 Sender address rejected: not owned by user", "SENDER_REFUSED"],
    ["mail", "530 5.7.0 Authentication required", "AUTH_REQUIRED"],
    ["rcpt", "504 5.5.2 Helo command rejected: need fully-qualified hostname", "BAD_HELO_NAME"],
  ] as const)("spends two attempts on %s %p, then one a time", async (stage, reply, code) => {
    const server = await witness({ faults: [{ when: { stage }, act: { reply } }] });
    const opened = await openQueue(server.port());
    await acceptMany(opened, 20);
    const first = await run(opened);
    expect(first).toMatchObject({
      attempted: 2,
      failed: 0,
      waiting: 20,
      path: { code, holds: true },
    });
    expect((await opened.queue.pathState())?.code).toBe(code);
    expect((await run(opened)).attempted).toBe(0);
    opened.clock.moveOn(2 * MINUTE_MS);
    expect(await run(opened)).toMatchObject({ attempted: 1, path: { code, failures: 2 } });
    expect(await attempts(opened)).toBe(3);
    // A person changes something, and the other side is content.
    server.faults.clear();
    await opened.unit.registry.assign([["Email/HeloName", "unit7.example.org"]]);
    expect(await run(opened)).toMatchObject({ attempted: 20, delivered: 20, path: undefined });
  });

  it("logs once that the queue goes on, after the server is well or the settings are", async () => {
    const told = async ({ unit }: TestQueue) =>
      (await unit.log.records())
        .filter(({ event }) => event === "queue-path")
        .map(({ text }) => text);
    for (const isOfSettings of [false, true]) {
      const reply = "530 5.7.0 Authentication required";
      const server = await witness({ faults: [{ when: { stage: "mail" }, act: { reply } }] });
      const opened = await openQueue(server.port());
      await acceptMany(opened, 3);
      await run(opened);
      expect(await told(opened)).toEqual([expect.stringMatching(/^Email queue waits: /)]);
      server.faults.clear();
      if (isOfSettings)
        await opened.unit.registry.assign([["Email/HeloName", "unit7.example.org"]]);
      else opened.clock.moveOn(DAY_MS);
      await run(opened);
      await accept(opened, "later@example.net");
      await run(opened);
      expect((await told(opened)).slice(1)).toEqual([
        "Email queue goes on: the way to localhost works",
      ]);
    }
  });

  it("lets a new alarm knock once, and opens the path when it is taken", async () => {
    const server = await witness({
      faults: [
        { when: { stage: "rcpt", to: "*@far.example" }, act: { reply: "554 5.7.1 Relay denied" } },
      ],
    });
    const opened = await openQueue(server.port());
    await accept(opened, "a@far.example");
    await accept(opened, "b@far.example");
    await accept(opened, "c@example.net");
    expect(await run(opened)).toMatchObject({ attempted: 2, path: { code: "RELAY_DENIED" } });
    await acceptAs(opened, { priority: "urgent" }, "alarm@far.example");
    expect(await run(opened)).toMatchObject({ attempted: 1, path: { code: "RELAY_DENIED" } });
    expect(await run(opened)).toMatchObject({ attempted: 0 });
    await acceptAs(opened, { priority: "urgent" }, "alarm@example.net");
    expect(await run(opened)).toMatchObject({ attempted: 1, delivered: 1, path: undefined });
    expect(await run(opened)).toMatchObject({ attempted: 1, delivered: 1, waiting: 3 });
  });

  it("never gives up what waits for a person", async () => {
    const server = await witness({ users: { [USER]: "the right one" }, authRequired: true });
    const opened = await openQueue(server.port(), { login: true });
    await accept(opened, "a@example.net");
    expect(await run(opened)).toMatchObject({ path: { code: "AUTH_REFUSED", holds: true } });
    opened.clock.moveOn(30 * DAY_MS);
    expect(await run(opened)).toMatchObject({ attempted: 0, failed: 0, waiting: 1 });
    await opened.unit.setSecret(new Secret("the right one"));
    expect(await run(opened)).toMatchObject({ delivered: 1, waiting: 0 });
  });

  it("does not let a report that has no sender stop the mail", async () => {
    const server = await witness({
      faults: [
        { preset: "unknown-user", to: "gone@*" },
        { when: { stage: "mail", from: "" }, act: { reply: "550 5.7.60 not allowed to send as" } },
      ],
    });
    const opened = await openQueue(server.port());
    await accept(opened, "gone1@example.net");
    await accept(opened, "gone@example.net");
    await accept(opened, "gone@example.com");
    await run(opened);
    expect(await run(opened)).toMatchObject({ attempted: 2, path: undefined, waiting: 2 });
    await accept(opened, "c@example.net");
    expect(await run(opened)).toMatchObject({ delivered: 1 });
    opened.clock.moveOn(6 * DAY_MS);
    expect(await run(opened)).toMatchObject({ attempted: 2, failed: 2, waiting: 0 });
  });
});

describe("MailQueue with a server that wants less", () => {
  it("opens another connection after so many transactions", async () => {
    const server = await witness();
    const opened = await openQueue(server.port(), { settings: { "Queue/Connections": 1 } });
    const count = TRANSACTIONS_PER_CONNECTION + 1;
    await Promise.all(
      Array.from({ length: count }, (_, at) => accept(opened, `r${at}@example.net`)),
    );
    expect((await run(opened)).delivered).toBe(count);
    expect(server.sessions.length).toBe(2);
  });

  it("keeps the pace of a provider, and a place for what is urgent", async () => {
    const server = await witness();
    const limits = () => ({ connections: 1, messagesPerMinute: 10, asOf: "2026-11" });
    const opened = await openQueue(server.port(), { limits, leapsWaits: true });
    // A pass with nothing to send takes no place.
    for (let pass = 0; pass < 10; pass++) await run(opened);
    const beganAtMs = opened.clock.nowMs();
    await acceptMany(opened, 8, "normal");
    await run(opened);
    expect(opened.clock.nowMs() - beganAtMs).toBeLessThan(MINUTE_MS - 1000);
    await accept(opened, "ninth@example.net");
    await run(opened);
    expect(server.messages.length).toBe(9);
    // Eight fit into the first minute; the ninth had to wait.
    expect(opened.clock.nowMs() - beganAtMs).toBeGreaterThanOrEqual(MINUTE_MS - 1000);
  });

  it("opens no more connections than the provider takes", async () => {
    const server = await witness();
    const limits = () => ({ connections: 2, messagesPerMinute: 1000, asOf: "2026-11" });
    const settings = { "Queue/Connections": 20 };
    const opened = await openQueue(server.port(), { limits, settings });
    await acceptMany(opened, 30);
    expect((await run(opened)).delivered).toBe(30);
    expect(server.sessions.length).toBeLessThanOrEqual(2);
  });
});

describe("MailQueue with Queue/Uncertain = ask", () => {
  it("holds what may already be delivered until a person releases it", async () => {
    const server = await witness({ faults: [{ preset: "lost-250" }] });
    const opened = await openQueue(server.port(), { settings: { "Queue/Uncertain": "ask" } });
    const message = await accept(opened, "a@example.net");
    expect(await run(opened)).toMatchObject({ delivered: 0, waiting: 1, nextAtMs: undefined });
    opened.clock.moveOn(60 * MINUTE_MS);
    expect((await run(opened)).attempted).toBe(0);
    expect((await opened.queue.find(message))?.status).toMatchObject({
      phase: "held",
      why: "it may already be delivered: release it to send it again, or delete it",
    });
    await opened.queue.command(message, "release");
    expect(await run(opened)).toMatchObject({ attempted: 1, delivered: 1, waiting: 0 });
  });

  it("holds as well what a crash has left so", async () => {
    const server = await witness();
    const opened = await openQueue(server.port(), { settings: { "Queue/Uncertain": "ask" } });
    const message = await accept(opened, "a@example.net");
    const [name = ""] = await readdir(join(opened.home, "spool/queue"));
    const line = `1000 t ${message} uncertain {"recipients":["a@example.net"]}\n`;
    await writeFile(join(opened.home, "spool/queue", name.replace(".mail", ".log")), line);
    expect(await run(opened)).toMatchObject({ attempted: 0, waiting: 1 });
    expect((await opened.queue.find(message))?.status.phase).toBe("held");
  });
});

describe("MailQueue with settings that are wrong", () => {
  it("goes on with the defaults and says so once", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const path = join(opened.home, "registry.ini");
    const { readFile } = await import("node:fs/promises");
    await writeFile(path, `${await readFile(path, "utf8")}\n[Queue]\nDelays=never\n`);
    await accept(opened, "a@example.net");
    expect(await run(opened)).toMatchObject({ delivered: 1 });
    await run(opened);
    const log = await readFile(join(opened.home, "system.log"), "utf8");
    expect(log.match(/Queue settings: /g)?.length).toBe(1);
  });
});

describe("MailQueue.run()", () => {
  it("removes the oldest journals of what was delivered", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    await run(opened);
    const done = join(opened.home, "spool/done");
    const names = Array.from({ length: DONE_JOURNALS_KEPT }, (_, at) => `00000${at + 1000}.log`);
    await Promise.all(names.map((name) => writeFile(join(done, name), "")));
    await accept(opened, "a@example.net");
    await run(opened);
    const left = (await readdir(done)).sort();
    expect(left.length).toBe(DONE_JOURNALS_KEPT);
    expect(left.includes("000001000.log")).toBe(false);
    expect(left.includes("000001001.log")).toBe(true);
  });
});
