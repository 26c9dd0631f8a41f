import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { systemClock } from "./clock.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import { lockHolder, withLock } from "./with_lock.ts";

const OPTIONS = { clock: systemClock };

async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", "0"]);
  await once(child, "exit");
  return child.pid ?? 0;
}

describe("withLock()", () => {
  it("lets one run at a time", async () => {
    const path = join(temporaryHome(), "lock");
    const events: string[] = [];
    const run = (name: string) =>
      withLock(path, OPTIONS, async () => {
        events.push(`${name} in`);
        await new Promise((resolve) => setImmediate(resolve));
        events.push(`${name} out`);
      });
    await Promise.all(["a", "b", "c", "d"].map(run));
    for (let at = 0; at < events.length; at += 2) {
      expect(events[at]?.replace("in", "out")).toBe(events[at + 1]);
    }
    expect(events.length).toBe(8);
  });

  it("frees the lock when what it runs fails", async () => {
    const folder = temporaryHome();
    const path = join(folder, "lock");
    const failure = new Error("inside");
    await expect(withLock(path, OPTIONS, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["a process that has ended", async () => `${await deadProcess()} unknown abc\n`],
    ["a process from before the restart", async () => `${process.pid} another-boot abc\n`],
    ["an earlier process of the same number", async () => `${process.pid} unknown 1-abc\n`],
  ])("breaks the lock of %s", async (_, holder) => {
    const folder = temporaryHome();
    const path = join(folder, "lock");
    const boot = await import("node:fs/promises").then(({ readFile }) =>
      readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "unknown"),
    );
    await writeFile(path, (await holder()).replace("unknown", boot.trim()));
    expect(await withLock(path, OPTIONS, async () => "ran")).toBe("ran");
    expect(await readdir(folder)).toEqual([]);
  });

  it("keeps the lock of a living process that could not name the boot", async () => {
    const path = join(temporaryHome(), "lock");
    await writeFile(path, `${process.pid} unknown abc\n`);
    const second = withLock(path, { ...OPTIONS, patienceMs: 0 }, async () => "ran");
    await expect(second).rejects.toMatchObject({ code: "busy" });
  });

  it("gives up when a living process keeps the lock", async () => {
    const path = join(temporaryHome(), "lock");
    await withLock(path, OPTIONS, async () => {
      const second = withLock(path, { ...OPTIONS, patienceMs: 0 }, async () => "ran");
      await expect(second).rejects.toThrow(
        new RuntimeFailure(
          "busy",
          `Cannot lock ${path}: another process has held it for 0 ms, it is freed when that process ends`,
        ),
      );
    });
  });
});

describe("lockHolder()", () => {
  it("lockHolder() tells who holds a lock, and forgets the dead", async () => {
    const path = join(temporaryHome(), "lock");
    expect(await lockHolder(path, OPTIONS)).toBeUndefined();
    await withLock(path, OPTIONS, async () => {
      expect(await lockHolder(path, OPTIONS)).toBe(process.pid);
    });
    await writeFile(path, `${await deadProcess()} unknown abc\n`);
    expect(await lockHolder(path, OPTIONS)).toBeUndefined();
  });
});
