import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { INTERACTIVE_TIMEOUTS } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { SECRET_TEXT } from "./_testing/delivery.ts";
import { accept, MINUTE_MS, openQueue, run, witness } from "./_testing/test_queue.ts";
import { AttemptRecords } from "./attempt_records.ts";
import { systemClock } from "./clock.ts";
import { nodeFiles } from "./durable_files.ts";

describe("MailQueue.story()", () => {
  it("MailQueue.story() knows nothing of a message that never was", async () => {
    const opened = await openQueue((await witness()).port());
    expect(await opened.queue.story("0".repeat(19))).toBeUndefined();
  });

  it("MailQueue.story() has nothing to explain of what was not tried, or was delivered", async () => {
    const server = await witness();
    const opened = await openQueue(server.port());
    const message = await accept(opened, "ann@example.net");
    const nothing = { findings: [], attempt: undefined, path: undefined, refusals: [] };
    const told = await opened.queue.find(message);
    expect(await opened.queue.story(message)).toEqual({ told, ...nothing });
    await run(opened);
    const ended = await opened.queue.findEnded(message);
    expect(await opened.queue.story(message)).toEqual({ told: ended, ...nothing });
    expect(await readdir(join(opened.home, "spool"))).not.toContain("attempts");
  });

  it("MailQueue.story() explains each recipient once, with the transaction and the opening", async () => {
    const server = await witness();
    server.faults.add({ preset: "unknown-user", to: "ann@*" });
    server.faults.add({ preset: "unknown-user", to: "bob@*" });
    const opened = await openQueue(server.port(), { settings: { "Queue/Connections": 1 } });
    await accept(opened, "first@example.net");
    const message = await accept(opened, "ann@example.net", "bob@example.net", "eve@example.net");
    await run(opened);
    const story = await opened.queue.story(message);
    expect(story?.findings).toMatchObject([
      {
        recipients: ["ann@example.net", "bob@example.net"],
        diagnosis: { id: "recipient-unknown", serverWords: "550 5.1.1 No such user here" },
      },
    ]);
    const { attempt } = story ?? {};
    expect(attempt).toMatchObject({ host: "localhost", from: "unit7@example.com" });
    expect(attempt?.protection).toMatchObject({ tls: null });
    const said = attempt?.transcript.map(({ text }) => text) ?? [];
    // The message before it went over the same connection, and is none of this one's.
    expect(said.filter((text) => text.startsWith("RCPT"))).toEqual([
      "RCPT TO:<ann@example.net>",
      "RCPT TO:<bob@example.net>",
      "RCPT TO:<eve@example.net>",
    ]);
    expect(said.filter((text) => text.startsWith("EHLO"))).toHaveLength(1);
    expect(said).toContain("550 5.1.1 No such user here");
  });

  it("MailQueue.story() tells of the last failure even after the message was delivered", async () => {
    const server = await witness();
    server.faults.add({
      when: { stage: "rcpt", times: 1 },
      act: { reply: "451 4.7.1 Greylisted" },
    });
    const opened = await openQueue(server.port());
    const message = await accept(opened, "ann@example.net");
    await run(opened);
    expect((await opened.queue.story(message))?.findings).toMatchObject([
      { diagnosis: { id: "greylisted" } },
    ]);
    opened.clock.moveOn(6 * MINUTE_MS);
    await run(opened);
    const story = await opened.queue.story(message);
    expect(story).toMatchObject({ told: { status: { phase: "finished" } }, findings: [] });
    expect(story?.attempt?.transcript).toContainEqual({
      from: "server",
      text: "451 4.7.1 Greylisted",
    });
  });

  it("MailQueue.story() proves with a connection of its own that the mode is the wrong one", async () => {
    const server = await witness({ listeners: [{ tls: "starttls" }] });
    const settings = { "Email/SMTPS": "enabled" };
    const opened = await openQueue(server.port(), { settings });
    const message = await accept(opened, "ann@example.net");
    await run(opened);
    const { path } = (await opened.queue.story(message)) ?? {};
    expect(path?.diagnosis).toMatchObject({
      id: "plain-port-spoken-to-in-tls",
      certainty: "certain",
      proof: expect.stringContaining("220 "),
      change: [{ key: "Email/SMTPS", value: "disabled" }],
    });
    expect(path?.attempt).toMatchObject({ mode: "implicit", opposite: { speaks: "plain" } });
  });

  it("MailQueue.story() holds a queue whose server is silent because it waits for TLS", async () => {
    const server = await witness({ listeners: [{ tls: "implicit" }] });
    const timeouts = { ...INTERACTIVE_TIMEOUTS, greeting: 3000 };
    const opened = await openQueue(server.port(), { timeouts });
    const message = await accept(opened, "ann@example.net");
    const { path: state } = await run(opened);
    expect(state).toMatchObject({ code: "SMTPS_OFF_ON_TLS_PORT", holds: true });
    const { path } = (await opened.queue.story(message)) ?? {};
    expect(path?.diagnosis).toMatchObject({
      id: "tls-port-spoken-to-in-plain",
      certainty: "certain",
      change: [{ key: "Email/SMTPS", value: "enabled" }],
    });
    await opened.unit.registry.assign([
      ["Email/SMTPS", "enabled"],
      ["Email/CaFile", join(opened.home, "ca.pem")],
    ]);
    await writeFile(join(opened.home, "ca.pem"), server.ca);
    expect(await run(opened)).toMatchObject({ delivered: 1, path: undefined });
  });

  it("MailQueue.story() keeps no secret, not even one that a server repeats", async () => {
    const server = await witness({ authMechanisms: ["PLAIN"] });
    const coded = Buffer.from(`\0joe\0${SECRET_TEXT}`).toString("base64");
    server.faults.add({
      when: { stage: "auth" },
      act: { reply: `535 5.7.8 ${coded} or ${SECRET_TEXT} is wrong` },
    });
    const opened = await openQueue(server.port(), { login: true });
    const message = await accept(opened, "ann@example.net");
    await run(opened);
    const path = (await opened.queue.story(message))?.path;
    expect(path?.attempt?.transcript).toContainEqual({ from: "client", text: "AUTH PLAIN ****" });
    expect(path?.lastWords).toBe("535 5.7.8 **** or **** is wrong");
    const kept = await readFile(join(opened.home, "spool", "attempts", "path.json"), "latin1");
    expect(kept).toContain("is wrong");
    expect([SECRET_TEXT, coded].filter((form) => kept.includes(form))).toEqual([]);
  });

  it("MailQueue.story() names the settings that refuse", async () => {
    const opened = await openQueue((await witness()).port());
    const message = await accept(opened, "ann@example.net");
    await opened.unit.registry.assign([
      ["Email/Port", "465"],
      ["Email/SMTPS", "disabled"],
    ]);
    expect((await opened.queue.story(message))?.refusals).toMatchObject([
      { code: "MODE_MISMATCH", key: "Email/SMTPS" },
    ]);
  });

  it("MailQueue.story() does without a record that is damaged", async () => {
    const server = await witness();
    server.faults.add({ preset: "unknown-user", to: "ann@*" });
    const opened = await openQueue(server.port());
    const message = await accept(opened, "ann@example.net");
    await run(opened);
    const path = join(opened.home, "spool", "attempts", `${message}.json`);
    for (const damage of ["", "{", "null", "7", '{"transcript":7}']) {
      await writeFile(path, damage);
      const story = await opened.queue.story(message);
      expect(story?.attempt).toBeUndefined();
      expect(story?.findings).toMatchObject([{ diagnosis: { id: "recipient-unknown" } }]);
    }
  });
});

describe("AttemptRecords.write()", () => {
  it("AttemptRecords.write() passes over a disk that refuses", async () => {
    const opened = await openQueue((await witness()).port());
    const { plan } = (await opened.unit.plan()).decision;
    if (plan === undefined) throw new Error("Cannot test without a plan");
    const files = {
      ...nodeFiles,
      create: () => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" })),
    };
    const records = new AttemptRecords(opened.home, { files, clock: systemClock });
    await records.write(plan, { protection: { tls: null, why: "" }, transcript: [] });
    expect(await records.read()).toBeUndefined();
  });
});
