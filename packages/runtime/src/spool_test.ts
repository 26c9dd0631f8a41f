import { spawnSync } from "node:child_process";
import { readdir, readFile, truncate, unlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { DRAFT_STALE_MS, draftName } from "./_spool_draft.ts";
import { dyingFiles } from "./_testing/dying_files.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { systemClock } from "./clock.ts";
import { type DurableFiles, nodeFiles } from "./durable_files.ts";
import { SEGMENT_BYTES } from "./run_journal.ts";
import { Spool } from "./spool.ts";
import type { SpoolDeposit } from "./spool_writer.ts";
import { SystemLog } from "./system_log.ts";

const DELAY_MS = 1_800_000;

function openSpool(home: string, files: DurableFiles = nodeFiles): Spool {
  const path = join(home, "system.log");
  const log = new SystemLog({ path, clock: systemClock, onFailure: () => undefined });
  const options = { files, clock: systemClock, log, uncertainDelayMs: DELAY_MS };
  const readMask = async () => String;
  return Spool.open({ ...options, readMask, path: join(home, "spool") });
}

function deposit(content: SpoolDeposit["content"], to = "ops@example.net"): SpoolDeposit {
  return { sender: "unit7@example.com", recipients: [to], messageId: "<1@example.com>", content };
}

async function contentsOf(spool: Spool): Promise<string[]> {
  const contents: string[] = [];
  for (const name of await spool.names()) {
    const file = await spool.claim(name);
    for (const message of file?.messages ?? []) {
      const pieces: Uint8Array[] = [];
      // A piece is only good until the next one.
      for await (const piece of file?.content(message) ?? []) pieces.push(Uint8Array.from(piece));
      contents.push(Buffer.concat(pieces).toString("latin1"));
    }
    await file?.release();
  }
  return contents;
}

async function* streamed(pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece, "latin1");
}

describe("Spool.accept()", () => {
  it("costs one file, one sync, one rename and one sync of the directory", async () => {
    const [files, calls] = dyingFiles(99, "before");
    const spool = openSpool(temporaryHome(), files);
    await spool.accept(deposit(Buffer.from("Hello\r\n")));
    expect(calls).toEqual(["create", "write", "sync", "close", "rename", "syncDirectory"]);
  });

  it("shares the two syncs among all that come at once", async () => {
    const [files, calls] = dyingFiles(9999, "before");
    const spool = openSpool(temporaryHome(), files);
    const names = await Promise.all(
      Array.from({ length: 200 }, (_, at) => spool.accept(deposit(Buffer.from(`${at}\r\n`)))),
    );
    expect(calls.filter((call) => call.startsWith("sync"))).toEqual(["sync", "syncDirectory"]);
    expect(new Set(names).size).toBe(200);
    expect(await contentsOf(spool)).toEqual(Array.from({ length: 200 }, (_, at) => `${at}\r\n`));
  });

  it("keeps every octet, of a stream as well", async () => {
    const octets = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");
    const spool = openSpool(temporaryHome());
    await spool.accept(deposit(Buffer.from(octets, "latin1")));
    await spool.accept(deposit(streamed([octets, "", octets.repeat(3000)])));
    expect(await contentsOf(spool)).toEqual([octets, octets.repeat(3001)]);
    const [first] = await spool.names();
    const file = await spool.read(first ?? "");
    expect(file?.messages[0]?.record).toMatchObject({ contentBytes: 256, eightBit: true });
  });

  it("accepts nothing before the rename and everything after it, wherever it is killed", async () => {
    const seen: string[] = [];
    for (const moment of ["before", "after"] as const) {
      for (let call = 0; call < 6; call++) {
        const home = temporaryHome();
        const [files, calls] = dyingFiles(call, moment);
        const accepting = openSpool(home, files).accept(deposit(Buffer.from("Hello\r\n")));
        await expect(accepting).rejects.toThrow();
        const left = await contentsOf(openSpool(home));
        seen.push(`${moment} ${calls[call]}: ${left.length}`);
      }
    }
    expect(seen).toEqual([
      "before create: 0",
      "before write: 0",
      "before sync: 0",
      "before close: 0",
      "before rename: 0",
      "before syncDirectory: 1",
      "after create: 0",
      "after write: 0",
      "after sync: 0",
      "after close: 0",
      "after rename: 1",
      "after syncDirectory: 1",
    ]);
  });

  it.each([
    ["ENOSPC", "disk-full", "the disk is full, free space is needed"],
    [
      "EDQUOT",
      "disk-full",
      "this user's share of the disk is used up, a larger quota or free space is needed",
    ],
    [
      "EFBIG",
      "disk-full",
      "it may not become so large, a higher limit for files is needed (ulimit -f)",
    ],
    [
      "EROFS",
      "home-unusable",
      "the disk is read-only (EROFS), a directory that this user may write is needed",
    ],
    [
      "EACCES",
      "home-unusable",
      "this user may not write there (EACCES), a directory that this user may write is needed",
    ],
    ["EIO", "disk-failed", "EIO"],
  ])("accepts nothing when the disk says %s", async (code, failureCode, words) => {
    const home = temporaryHome();
    const failure = Object.assign(new Error("disk"), { code });
    const files: DurableFiles = {
      ...nodeFiles,
      async create(path, mode) {
        const file = await nodeFiles.create(path, mode);
        const refuse = () => Promise.reject(failure);
        return {
          write: (...bytes) => file.write(...bytes),
          sync: refuse,
          truncate: (length) => file.truncate(length),
          close: () => file.close(),
        };
      },
    };
    const accepting = openSpool(home, files).accept(deposit(Buffer.from("x\r\n")));
    await expect(accepting).rejects.toMatchObject({
      code: failureCode,
      message: `Cannot write ${join(home, "spool", "queue")}: ${words}`,
    });
    expect(await readdir(join(home, "spool", "queue"))).toEqual([]);
  });

  it("gives up nothing but the message whose stream fails", async () => {
    const spool = openSpool(temporaryHome());
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("half");
      throw new Error("Cannot read on: gone");
    }
    await expect(spool.accept(deposit(failing()))).rejects.toMatchObject({ code: "disk-failed" });
    await spool.accept(deposit(Buffer.from("whole\r\n")));
    expect(await contentsOf(spool)).toEqual(["whole\r\n"]);
  });
});

describe("Spool.claim()", () => {
  it("gives a file to one of many, and to the next when it is given back", async () => {
    const home = temporaryHome();
    const spool = openSpool(home);
    const other = openSpool(home);
    await spool.accept(deposit(Buffer.from("x\r\n")));
    const [name = ""] = await spool.names();
    const claims = await Promise.all([spool.claim(name), other.claim(name), spool.claim(name)]);
    const won = claims.filter((claim) => claim !== undefined);
    expect(won.length).toBe(1);
    expect(await other.claim(name)).toBeUndefined();
    await won[0]?.release();
    const next = await other.claim(name);
    expect(next?.name).toBe(name);
    await next?.release();
  });

  it("takes over from a process that has died", async () => {
    const home = temporaryHome();
    const spool = openSpool(home);
    await spool.accept(deposit(Buffer.from("x\r\n")));
    const [name = ""] = await spool.names();
    await writeFile(
      join(home, "spool/queue", `${name}.claim`),
      `${process.pid} another-boot abc\n`,
    );
    const claim = await spool.claim(name);
    expect(claim?.name).toBe(name);
    await claim?.release();
    expect(await readdir(join(home, "spool/queue"))).toEqual([`${name}.mail`]);
  });

  it("remembers what was journalled, after a torn line too", async () => {
    const home = temporaryHome();
    const spool = openSpool(home);
    const message = await spool.accept(deposit(Buffer.from("x\r\n")));
    const [name = ""] = await spool.names();
    const first = await spool.claim(name);
    await first?.journal(message, { kind: "next", nextAtMs: 5000 });
    await first?.release();
    const log = join(home, "spool/queue", `${name}.log`);
    await writeFile(log, `${await readFile(log, "utf8")}123 2026`);
    const second = await spool.claim(name);
    expect(second?.messages[0]?.status.nextAtMs).toBe(5000);
    await second?.journal(message, { kind: "held", why: "test" });
    await second?.release();
    expect((await spool.read(name))?.messages[0]?.status).toMatchObject({
      phase: "held",
      nextAtMs: 5000,
    });
  });
});

describe("Spool.beginRun()", () => {
  const UNCERTAIN = { kind: "uncertain", recipients: ["ops@example.net"] } as const;

  /** A spool whose run has marked a message, and died there; the power failure forgot its claims. */
  async function dieAfterMark(home: string): Promise<{ name: string; message: string }> {
    const spool = openSpool(home);
    const message = await spool.accept(deposit(Buffer.from("x\r\n")));
    const [name = ""] = await spool.names();
    const file = await spool.claim(name, await spool.beginRun(String));
    await file?.journal(message, { kind: "attempt", number: 1, host: "mx", port: 25 }, UNCERTAIN);
    for (const part of ["queue", "runs"]) {
      for (const each of await readdir(join(home, "spool", part))) {
        if (each.endsWith(".claim")) await unlink(join(home, "spool", part, each));
      }
    }
    return { name, message };
  }

  it("leaves a journal that whoever claims next takes over, once", async () => {
    const home = temporaryHome();
    const { name } = await dieAfterMark(home);
    const log = join(home, "spool/queue", `${name}.log`);
    const texts: string[] = [];
    for (let round = 0; round < 2; round++) {
      const claim = await openSpool(home).claim(name);
      expect(claim?.messages[0]?.status.recipients[0]?.state).toBe("uncertain");
      await claim?.release();
      texts.push(await readFile(log, "utf8"));
    }
    expect(texts[0]?.match(/ (?:accepted|attempt|uncertain) /g)).toEqual([
      " accepted ",
      " attempt ",
      " uncertain ",
    ]);
    expect(texts[1]).toBe(texts[0]);
    expect(await readdir(join(home, "spool/runs"))).toEqual([]);
    expect((await readdir(join(home, "spool/done"))).length).toBe(1);
  });

  it("takes over the lines that are missing after half of them was", async () => {
    const home = temporaryHome();
    const { name } = await dieAfterMark(home);
    const [segment = ""] = await readdir(join(home, "spool/runs"));
    const text = (await readFile(join(home, "spool/runs", segment), "utf8")).trimEnd();
    const log = join(home, "spool/queue", `${name}.log`);
    await writeFile(log, text.slice(0, -20));
    await openSpool(home).recover();
    const [accepted, attempt, torn, uncertain, ...more] = (await readFile(log, "utf8")).split("\n");
    expect([accepted, attempt, uncertain]).toEqual(text.split("\n"));
    expect(uncertain?.startsWith(torn ?? "?")).toBe(true);
    expect(more).toEqual([""]);
  });

  it("shows what it has written down while it goes on", async () => {
    const home = temporaryHome();
    const spool = openSpool(home);
    const message = await spool.accept(deposit(Buffer.from("x\r\n")));
    const [name = ""] = await spool.names();
    const run = await spool.beginRun(String);
    const file = await spool.claim(name, run);
    await file?.journal(message, UNCERTAIN);
    const stateOf = async () =>
      (await openSpool(home).read(name))?.messages[0]?.status.recipients[0]?.state;
    expect(await stateOf()).toBe("uncertain");
    expect(await readdir(join(home, "spool/queue"))).toEqual([`${name}.claim`, `${name}.mail`]);
    await file?.release();
    await run.end();
    expect(await stateOf()).toBe("uncertain");
    expect(await readdir(join(home, "spool/queue"))).toEqual([`${name}.log`, `${name}.mail`]);
    expect(await readdir(join(home, "spool/runs"))).toEqual([]);
  });

  it("keeps its journal in parts, each until no file needs it", async () => {
    const home = temporaryHome();
    const spool = openSpool(home);
    for (let at = 0; at < 3; at++) await spool.accept(deposit(Buffer.from("x\r\n")));
    const run = await spool.beginRun(String);
    const why = "x".repeat(SEGMENT_BYTES);
    const parts: number[] = [];
    for (const name of await spool.names()) {
      const file = await spool.claim(name, run);
      const { message = "" } = file?.messages[0]?.record.header ?? {};
      await file?.journal(message, { kind: "held", why });
      await file?.release();
      parts.push((await readdir(join(home, "spool/done"))).length);
    }
    await run.end();
    expect(parts).toEqual([0, 1, 2]);
    expect((await readdir(join(home, "spool/done"))).length).toBe(3);
  });

  it("gives its files to others when the disk does not take what it has to say", async () => {
    const home = temporaryHome();
    let isFull = false;
    const files: DurableFiles = {
      ...nodeFiles,
      append: async (path, mode) => {
        if (isFull) throw Object.assign(new Error("full"), { code: "ENOSPC" });
        return await nodeFiles.append(path, mode);
      },
    };
    const spool = openSpool(home, files);
    const message = await spool.accept(deposit(Buffer.from("x\r\n")));
    const [name = ""] = await spool.names();
    const run = await spool.beginRun(String);
    const file = await spool.claim(name, run);
    await file?.journal(message, UNCERTAIN);
    isFull = true;
    await expect(file?.release()).rejects.toMatchObject({ code: "ENOSPC" });
    await expect(run.append(name)).rejects.toMatchObject({ code: "ENOSPC" });
    await run.end();
    const next = await openSpool(home).claim(name);
    expect(next?.messages[0]?.status.recipients[0]?.state).toBe("uncertain");
    await next?.release();
  });
});

describe("Spool.recover()", () => {
  it("removes the drafts of claims that a dead process has left, and no others", async () => {
    const home = temporaryHome();
    const spool = openSpool(home);
    await spool.accept(deposit(Buffer.from("x\r\n")));
    const [name = ""] = await spool.names();
    const { pid: dead } = spawnSync(process.execPath, ["-e", "0"]);
    const digits = "0123456789ab";
    for (const pid of [dead, process.pid]) {
      await writeFile(join(home, "spool/queue", `${name}.claim.${pid}.${digits}`), "");
    }
    await spool.recover();
    expect(await readdir(join(home, "spool/queue"))).toEqual([
      `${name}.claim.${process.pid}.${digits}`,
      `${name}.mail`,
    ]);
  });
});

describe("Spool.recover() after a killed acceptance", () => {
  it("removes what is old and belongs to no living process, and nothing that may still be written", async () => {
    const home = temporaryHome();
    const queue = join(home, "spool/queue");
    const spool = openSpool(home);
    const stem = "0".repeat(19);
    const { pid: dead } = spawnSync(process.execPath, ["-e", "0"]);
    const ours = draftName(stem);
    const names = [
      ours,
      `.${stem}.${dead}-1`,
      `.${"1".repeat(19)}.${dead}-1`,
      `.${stem}.${process.pid}-1`,
    ];
    const longAgo = new Date(systemClock.nowMs() - DRAFT_STALE_MS - 60_000);
    for (const name of names) {
      await writeFile(join(queue, name), "");
      if (!name.startsWith(".1")) await utimes(join(queue, name), longAgo, longAgo);
    }
    await spool.recover();
    expect((await readdir(queue)).sort()).toEqual([ours, names[2]].sort());
  });
});

describe("Spool with damage", () => {
  it.each([
    ["cut in its content", async (path: string) => truncate(path, 200)],
    ["cut in its header", async (path: string) => truncate(path, 40)],
    ["empty", async (path: string) => truncate(path, 0)],
    ["overwritten", async (path: string) => writeFile(path, "x".repeat(400))],
  ])("sets a file aside that is %s, and goes on with the others", async (_, damage) => {
    const home = temporaryHome();
    const spool = openSpool(home);
    await spool.accept(deposit(Buffer.from("damaged\r\n".repeat(20))));
    const [name = ""] = await spool.names();
    await spool.accept(deposit(Buffer.from("whole\r\n")));
    await damage(join(home, "spool/queue", `${name}.mail`));
    expect(await contentsOf(spool)).toEqual(["whole\r\n"]);
    expect(await readdir(join(home, "spool/quarantine"))).toEqual([`${name}.mail`]);
    expect(await readFile(join(home, "system.log"), "utf8")).toContain(
      `Queue file ${name} set aside`,
    );
  });

  it("knows content that is not what was accepted", async () => {
    const spool = openSpool(temporaryHome());
    const home = temporaryHome();
    const other = openSpool(home);
    await spool.accept(deposit(Buffer.from("The boiler is hot\r\n")));
    await other.accept(deposit(Buffer.from("The boiler is hot\r\n")));
    const [name = ""] = await other.names();
    const path = join(home, "spool/queue", `${name}.mail`);
    await writeFile(path, (await readFile(path, "latin1")).replace("hot", "off"), "latin1");
    const intact: boolean[] = [];
    for (const each of [spool, other]) {
      const file = await each.claim((await each.names())[0] ?? "");
      for (const message of file?.messages ?? []) {
        intact.push((await file?.isIntact(message)) ?? false);
      }
      await file?.release();
    }
    expect(intact).toEqual([true, false]);
  });

  it("is not intact when it cannot be read to its end any more", async () => {
    const home = temporaryHome();
    const spool = openSpool(home);
    await spool.accept(deposit(Buffer.alloc(300_000, "The boiler is hot\r\n")));
    const [name = ""] = await spool.names();
    const file = await spool.claim(name);
    await truncate(join(home, "spool/queue", `${name}.mail`), 200_000);
    const intact = await Promise.all((file?.messages ?? []).map((each) => file?.isIntact(each)));
    expect(intact).toEqual([false]);
    await file?.release();
  });
});
