import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "@jest/globals";
import { PLACE_BYTES, RunActivity } from "./_run_activity.ts";
import { readSending } from "./_sending_now.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { accept, listed, openQueue, run, type TestQueue, witness } from "./_testing/test_queue.ts";
import { systemClock } from "./clock.ts";
import type { QueuedMessage } from "./queued_message.ts";
import { createHolder } from "./with_lock.ts";

const LAUNCHER = fileURLToPath(new URL("../../cli/bin/fieldpost.js", import.meta.url));
const HANG = { when: { stage: "end-of-data", to: "slow@*" }, act: { hang: true } } as const;
const [RUN, ONE, TWO] = ["0".repeat(19), `${"1".repeat(19)}-1`, "2".repeat(19)];
const TO = { host: "smtp.example.com", port: 587 };

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function whenSending(opened: TestQueue): Promise<QueuedMessage> {
  for (;;) {
    const found = (await listed(opened)).find(({ sending }) => sending !== undefined);
    if (found !== undefined) return found;
    await new Promise(setImmediate);
  }
}

describe("QueuedMessage.sending", () => {
  it("QueuedMessage.sending tells which message of a file goes out, since when and to where", async () => {
    const server = await witness({ faults: [HANG] });
    const opened = await openQueue(server.port());
    const [message] = await Promise.all([
      accept(opened, "slow@example.net"),
      accept(opened, "other@example.net"),
    ]);
    expect((await listed(opened)).map(({ sending }) => sending)).toEqual([undefined, undefined]);
    const end = new AbortController();
    const running = opened.queue.run({ signal: end.signal });
    const found = await whenSending(opened);
    const { sinceMs = 0, ...to } = found.sending ?? {};
    expect([found.message, to]).toEqual([message, { host: "localhost", port: server.port() }]);
    expect(sinceMs).toBeGreaterThanOrEqual(found.acceptedAtMs);
    expect((await opened.queue.find(message))?.sending).toEqual(found.sending);
    const listing = await opened.queue.listing();
    expect((await listing.page({ limit: 1 })).rows[0]?.sending).toEqual(found.sending);
    expect(await listing.census()).toMatchObject({ sending: 1, held: 0 });
    end.abort();
    await running;
    expect((await opened.queue.find(message))?.sending).toBeUndefined();
    expect(await listing.census()).toMatchObject({ sending: 0 });
    expect(await readdir(join(opened.home, "spool/runs"))).toEqual([]);
  });

  it("QueuedMessage.sending ends with the process that sends", async () => {
    const server = await witness({ faults: [HANG] });
    const opened = await openQueue(server.port());
    const message = await accept(opened, "slow@example.net");
    const child = spawn(process.execPath, [LAUNCHER, "queue", "run"], {
      env: { PATH: process.env["PATH"], FIELDPOST_HOME: opened.home },
      stdio: "ignore",
    });
    children.push(child);
    expect((await whenSending(opened)).message).toBe(message);
    expect(await opened.queue.command(message, "hold")).toBe("busy");
    // Then the run below has nothing to send.
    const stateOf = async () => (await opened.queue.find(message))?.status.recipients[0]?.state;
    while ((await stateOf()) !== "uncertain") await new Promise(setImmediate);
    child.kill("SIGKILL");
    await once(child, "close");
    expect((await opened.queue.find(message))?.sending).toBeUndefined();
    expect((await (await opened.queue.listing()).census()).sending).toBe(0);
    await run(opened);
    expect(await readdir(join(opened.home, "spool/runs"))).toEqual([]);
  });

  it("QueuedMessage.sending ends with the attempt, also when it is made again", async () => {
    const server = await witness({ faults: [{ preset: "greylist", to: "later@*" }, HANG] });
    const opened = await openQueue(server.port(), { settings: { "Queue/Connections": 1 } });
    const later = await accept(opened, "later@example.net");
    const slow = await accept(opened, "slow@example.net");
    const end = new AbortController();
    const running = opened.queue.run({ signal: end.signal });
    while ((await opened.queue.find(slow))?.sending === undefined) {
      await new Promise(setImmediate);
    }
    expect((await opened.queue.find(later))?.sending).toBeUndefined();
    end.abort();
    await running;
  });
});

describe("RunActivity", () => {
  it("RunActivity uses the place of a message that has ended again", async () => {
    const runs = temporaryHome();
    await createHolder(join(runs, `${RUN}.claim`));
    const activity = new RunActivity(join(runs, `${RUN}.now`));
    expect(await readSending(runs, systemClock)).toEqual(new Map());
    activity.begin(ONE, TO, 5);
    activity.begin(ONE, TO, 6);
    expect(await readSending(runs, systemClock)).toEqual(new Map([[ONE, { sinceMs: 5, ...TO }]]));
    activity.end(ONE);
    activity.end(ONE);
    activity.begin(TWO, TO, 7);
    expect(await readSending(runs, systemClock)).toEqual(new Map([[TWO, { sinceMs: 7, ...TO }]]));
    activity.close();
    activity.begin(ONE, TO, 8);
    expect(await readdir(runs)).toEqual([`${RUN}.claim`]);
  });

  it("RunActivity is passed over where the disk refuses it, and where it is no such file", async () => {
    const runs = temporaryHome();
    const activity = new RunActivity(join(runs, "missing", `${RUN}.now`));
    activity.begin(ONE, TO, 5);
    activity.end(ONE);
    activity.close();
    await createHolder(join(runs, `${RUN}.claim`));
    const torn = `5 ${ONE} smtp.exa`.padEnd(PLACE_BYTES - 1);
    await writeFile(join(runs, `${RUN}.now`), `${torn}\n\u0000\n7 ../x h 1\n7 ${TWO} h 25`);
    expect(await readSending(runs, systemClock)).toEqual(
      new Map([[TWO, { sinceMs: 7, host: "h", port: 25 }]]),
    );
  });
});
