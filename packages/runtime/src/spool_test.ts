import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { dyingFiles } from "./_testing/dying_files.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { systemClock } from "./clock.ts";
import { type DurableFiles, nodeFiles } from "./durable_files.ts";
import { Spool } from "./spool.ts";
import type { SpoolDeposit } from "./spool_writer.ts";
import { SystemLog } from "./system_log.ts";

const DELAY_MS = 1_800_000;

async function openSpool(home: string, files: DurableFiles = nodeFiles): Promise<Spool> {
  const path = join(home, "system.log");
  const log = new SystemLog({ path, clock: systemClock, onFailure: () => undefined });
  const options = { files, clock: systemClock, log, uncertainDelayMs: DELAY_MS };
  return await Spool.open({ ...options, path: join(home, "spool") });
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
    const spool = await openSpool(temporaryHome(), files);
    await spool.accept(deposit(Buffer.from("Hello\r\n")));
    expect(calls).toEqual(["create", "write", "sync", "close", "rename", "syncDirectory"]);
  });

  it("shares the two syncs among all that come at once", async () => {
    const [files, calls] = dyingFiles(9999, "before");
    const spool = await openSpool(temporaryHome(), files);
    const names = await Promise.all(
      Array.from({ length: 200 }, (_, at) => spool.accept(deposit(Buffer.from(`${at}\r\n`)))),
    );
    expect(calls.filter((call) => call.startsWith("sync"))).toEqual(["sync", "syncDirectory"]);
    expect(new Set(names).size).toBe(200);
    expect(await contentsOf(spool)).toEqual(Array.from({ length: 200 }, (_, at) => `${at}\r\n`));
  });

  it("keeps every octet, of a stream as well", async () => {
    const octets = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");
    const spool = await openSpool(temporaryHome());
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
        const accepting = (await openSpool(home, files)).accept(deposit(Buffer.from("Hello\r\n")));
        await expect(accepting).rejects.toThrow();
        const left = await contentsOf(await openSpool(home));
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

  it.each(["ENOSPC", "EROFS", "EACCES", "EIO"])(
    "accepts nothing when the disk says %s",
    async (code) => {
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
            close: () => file.close(),
          };
        },
      };
      const accepting = (await openSpool(home, files)).accept(deposit(Buffer.from("x\r\n")));
      await expect(accepting).rejects.toMatchObject({
        code: code === "ENOSPC" ? "disk-full" : code === "EIO" ? "disk-failed" : "home-unusable",
      });
      expect(await readdir(join(home, "spool", "queue"))).toEqual([]);
    },
  );

  it("gives up nothing but the message whose stream fails", async () => {
    const spool = await openSpool(temporaryHome());
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
    const spool = await openSpool(home);
    const other = await openSpool(home);
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
    const spool = await openSpool(home);
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
    const spool = await openSpool(home);
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

describe("Spool with damage", () => {
  it.each([
    ["cut in its content", async (path: string) => truncate(path, 200)],
    ["cut in its header", async (path: string) => truncate(path, 40)],
    ["empty", async (path: string) => truncate(path, 0)],
    ["overwritten", async (path: string) => writeFile(path, "x".repeat(400))],
  ])("sets a file aside that is %s, and goes on with the others", async (_, damage) => {
    const home = temporaryHome();
    const spool = await openSpool(home);
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
    const spool = await openSpool(temporaryHome());
    const home = temporaryHome();
    const other = await openSpool(home);
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
});
