import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { withInstalledUnit } from "../_testing/installed_unit.ts";
import { spawnCommand } from "../_testing/spawn_command.ts";

const BURST = 20;
const KILLED_ROUNDS = 24;
const LARGE_MB = 50;
const STRANGER = 54321;

/** Mulberry32: small, and the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe("fieldpost sendmail", () => {
  it(`fieldpost sendmail accepts ${BURST} messages at once, and queue run delivers each once`, async () => {
    await withInstalledUnit(async ({ fieldpost, server }) => {
      const subjects = Array.from({ length: BURST }, (_, at) => `burst ${at}`);
      const ended = await Promise.all(
        subjects.map((subject) =>
          fieldpost(["sendmail", "--to", "ann@example.net", "-s", subject, "-b", "B"]),
        ),
      );
      expect(ended.map(({ code, errors }) => [code, errors])).toEqual(subjects.map(() => [0, ""]));
      expect(new Set(ended.map(({ output }) => output)).size).toBe(BURST);
      const pass = await fieldpost(["queue", "run"]);
      expect(pass.output).toBe(`${BURST} attempts: ${BURST} delivered, 0 failed, 0 waiting.\n`);
      expect(server.messages.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted());
    });
  });
});

describe("sendmail(1) as a process", () => {
  it(`sendmail(1) killed at ${KILLED_ROUNDS} random moments never ends with 0 without its message`, async () => {
    await withInstalledUnit(async ({ bin, home, queueFiles }) => {
      const random = seededRandom(9);
      const ends = { accepted: 0, killed: 0 };
      for (let round = 0; round < KILLED_ROUNDS; round++) {
        const before = new Set(await queueFiles());
        const child = spawn(process.execPath, [join(bin, "links", "sendmail"), "ann@example.net"], {
          env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
          stdio: ["pipe", "ignore", "ignore"],
        });
        child.stdin.on("error", () => undefined);
        child.stdin.end(`Subject: ${round}\n\nB\n`);
        const timer = setTimeout(() => child.kill("SIGKILL"), random() * 600);
        const [code] = (await once(child, "close")) as [number | null];
        clearTimeout(timer);
        const added = (await queueFiles()).filter((name) => !before.has(name)).length;
        if (code === 0) expect([round, added]).toEqual([round, 1]);
        else expect([round, code, added <= 1]).toEqual([round, null, true]);
        ends[code === 0 ? "accepted" : "killed"] += 1;
      }
      expect(ends.accepted + ends.killed).toBe(KILLED_ROUNDS);
      await rm(join(home, "spool"), { recursive: true, force: true });
    });
  });

  it(`sendmail(1) takes ${LARGE_MB} MB in a memory that does not grow with it`, async () => {
    await withInstalledUnit(async ({ bin, home, queueFiles }) => {
      const peaks: number[] = [];
      for (const megabytes of [1, LARGE_MB]) {
        const script = `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(join(home, "peak"))}, String(process.resourceUsage().maxRSS)))`;
        const hook = join(home, "hook.cjs");
        await writeFile(hook, script);
        const child = spawn(
          process.execPath,
          ["--require", hook, join(bin, "links", "sendmail"), "-i", "ann@example.net"],
          {
            env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
            stdio: ["pipe", "ignore", "ignore"],
          },
        );
        const line = Buffer.from(`${"x".repeat(998)}\r\n`);
        const block = Buffer.concat(Array.from({ length: 100 }, () => line));
        child.stdin.write("Subject: large\r\n\r\n");
        const ended = once(child, "close");
        for (let at = 0; at < megabytes * 10; at++) {
          if (!child.stdin.write(block)) await once(child.stdin, "drain");
        }
        child.stdin.end();
        expect((await ended)[0]).toBe(0);
        peaks.push(Number(await readFile(join(home, "peak"), "utf8")) / 1024);
      }
      expect((await queueFiles()).length).toBe(2);
      const [small = 0, large = 0] = peaks;
      expect(large - small).toBeLessThan(LARGE_MB / 2);
    });
  });

  it("sendmail(1) streams SMTP with -bs: 250 is there before the next word", async () => {
    await withInstalledUnit(async ({ bin, home, queueFiles }) => {
      const child = spawn(process.execPath, [join(bin, "links", "sendmail"), "-bs"], {
        env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
        stdio: ["pipe", "pipe", "inherit"],
      });
      const closed = once(child, "close");
      const heard = async (): Promise<string> => {
        const [chunk] = (await once(child.stdout, "data")) as [Buffer];
        return chunk.toString("utf8");
      };
      const say = async (text: string): Promise<string> => {
        child.stdin.write(text);
        return await heard();
      };
      expect(await heard()).toMatch(/^220 /);
      expect(await say("HELO me\r\n")).toMatch(/^250 /);
      expect(await say("MAIL FROM:<joe@example.com>\r\n")).toMatch(/^250 /);
      expect(await say("RCPT TO:<ann@example.net>\r\n")).toMatch(/^250 /);
      expect(await say("DATA\r\n")).toMatch(/^354 /);
      expect(await queueFiles()).toEqual([]);
      expect(await say("Subject: x\r\n\r\nB\r\n.\r\n")).toMatch(/^250 2\.0\.0 Accepted as /);
      expect((await queueFiles()).length).toBe(1);
      expect(await say("QUIT\r\n")).toMatch(/^221 /);
      // Our end is still open: the process must not wait for it.
      expect((await closed)[0]).toBe(0);
    });
  });

  it("sendmail(1) reads a pipe that does not let a read wait", async () => {
    await withInstalledUnit(async ({ bin, folder, home }) => {
      const pipe = join(folder, "pipe");
      execFileSync("mkfifo", [pipe]);
      const descriptor = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
      const child = spawn(process.execPath, [join(bin, "links", "sendmail"), "-bs"], {
        env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
        stdio: [descriptor, "pipe", "inherit"],
      });
      const closed = once(child, "close");
      const replies: string[] = [];
      child.stdout?.on("data", (chunk: Buffer) => {
        replies.push(chunk.toString("utf8").slice(0, 4));
        if (replies.length < 3) writeSync(descriptor, replies.length < 2 ? "NOOP\r\n" : "QUIT\r\n");
      });
      expect((await closed)[0]).toBe(0);
      closeSync(descriptor);
      expect(replies).toEqual(["220 ", "250 ", "221 "]);
    });
  });
});

describe("a disk that refuses", () => {
  it.each([
    ["fieldpost", ["sendmail", "--to", "a@example.net", "-b", "B"]],
    ["sendmail", ["a@example.net"]],
  ])("a disk that refuses: %s ends with 73 or 75 and accepts nothing", async (name, argv) => {
    await withInstalledUnit(async ({ bin, folder, home, queueFiles }) => {
      const launcher = join(bin, "links", name);
      const end = (over: string) =>
        spawnCommand(argv, { home: over, launcher, input: "Subject: x\n\nB\n" });
      await writeFile(join(folder, "file"), "");
      expect(await end(join(folder, "file"))).toMatchObject({ code: 73, output: "" });
      await chmod(home, 0o700);
      await mkdir(join(home, "spool"));
      await writeFile(join(home, "spool", "queue"), "");
      const blocked = await end(home);
      expect([blocked.code, blocked.output]).toEqual([73, ""]);
      expect(blocked.errors).toMatch(/; nothing was accepted\n$/);
      expect(await queueFiles()).toEqual([]);
      // Only root can give a directory away; everybody else has one at hand that is root's.
      const isRoot = process.getuid?.() === 0;
      const theirs = isRoot ? join(folder, "theirs") : "/";
      if (isRoot) {
        await mkdir(theirs);
        await chown(theirs, STRANGER, STRANGER);
      }
      expect(await end(theirs)).toMatchObject({ code: 73, output: "" });
    });
  });
});
