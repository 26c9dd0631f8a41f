import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Secret } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { mailbox, USER } from "./_testing/delivery.ts";
import {
  accept,
  acceptAs,
  listed,
  MINUTE_MS,
  openQueue,
  run,
  witness,
} from "./_testing/test_queue.ts";

describe("MailQueue.run()", () => {
  it("delivers what was accepted, oldest first, and empties the queue", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    for (const to of ["a@example.net", "b@example.net", "c@example.net"]) await accept(opened, to);
    expect((await listed(opened)).map(({ status }) => status.phase)).toEqual(
      Array.from({ length: 3 }, () => "waiting"),
    );
    expect(await run(opened)).toEqual({
      attempted: 3,
      delivered: 3,
      failed: 0,
      recipients: { delivered: 3, failed: 0 },
      isMixed: false,
      reports: 0,
      waiting: 0,
      path: undefined,
    });
    expect(server.messages.map(({ envelope }) => envelope.recipients[0]?.address).sort()).toEqual([
      "a@example.net",
      "b@example.net",
      "c@example.net",
    ]);
    expect(await readdir(join(opened.home, "spool/queue"))).toEqual([]);
    expect(await readdir(join(opened.home, "spool/runs"))).toEqual([]);
    // One run, one journal.
    expect((await readdir(join(opened.home, "spool/done"))).length).toBe(1);
    expect((await run(opened)).attempted).toBe(0);
  });

  it("sends one burst over few connections, with one Message-ID each", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    await Promise.all(Array.from({ length: 50 }, (_, at) => accept(opened, `r${at}@example.net`)));
    expect((await run(opened)).delivered).toBe(50);
    expect(server.messages.length).toBe(50);
    expect(server.sessions.length).toBeLessThanOrEqual(2);
    expect(new Set(server.messages.map((message) => message.header("message-id"))).size).toBe(50);
  });

  it("says durably before the lone dot that a message may be delivered", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const message = await accept(opened, "a@example.net");
    await run(opened);
    const [log = ""] = await readdir(join(opened.home, "spool/done"));
    const journal = await readFile(join(opened.home, "spool/done", log), "utf8");
    const words = journal
      .trim()
      .split("\n")
      .map((line) => line.split(" ").slice(2, 4).join(" "));
    expect(words).toEqual(
      ["accepted", "attempt", "uncertain", "outcome"].map((kind) => `${message} ${kind}`),
    );
    expect(journal).toContain('"words":"250 2.0.0 Ok: queued as ');
    expect(journal).toContain('"tls":null,"why":"the server does not offer STARTTLS');
  });

  it("keeps each recipient's progress and tries only the open one again", async () => {
    const server = await witness({
      faults: [{ preset: "greylist", to: "slow@example.net" }],
    });
    const opened = await openQueue(server.port());
    await accept(opened, "quick@example.net", "slow@example.net");
    expect(await run(opened)).toMatchObject({ attempted: 1, delivered: 0, waiting: 1 });
    expect((await run(opened)).attempted).toBe(0);
    opened.clock.moveOn(6 * MINUTE_MS);
    expect(await run(opened)).toMatchObject({ attempted: 1, delivered: 1, waiting: 0 });
    const envelopes = server.messages.map(({ envelope }) =>
      envelope.recipients.map(({ address }) => address),
    );
    expect(envelopes).toEqual([["quick@example.net"], ["slow@example.net"]]);
    const [first, second] = server.messages;
    expect(first?.raw.equals(second?.raw ?? Buffer.alloc(0))).toBe(true);
  });

  it("gives up what is refused for good, and keeps it where it can be looked at", async () => {
    const server = await witness({
      faults: [{ preset: "unknown-user", to: "gone@example.net" }],
    });
    const opened = await openQueue(server.port());
    await accept(opened, "gone@example.net");
    // What waits is the report.
    expect(await run(opened)).toMatchObject({ attempted: 1, failed: 1, waiting: 1 });
    const kept = (await readdir(join(opened.home, "spool/failed"))).map(
      (name) => name.split(".")[1],
    );
    expect(kept.sort()).toEqual(["log", "mail"]);
  });

  it("gives up after five days, path or no path", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    await accept(opened, "a@example.net");
    await server.close();
    expect(await run(opened)).toMatchObject({
      attempted: 0,
      waiting: 1,
      path: { code: "CONNECTION_REFUSED" },
    });
    opened.clock.moveOn(5 * 24 * 60 * MINUTE_MS);
    expect(await run(opened)).toMatchObject({ failed: 1, waiting: 1 });
    expect((await listed(opened)).map(({ sender }) => sender)).toEqual([null]);
  });

  it("knocks once for all messages when the path is down, and again by the timetable", async () => {
    const server = await witness({
      faults: [
        { when: { stage: "banner", times: 2 }, act: { reply: "421 4.3.2 closed", drop: "fin" } },
      ],
    });
    const opened = await openQueue(server.port());
    for (let at = 0; at < 5; at++) await accept(opened, `r${at}@example.net`);
    const first = await run(opened);
    expect(first).toMatchObject({
      attempted: 0,
      waiting: 5,
      path: { code: "SERVER_BUSY", failures: 1 },
    });
    const connections = server.sessions.length;
    await run(opened);
    expect(server.sessions.length).toBe(connections);
    opened.clock.moveOn(2 * MINUTE_MS);
    await run(opened);
    opened.clock.moveOn(10 * MINUTE_MS);
    expect(await run(opened)).toMatchObject({ delivered: 5, waiting: 0, path: undefined });
    expect((await listed(opened)).length).toBe(0);
  });

  it("does not hammer a locked account, and goes on when the password changes", async () => {
    const server = await witness({ users: { [USER]: "the right one" }, authRequired: true });
    const opened = await openQueue(server.port(), { login: true });
    await accept(opened, "a@example.net");
    expect(await run(opened)).toMatchObject({ waiting: 1, path: { code: "AUTH_REFUSED" } });
    const sessions = server.sessions.length;
    opened.clock.moveOn(24 * 60 * MINUTE_MS);
    expect(await run(opened)).toMatchObject({ attempted: 0, waiting: 1 });
    expect(server.sessions.length).toBe(sessions);
    await opened.unit.setSecret(new Secret("the right one"));
    expect(await run(opened)).toMatchObject({ delivered: 1, waiting: 0, path: undefined });
  });

  it("waits before it tries again what may already be delivered", async () => {
    const server = await witness({
      faults: [{ preset: "lost-250" }],
    });
    const opened = await openQueue(server.port());
    await accept(opened, "a@example.net");
    expect(await run(opened)).toMatchObject({ delivered: 0, waiting: 1 });
    expect((await listed(opened))[0]?.status.recipients[0]?.state).toBe("uncertain");
    opened.clock.moveOn(29 * MINUTE_MS);
    expect((await run(opened)).attempted).toBe(0);
    opened.clock.moveOn(10 * MINUTE_MS);
    expect((await run(opened)).delivered).toBe(1);
  });

  it("holds what the disk has changed, and delivers the others", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const damaged = await accept(opened, "a@example.net");
    const queue = join(opened.home, "spool/queue");
    const [name = ""] = await readdir(queue);
    const text = await readFile(join(queue, name), "latin1");
    await writeFile(join(queue, name), text.replace("The unit", "The UNIT"), "latin1");
    await accept(opened, "b@example.net");
    expect(await run(opened)).toMatchObject({ delivered: 1, waiting: 1 });
    expect(await opened.queue.find(damaged)).toMatchObject({ status: { phase: "held" } });
  });

  it("holds what has an address that no version reads any more, and blames no other message", async () => {
    const server = await witness();
    const opened = await openQueue(server.port(), { settings: { "Queue/Connections": 1 } });
    for (const name of ["a", "b"]) await accept(opened, `${name}@example.net`);
    const { address } = mailbox("c@example.net");
    const recipients = [{ ...address, text: "c" }];
    const unreadable = await acceptAs(opened, { recipients }, "c@example.net");
    await accept(opened, "d@example.net");
    expect(await run(opened)).toMatchObject({ delivered: 3, waiting: 1 });
    expect(await opened.queue.find(unreadable)).toMatchObject({
      status: {
        phase: "held",
        attempts: 0,
        why: "an address of its envelope cannot be read: send it again with another one",
      },
    });
  });

  it("is refused as a whole while the settings cannot work", async () => {
    const opened = await openQueue(465);
    await opened.unit.registry.assign([["Email/SMTPS", "disabled"]]);
    await accept(opened, "a@example.net");
    const result = await opened.queue.run();
    expect(result).toMatchObject({
      kind: "refused",
      decision: { refusals: [{ code: "MODE_MISMATCH" }] },
    });
    expect((await listed(opened)).length).toBe(1);
  });

  it("sends the rest after the recipients that fit", async () => {
    const server = await witness({ recipientLimit: 2 });
    const opened = await openQueue(server.port());
    await accept(opened, "a@example.net", "b@example.net", "c@example.net");
    expect(await run(opened)).toMatchObject({ delivered: 1, waiting: 0 });
    expect(server.messages.map(({ envelope }) => envelope.recipients.length)).toEqual([2, 1]);
  });
});

describe("MailQueue.command()", () => {
  it("holds, releases and deletes", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const held = await accept(opened, "a@example.net");
    const deleted = await accept(opened, "b@example.net");
    expect(await opened.queue.command(held, "hold")).toBe("done");
    expect(await opened.queue.command(deleted, "delete")).toBe("done");
    expect(await run(opened)).toMatchObject({ attempted: 0, waiting: 1 });
    expect(await opened.queue.command(deleted, "release")).toBe("unknown");
    expect(await opened.queue.command(held, "release")).toBe("done");
    expect(await run(opened)).toMatchObject({ delivered: 1, waiting: 0 });
  });

  it("answers for messages that are not there", async () => {
    const opened = await openQueue(25);
    expect(await opened.queue.command("nothing", "hold")).toBe("unknown");
    expect(await opened.queue.find("nothing")).toBeUndefined();
  });
});

describe("MailQueue with several processes", () => {
  it("loses nothing when runners are killed, and sends twice only what was uncertain", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const door = new URL("../dist/mod.js", import.meta.url).href;
    const recipients = Array.from({ length: 60 }, (_, at) => `r${at}@example.net`);
    for (const recipient of recipients) await accept(opened, recipient);
    const script = `
      const { openFieldpost } = await import(${JSON.stringify(door)});
      const unit = await openFieldpost({ home: ${JSON.stringify(opened.home)} });
      await unit.queue.run();`;
    for (let round = 0; round < 6; round++) {
      const runners = [0, 1].map(() =>
        spawn(process.execPath, ["--input-type=module", "-e", script]),
      );
      const seen = server.messages.length;
      // Killed in the middle of the work: after the next few messages have come.
      await server.next({ timeoutMs: 10_000 }).catch(() => undefined);
      for (const runner of runners) runner.kill("SIGKILL");
      await Promise.all(
        runners.map((runner) =>
          runner.exitCode === null && runner.signalCode === null ? once(runner, "exit") : undefined,
        ),
      );
      if (server.messages.length === seen) break;
    }
    opened.clock.moveOn(40 * MINUTE_MS);
    // One that was killed while it took over a dead one's claim left that behind: a pass clears it, the next sends.
    await run(opened);
    const report = await run(opened);
    expect(report).toMatchObject({ waiting: 0, failed: 0, path: undefined });
    const times = recipients.map(
      (recipient) =>
        server.messages.filter(({ envelope }) => envelope.recipients[0]?.address === recipient)
          .length,
    );
    expect(times.every((count) => count >= 1)).toBe(true);
    const doneJournals = await Promise.all(
      (await readdir(join(opened.home, "spool/done"))).map((name) =>
        readFile(join(opened.home, "spool/done", name), "utf8"),
      ),
    );
    const journal = doneJournals.join("\n");
    // Of one that came twice the first answer may have died with its runner.
    const lastIds = recipients.map(
      (recipient) =>
        server.messages.findLast(({ envelope }) => envelope.recipients[0]?.address === recipient)
          ?.id,
    );
    for (const id of lastIds) expect(journal).toContain(`Ok: queued as ${id}"`);
    const sentTwice = times.reduce((sum, count) => sum + count - 1, 0);
    const marked = new Map<string, Set<string>>();
    for (const [, time = "", message = ""] of journal.matchAll(/^(\d+) \S+ (\S+) uncertain /gm)) {
      marked.set(message, (marked.get(message) ?? new Set()).add(time));
    }
    const marks = [...marked.values()].filter(({ size }) => size > 1);
    expect(sentTwice).toBeLessThanOrEqual(marks.length);
  });
});
