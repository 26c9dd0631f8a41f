import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { MESSAGE, mailbox } from "./_testing/delivery.ts";
import { eventHome, serveHome, type WatchedServe, witness } from "./_testing/event_home.ts";
import { type DurableFiles, nodeFiles } from "./durable_files.ts";
import { readHeartbeat } from "./heartbeat.ts";
import { requestReboot } from "./reboot_request.ts";
import { startServe } from "./serve_unit.ts";

const HOLD_OFF_MS = 300_000;
/** What is sent in the background comes when the machine lets it. */
const PATIENCE = { timeoutMs: 120_000 } as const;

describe("startServe()", () => {
  it("startServe() delivers what is accepted, and sends the digest when the hold-off ends", async () => {
    const server = await witness();
    const { home, unit, clock } = await eventHome(server.port());
    const { serve, next } = await serveHome(home, { clock });
    await next("ready");
    for (let at = 0; at < 20; at++)
      await unit.events.raise("Alarm", { values: { level: `${at}` } });
    expect((await server.next(PATIENCE)).subject).toBe("unit7.example.com: water at 0");
    clock.moveOn(HOLD_OFF_MS + 1000);
    serve.wake();
    expect((await next("digest")).facts).toMatchObject({ event: "Alarm", lines: 19 });
    expect((await server.next(PATIENCE)).subject).toBe(
      "unit7.example.com: water at 1 (and 18 more)",
    );
    expect(server.messages.length).toBe(2);
  });

  it("startServe() tells how it is, and takes that away when it stops", async () => {
    const { home, unit } = await eventHome(1);
    await unit.queue.accept(await unit.compose(MESSAGE));
    const { serve, next } = await serveHome(home);
    await next("waiting");
    expect(await startServe({ home }).catch((error) => error)).toMatchObject({
      code: "busy",
      message: `Cannot serve ${home}: process ${process.pid} serves it already, stop that one first or name another directory with FIELDPOST_HOME`,
    });
    serve.stop();
    await serve.ended;
    expect(await readHeartbeat(home)).toBeUndefined();
    const again = await serveHome(home);
    await again.next("ready");
  });

  it("startServe() tells of a unit that nobody has set up calmly, and of half a setup as a fault", async () => {
    const nobody = { "IpConfig/MailHost": "", "IpConfig/EmailAddress": "" };
    const { home, unit } = await eventHome(1, { settings: nobody });
    const { events, next } = await serveHome(home);
    expect(await next("not-set-up")).toEqual({
      kind: "not-set-up",
      text: "The unit is not set up yet, and sends nothing until it is",
      facts: { path: { state: "refused", codes: ["CONFIG", "CONFIG"] } },
    });
    expect(events.filter(({ kind }) => kind === "waiting")).toEqual([]);
    await unit.registry.assign([["IpConfig/MailHost", "localhost"]]);
    expect((await next("waiting")).text).toBe(
      "Cannot use IpConfig/EmailAddress: it is not set, an address like alarm@example.com is accepted",
    );
  });

  it("startServe() raises Boot under its hold-off, and without it when a person reboots", async () => {
    const server = await witness();
    const { home } = await eventHome(server.port(), {
      settings: { "Events/OnBoot/Email": "enabled" },
    });
    expect(await requestReboot(home)).toBe("not-running");
    const first = await serveHome(home);
    await server.next({ subject: "unit7.example.com: Boot", ...PATIENCE });
    first.serve.stop();
    await first.serve.ended;
    const second = await serveHome(home);
    await second.next("ready");
    expect(await requestReboot(home)).toBe("rebooted");
    const digest = await server.next(PATIENCE);
    expect(digest.subject).toBe("unit7.example.com: Boot (and 1 more)");
    expect(second.events.map(({ kind }) => kind).slice(0, 3)).toEqual([
      "ready",
      "rebooting",
      "ready",
    ]);
  });

  it("startServe() opens a closed path when another process changes the settings", async () => {
    const server = await witness();
    const { home, unit } = await eventHome(1);
    const { next } = await serveHome(home);
    await next("ready");
    await unit.events.raise("Alarm", { values: { level: "1" } });
    const closed = await next("waiting");
    expect(closed.facts).toMatchObject({ path: { state: "closed", code: "CONNECTION_REFUSED" } });
    await unit.registry.assign([["Email/Port", `${server.port()}`]]);
    expect((await server.next(PATIENCE)).subject).toBe("unit7.example.com: water at 1");
  });

  it("startServe() knocks no more when a message more waits behind a closed path", async () => {
    const server = await witness({
      faults: [{ when: { stage: "banner" }, act: { reply: "421 4.3.2 closed", drop: "fin" } }],
    });
    const { home, unit } = await eventHome(server.port());
    const { serve, next } = await serveHome(home);
    await unit.queue.accept(await unit.compose(MESSAGE));
    await next("waiting");
    const sessions = server.sessions.length;
    for (let at = 0; at < 5; at++) {
      await unit.queue.accept(await unit.compose(MESSAGE));
      serve.wake();
    }
    serve.stop();
    await serve.ended;
    expect(server.sessions.length).toBe(sessions);
  });

  it("startServe() goes on when the disk is full, and sends when it is not any more", async () => {
    const server = await witness();
    let isFull = false;
    const refuse = async <Result>(act: () => Promise<Result>): Promise<Result> => {
      if (isFull) throw Object.assign(new Error("full"), { code: "ENOSPC" });
      return await act();
    };
    const files: DurableFiles = {
      ...nodeFiles,
      create: (path, mode) => refuse(() => nodeFiles.create(path, mode)),
      append: (path, mode) => refuse(() => nodeFiles.append(path, mode)),
    };
    const { home, unit, clock } = await eventHome(server.port(), { files });
    const { serve, next, events } = await serveHome(home, { clock, files });
    await next("ready");
    await unit.queue.accept(await unit.compose(MESSAGE));
    await server.next(PATIENCE);
    await next("pass");
    await unit.events.raise("Alarm", { values: { level: "1" } });
    await server.next(PATIENCE);
    await unit.events.raise("Alarm", { values: { level: "2" } });
    isFull = true;
    const refused = unit.events.raise("Alarm", { values: { level: "3" } });
    await expect(refused).rejects.toMatchObject({ code: "disk-full" });
    clock.moveOn(HOLD_OFF_MS + 1000);
    serve.wake();
    await server.none({ within: 0 });
    isFull = false;
    clock.moveOn(60_000);
    serve.wake();
    expect((await server.next(PATIENCE)).subject).toBe("unit7.example.com: water at 2");
    expect(events.filter(({ kind }) => kind === "stopped")).toEqual([]);
  });

  it("startServe() finishes what it is sending, and begins nothing more", async () => {
    const server = await witness();
    const { home, unit } = await eventHome(server.port());
    for (let at = 0; at < 6; at++) await unit.queue.accept(await unit.compose(MESSAGE));
    const stopping: { serve?: WatchedServe } = {};
    const files: DurableFiles = {
      ...nodeFiles,
      create: async (path, mode) => {
        // The journal says that the lone dot goes out: the worst moment to be asked to stop.
        if (path.endsWith(".log")) stopping.serve?.serve.stop();
        return await nodeFiles.create(path, mode);
      },
    };
    stopping.serve = await serveHome(home, { files });
    await stopping.serve.serve.ended;
    await server.next(PATIENCE);
    await server.settled(PATIENCE);
    expect(server.messages.length).toBeLessThanOrEqual(2);
    await serveHome(home);
    while (server.messages.length < 6) await server.next(PATIENCE);
    const ids = server.messages.map((message) => message.header("message-id"));
    expect(ids.length).toBe(6);
    expect(new Set(ids).size).toBe(6);
  });

  it("startServe() sends a digest while a slow server holds up another message", async () => {
    const server = await witness({
      faults: [{ when: { stage: "rcpt", to: "slow@example.net" }, act: { hang: true } }],
    });
    const { home, unit, clock } = await eventHome(server.port());
    const { serve, next } = await serveHome(home, { clock, graceMs: 0 });
    await next("ready");
    await unit.queue.accept(await unit.compose({ ...MESSAGE, to: [mailbox("slow@example.net")] }));
    await unit.events.raise("Alarm", { values: { level: "1" } });
    await server.next({ subject: "unit7.example.com: water at 1", ...PATIENCE });
    await unit.events.raise("Alarm", { values: { level: "2" } });
    clock.moveOn(HOLD_OFF_MS + 1000);
    serve.wake();
    await next("digest");
  });

  it("startServe() cuts off what does not finish in its grace, and gives it back", async () => {
    const server = await witness({
      faults: [{ when: { stage: "mail", times: 1 }, act: { hang: true } }],
    });
    const { home, unit } = await eventHome(server.port());
    const message = await unit.queue.accept(await unit.compose(MESSAGE));
    const { serve, next } = await serveHome(home, { graceMs: 0 });
    await next("ready");
    serve.stop();
    await serve.ended;
    const kept = await unit.queue.find(message);
    expect(kept?.status.phase).toBe("waiting");
    expect(kept?.status.recipients[0]?.state).toBe("open");
    const text = await readFile(join(home, "system.log"), "utf8");
    expect(text).toMatch(/, -- Fieldpost starts\n/);
    expect(text).toMatch(/, -- Fieldpost stops\n$/);
  });
});
