import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import type { RuntimeFailure } from "./runtime_failure.ts";
import { LOG_LIMIT_BYTES, SystemLog } from "./system_log.ts";

const NOON_MS = new Date(2026, 10, 22, 12, 3, 4, 56).getTime();

function logIn(folder: string, failures: RuntimeFailure[] = []): SystemLog {
  return new SystemLog({
    path: join(folder, "system.log"),
    clock: { nowMs: () => NOON_MS },
    onFailure: (failure) => failures.push(failure),
  });
}

describe("SystemLog", () => {
  it("writes a line for people and a record for programs", async () => {
    const folder = temporaryHome();
    const log = logIn(folder);
    await log.append({ event: "boot", text: "Up", facts: { port: 25 } });
    expect(await readFile(join(folder, "system.log"), "utf8")).toBe("11/22/26 12:03:04.056, Up\n");
    const at = new Date(NOON_MS).toISOString();
    expect(await log.records()).toEqual([
      { id: expect.any(String), at, event: "boot", text: "Up", facts: { port: 25 } },
    ]);
    expect((await stat(join(folder, "system.log"))).mode & 0o777).toBe(0o600);
  });

  it("gives each record an identity that no other writer's record has", async () => {
    const folder = temporaryHome();
    for (const log of [logIn(folder), logIn(folder)]) {
      await log.appendAll([
        { event: "x", text: "same" },
        { event: "x", text: "same" },
      ]);
    }
    const first = await logIn(folder).records();
    expect(new Set(first.map(({ id }) => id)).size).toBe(4);
    expect(await logIn(folder).records()).toEqual(first);
  });

  it("reads records of a version that gave them no identity", async () => {
    const folder = temporaryHome();
    const record = { at: "2026-11-22T12:03:04.056Z", event: "boot", text: "Up" };
    await writeFile(join(folder, "system.jsonl"), `${JSON.stringify(record)}\n`);
    expect(await logIn(folder).records()).toEqual([
      { ...record, id: "2026-11-22T12:03:04.056Z Up" },
    ]);
  });

  it("keeps one event on one line, whatever a server said", async () => {
    const log = logIn(temporaryHome());
    await log.append({ event: "x", text: "a\r\n11/22/26 00:00:00.000, forged\u2028b\u001b[2J" });
    expect(await log.lines()).toEqual([
      "11/22/26 12:03:04.056, a 11/22/26 00:00:00.000, forged b [2J",
    ]);
  });

  it("ages at 64 KiB and keeps one older file", async () => {
    const folder = temporaryHome();
    const log = logIn(folder);
    for (let at = 0; at < 200; at++) {
      await log.append({ event: "x", text: `${at} ${"y".repeat(900)}` });
    }
    const sizes = await Promise.all(
      ["system.log", "system.log.bak"].map(async (name) => (await stat(join(folder, name))).size),
    );
    for (const size of sizes) expect(size).toBeLessThanOrEqual(LOG_LIMIT_BYTES);
    const lines = await log.lines();
    expect(lines.at(-1)).toContain(", 199 ");
    const numbers = lines.map((line) => Number(line.split(" ")[2]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.length).toBeGreaterThan(68);
  });

  it("appends many events in their order, in either file, within the limit", async () => {
    const folder = temporaryHome();
    const log = logIn(folder);
    const events = Array.from({ length: 3000 }, (_, at) => ({ event: "x", text: `change ${at}` }));
    await log.appendAll(events);
    const texts = (await log.lines()).map((line) => line.slice("11/22/26 12:03:04.056, ".length));
    expect(texts).toEqual(events.slice(-texts.length).map(({ text }) => text));
    expect((await log.records()).at(-1)).toMatchObject({ event: "x", text: "change 2999" });
    for (const name of ["system.log", "system.log.bak", "system.jsonl", "system.jsonl.bak"]) {
      expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(LOG_LIMIT_BYTES);
    }
  });

  it("loses no line when several log at once across the limit", async () => {
    const folder = temporaryHome();
    const logs = [logIn(folder), logIn(folder), logIn(folder)];
    await Promise.all(
      logs.map(async (log, writer) => {
        for (let at = 0; at < 30; at++) {
          await log.append({ event: "x", text: `${writer}-${at} ${"y".repeat(900)}` });
        }
      }),
    );
    const seen = (await logIn(folder).lines()).map((line) => line.split(" ")[2]);
    expect(seen.length).toBe(90);
    expect(new Set(seen).size).toBe(90);
  });

  it("tells of a disk that refuses and does not throw", async () => {
    const failures: RuntimeFailure[] = [];
    await logIn(join(temporaryHome(), "missing"), failures).append({ event: "x", text: "y" });
    expect(failures.map(({ code }) => code)).toEqual(["home-unusable"]);
  });
});
