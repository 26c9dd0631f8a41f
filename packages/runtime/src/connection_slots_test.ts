import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { ConnectionSlots } from "./_connection_slots.ts";
import { TRANSACTIONS_PER_CONNECTION } from "./_delivery_lane.ts";
import { MESSAGE, mailbox } from "./_testing/delivery.ts";
import { startLineServer } from "./_testing/line_server.ts";
import { runFieldpost } from "./_testing/run_fieldpost.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { accept, openQueue, run } from "./_testing/test_queue.ts";
import { systemClock } from "./clock.ts";
import { openFieldpost } from "./open_fieldpost.ts";

/** A process that has ended: no machine counts so far. */
const DEAD = "4194999 unknown unknown-0\n";

/** The processes that hold files of a queue. */
async function runnersOf(home: string): Promise<number> {
  const queue = join(home, "spool/queue");
  const names = (await readdir(queue)).filter((name) => name.endsWith(".claim"));
  const texts = await Promise.all(
    names.map((name) => readFile(join(queue, name), "utf8").catch(() => "")),
  );
  return new Set(texts.filter((text) => text !== "").map((text) => text.split(" ")[0])).size;
}

describe("ConnectionSlots.take()", () => {
  it("ConnectionSlots.take() keeps the last of several for what is urgent, in all processes together", async () => {
    const path = join(temporaryHome(), "slots");
    const open = () => new ConnectionSlots({ path, count: 3, clock: systemClock });
    const [one, other] = [open(), open()];
    const normal = [await one.take(false), await other.take(false), await one.take(false)];
    expect(normal.map((slot) => slot !== undefined)).toEqual([true, true, false]);
    const urgent = [await other.take(true), await one.take(true)];
    expect(urgent.map((slot) => slot !== undefined)).toEqual([true, false]);
    await normal[0]?.release();
    expect(
      [await other.take(false), await one.take(true)].map((slot) => slot !== undefined),
    ).toEqual([true, false]);
  });

  it("ConnectionSlots.take() gives the only one to whoever comes, and takes over that of a dead process", async () => {
    const path = join(temporaryHome(), "slots");
    await mkdir(path);
    await writeFile(join(path, "1.claim"), DEAD);
    const slots = new ConnectionSlots({ path, count: 1, clock: systemClock });
    expect(
      [await slots.take(false), await slots.take(true)].map((slot) => slot !== undefined),
    ).toEqual([true, false]);
  });
});

describe("ConnectionSlots.isWanted()", () => {
  it("ConnectionSlots.isWanted() tells once that somebody of a kind, in any process, has found none", async () => {
    const path = join(temporaryHome(), "slots");
    const open = () => new ConnectionSlots({ path, count: 2, clock: systemClock });
    const [one, other] = [open(), open()];
    expect(one.isWanted(false)).toBe(false);
    await one.take(false);
    expect(one.isWanted(false)).toBe(false);
    await other.take(false);
    const wanted = [one.isWanted(true), one.isWanted(false), one.isWanted(false)];
    expect(wanted).toEqual([false, true, false]);
    await other.take(true);
    await other.take(true);
    expect([one.isWanted(false), one.isWanted(true)]).toEqual([false, true]);
  });
});

describe("MailQueue.run() beside another run", () => {
  it("has a turn when the other one ends a connection", async () => {
    const waiting: { other?: Promise<unknown>; home?: string } = {};
    const server = await startLineServer({
      beforeReply: async ({ length }) => {
        if (length !== 50 || waiting.home === undefined) return;
        // The other run takes it up before this one can have looked for it, and then waits.
        const unit = await openFieldpost({ home: waiting.home, environment: {} });
        const to = [mailbox("alarm@example.net")];
        const composed = await unit.compose({ ...MESSAGE, to });
        await unit.queue.accept({ ...composed, priority: "urgent" });
        waiting.other = unit.queue.run();
        while (!existsSync(join(waiting.home, "spool/slots/wanted")))
          await new Promise(setImmediate);
      },
    });
    const opened = await openQueue(server.port, { settings: { "Queue/Connections": 1 } });
    waiting.home = opened.home;
    const count = 3 * TRANSACTIONS_PER_CONNECTION;
    for (let at = 0; at < count; at++) await accept(opened, `r${at}@example.net`);
    await run(opened);
    await waiting.other;
    await server.close();
    expect(server.taken.indexOf("alarm@example.net")).toBe(TRANSACTIONS_PER_CONNECTION);
    expect(server.mostOpen()).toBe(1);
    expect(server.taken.length).toBe(count + 1);
  });
});

describe("fieldpost queue run", () => {
  it("fieldpost queue run opens no more connections in two processes than the unit may have", async () => {
    const waiting: { home?: string } = {};
    const server = await startLineServer({
      beforeReply: async ({ length }) => {
        // The first message is not answered before both processes have found something to do.
        while (length === 1 && (await runnersOf(waiting.home ?? "")) < 2)
          await new Promise(setImmediate);
      },
    });
    const opened = await openQueue(server.port, { settings: { "Queue/Connections": 1 } });
    waiting.home = opened.home;
    for (let at = 0; at < 30; at++) await accept(opened, `r${at}@example.net`);
    const runs = await Promise.all([1, 2].map(() => runFieldpost(opened.home, ["queue", "run"])));
    await server.close();
    // Whoever ends first may leave messages to the other one, and says so.
    expect(runs.map((printed) => printed.split(" ")[0])).toContain("0");
    expect(new Set(server.taken).size).toBe(30);
    expect({ taken: server.taken.length, mostOpen: server.mostOpen() }).toEqual({
      taken: 30,
      mostOpen: 1,
    });
  });
});
