import { chown, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { spawnCommand } from "./_testing/spawn_command.ts";

const STRANGER = 54321;

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fieldpost-process-"));
  await test(folder);
  await rm(folder, { recursive: true });
}

describe("runProcess()", () => {
  it.each([
    [["help"], 0],
    [["--version"], 0],
    [["registry", "Email/Port"], 1],
    [[], 64],
    [["plam"], 64],
    [["registry", "Email/Port = x"], 65],
    [["registry", "-i", "missing.ini"], 74],
    [["plan"], 78],
    [["sendmail", "--sync", "--to", "a@example.com", "--body", "b"], 78],
  ])("runProcess() leaves the exit code of %j", async (argv, code) => {
    await inFolder(async (home) => {
      const ended = await spawnCommand(argv, { home });
      expect(ended.code).toBe(code);
      if (code !== 0 && code !== 78) expect(ended.errors).toMatch(/^fieldpost: Cannot /m);
      if (argv.length === 0) return;
      const answered = await spawnCommand([...argv, "--json"], { home });
      expect(answered.code).toBe(code);
      expect(JSON.parse(answered.output)).toEqual(expect.any(Object));
    });
  });

  it("runProcess() takes the password from standard input or a descriptor", async () => {
    await inFolder(async (home) => {
      const argv = ["ipconfig", "--username", "joe"];
      const first = await spawnCommand([...argv, "--password-stdin"], { home, input: "one\n" });
      expect([first.code, first.errors]).toEqual([0, ""]);
      expect(first.output).toContain("Added: Email/Password = (sealed)\n");
      const second = await spawnCommand([...argv, "--password-fd", "3"], {
        home,
        thirdDescriptor: "two",
      });
      expect([second.code, second.errors]).toEqual([0, ""]);
      expect(second.output).toContain("Changed: Email/Password = (sealed)\n");
      const third = await spawnCommand([...argv, "--password-fd", "33"], { home });
      expect(third.code).toBe(65);
    });
  });

  it("runProcess() stays quiet when the reader of its output goes away", async () => {
    await inFolder(async (home) => {
      const ended = await spawnCommand(["registry", "--catalogue"], { home, closesOutput: true });
      expect(ended).toEqual({ code: 0, output: "", errors: "" });
      const set = await spawnCommand(["registry", "Email/Port = 465"], {
        home,
        closesOutput: true,
      });
      expect(set).toEqual({ code: 0, output: "", errors: "" });
      expect((await spawnCommand(["registry", "Email/Port"], { home })).output).toBe("465\n");
    });
  });

  it("runProcess() writes no colours into a pipe, unless it is told to", async () => {
    await inFolder(async (home) => {
      expect((await spawnCommand(["plan"], { home })).output).not.toContain("\u001b");
      const forced = await spawnCommand(["plan"], { home, environment: { FORCE_COLOR: "1" } });
      expect(forced.output).toContain("\u001b[31m");
    });
  });

  it("runProcess() ends at once although its input stays open", async () => {
    await inFolder(async (home) => {
      const input = "x".repeat(1024 * 1024);
      const ended = await spawnCommand(["ipconfig", "--password-stdin"], { home, input });
      expect([ended.code, ended.errors]).toEqual([
        65,
        "fieldpost: Cannot store the password: it has more than 65536 octets, one line of UTF-8 is accepted\n",
      ]);
    });
  });
});

describe("the data directory", () => {
  it("the data directory cannot be a file", async () => {
    await inFolder(async (folder) => {
      const home = join(folder, "file");
      await writeFile(home, "mine");
      for (const argv of [["plan"], ["registry", "Email/Port = 25"], ["log"], ["ipconfig"]]) {
        const ended = await spawnCommand([...argv, "--json"], { home });
        expect(ended.code).toBe(74);
        expect(ended.errors).toBe(
          `fieldpost: Cannot use the data directory ${home}: it is not a directory (EEXIST), a directory that this user may write is needed (FIELDPOST_HOME names it)\n`,
        );
        expect(JSON.parse(ended.output)).toMatchObject({ error: { code: "home-unusable" } });
      }
      expect(await readFile(home, "utf8")).toBe("mine");
    });
  });

  it("the data directory of another user is left alone", async () => {
    await inFolder(async (folder) => {
      // Only root can give a directory away; everybody else has one at hand that is root's.
      const isRoot = process.getuid?.() === 0;
      const home = isRoot ? join(folder, "theirs") : "/";
      if (isRoot) {
        await mkdir(home);
        await chown(home, STRANGER, STRANGER);
      }
      const ended = await spawnCommand(["registry", "Email/Port = 25"], { home });
      expect([ended.code, ended.output]).toEqual([77, ""]);
      expect(ended.errors).toMatch(
        /^fieldpost: Cannot use the data directory .*: it belongs to user /,
      );
    });
  });
});

describe("bad input", () => {
  it("bad input: a file of 50 MB is refused by its size", async () => {
    await inFolder(async (home) => {
      const file = join(home, "huge.ini");
      await writeFile(file, "[Email]\nPort = 465\n");
      await truncate(file, 50 * 1024 * 1024);
      const ended = await spawnCommand(["registry", "-i", file], { home });
      expect([ended.code, ended.output]).toEqual([74, ""]);
      expect(ended.errors).toMatch(/it has 52428800 octets, at most 16777216 are accepted\n$/);
    });
  });

  it("bad input: a document that is too long, in characters, is refused by its size", async () => {
    await inFolder(async (home) => {
      const input = "; comment\n".repeat(500_000);
      const ended = await spawnCommand(["registry", "-i", "-"], { home, input });
      expect([ended.code, ended.output]).toEqual([65, ""]);
      expect(ended.errors).toContain("Cannot read the document: it has 5000000 characters");
    });
  });

  it("bad input: a value of 1 MB is refused, and its file with it", async () => {
    await inFolder(async (home) => {
      const input = `[Email]\nPort = 465\n[Email/B]\nMessage = ${"x".repeat(1024 * 1024)}\n`;
      const ended = await spawnCommand(["registry", "-i", "-"], { home, input });
      expect([ended.code, ended.output]).toEqual([65, ""]);
      expect(ended.errors).toMatch(
        /^fieldpost: Line 4: Cannot read the line: it has 1048\d{3} characters/,
      );
      expect((await spawnCommand(["registry"], { home })).output).toBe("");
    });
  });

  it("bad input: 10,000 unknown keys are kept, with a few warnings", async () => {
    await inFolder(async (home) => {
      const names = Array.from({ length: 10_000 }, (_, index) => `Key${index} = ${index}\n`);
      const input = `[Rack]\n${names.join("")}`;
      const ended = await spawnCommand(["registry", "-i", "-"], { home, input });
      expect(ended.code).toBe(0);
      expect(ended.output).toMatch(/^10000 changes to make:\n/);
      expect(ended.output).toMatch(/\n10000 changes made\.\n$/);
      expect(ended.errors.split("\n").length).toBe(22);
      const shown = await spawnCommand(["registry", "Rack/Key9999"], { home });
      expect(shown.output).toBe("9999\n");
    });
  });

  it("bad input: one bad line behind 10,000 warnings still refuses all", async () => {
    await inFolder(async (home) => {
      const names = Array.from({ length: 10_000 }, (_, index) => `Key${index} = ${index}\n`);
      const input = `[Rack]\n${names.join("")}no assignment\n[Email]\nPort = 70000\n`;
      const ended = await spawnCommand(["registry", "-i", "-"], { home, input });
      expect([ended.code, ended.output]).toEqual([65, ""]);
      expect(ended.errors.split("\n").map((line) => line.slice(0, 36))).toEqual([
        "fieldpost: Line 10002: Cannot read t",
        "fieldpost: Line 10004: Cannot use Em",
        "fieldpost: Cannot import the registr",
        "",
      ]);
      expect((await spawnCommand(["registry"], { home })).output).toBe("");
    });
  });

  it.each([
    ["Email/Alarm/Subject = a\u001b[31mb", 65],
    ["Email/Alarm/Subject = a\nb", 65],
    ["Email/Port\u0007 = 5", 65],
    ["\u001b]0;x\u0007 = 5", 65],
    ["Email/$Dynamic = 5", 65],
    ["[Email] = 5", 65],
    ["= 5", 65],
    [`${"k/".repeat(200)}k = 5`, 65],
    ["\u202ekey = 5", 65],
  ])("bad input: registry %j is refused in printable words", async (words, code) => {
    await inFolder(async (home) => {
      const ended = await spawnCommand(["registry", words], { home });
      expect([ended.code, ended.output]).toEqual([code, ""]);
      expect(ended.errors).toMatch(/^fieldpost: Cannot [\x20-\x7e]+\n$/);
    });
  });
});
