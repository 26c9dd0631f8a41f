import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeProblem, isWarning, Secret } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { type DurableFiles, nodeFiles } from "./durable_files.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { openFieldpost } from "./open_fieldpost.ts";

async function unitWith(text: string): Promise<{ home: string; unit: Fieldpost }> {
  const home = temporaryHome();
  await writeFile(join(home, "registry.ini"), text);
  return { home, unit: await openFieldpost({ home }) };
}

async function fileOf(home: string): Promise<string> {
  return await readFile(join(home, "registry.ini"), "utf8");
}

describe("RegistryStore", () => {
  it("changes one value and keeps every other byte of the file", async () => {
    const text = "; boiler\r\n[Email]\r\nPort=25   \r\nOdd = kept\r\nbroken line\r\n";
    const { home, unit } = await unitWith(text);
    const result = await unit.registry.assign([["Email/Port", "587"]]);
    expect(result).toMatchObject({
      kind: "written",
      changes: [{ kind: "changed", key: "Email/Port", before: "25", after: "587" }],
    });
    expect(await fileOf(home)).toBe(text.replace("Port=25", "Port=587"));
    expect(await unit.log.lines()).toEqual([
      expect.stringMatching(/, Changed: Email\/Port = 587 \(was 25\)$/),
    ]);
  });

  it("writes one spelling, whatever was typed", async () => {
    const { home, unit } = await unitWith("");
    await unit.registry.assign([["/email/smtps", "Yes"]]);
    expect(await fileOf(home)).toBe("[Email]\nSMTPS = enabled\n");
  });

  it("makes all assignments or none", async () => {
    const { home, unit } = await unitWith("");
    const result = await unit.registry.assign([
      ["Email/Port", "587"],
      ["Email/SMTPS", "perhaps"],
      ["IpConfig/MailHost", "no host!"],
    ]);
    expect(result.kind).toBe("refused");
    expect(await fileOf(home)).toBe("");
    expect(await unit.log.lines()).toEqual([]);
  });

  it("refuses a value that only the settings can judge", async () => {
    const { unit } = await unitWith("");
    const result = await unit.registry.assign([["IpConfig/MailHost", "no host!"]]);
    const problems = result.kind === "refused" ? result.problems.map(describeProblem) : [];
    expect(problems).toEqual([expect.stringContaining("Cannot use IpConfig/MailHost")]);
  });

  it("keeps an unknown key and warns", async () => {
    const { unit } = await unitWith("");
    const result = await unit.registry.assign([["Email/Colour", "red"]]);
    expect(result).toMatchObject({ kind: "written", warnings: [{ code: "key-unknown" }] });
    expect((await unit.registry.read()).registry.get("email/colour")).toBe("red");
  });

  it("refuses a secret in plain text and keeps a sealed one", async () => {
    const { home, unit } = await unitWith("");
    const refused = await unit.registry.assign([["Email/Password", "hunter2"]]);
    expect(refused).toMatchObject({ kind: "refused", problems: [{ code: "key-sealed" }] });
    await unit.setSecret(new Secret("hunter2"));
    const text = await fileOf(home);
    expect(text).toMatch(/^\[Email\]\nPassword = fp1:[A-Za-z0-9+/=]+\n$/);
    expect(text + (await unit.log.lines()).join("\n")).not.toContain("hunter2");
    expect(await unit.log.lines()).toEqual([
      expect.stringMatching(/, Added: Email\/Password = \(sealed\)$/),
    ]);
  });

  it("previews without writing", async () => {
    const { home, unit } = await unitWith("Email/Port = 25\n");
    const result = await unit.registry.preview([["Email/Port", "465"]]);
    expect(result).toMatchObject({ kind: "written", changes: [{ after: "465" }] });
    expect(await fileOf(home)).toBe("Email/Port = 25\n");
  });

  it("loses no change when several processes write at once", async () => {
    const home = temporaryHome();
    const door = new URL("../dist/mod.js", import.meta.url).href;
    const script = `
      const { openFieldpost } = await import(${JSON.stringify(door)});
      const unit = await openFieldpost({ home: process.argv[1] });
      for (let at = 0; at < 10; at++) {
        await unit.registry.assign([["Test/W" + process.argv[2] + "/K" + at, "x"]]);
      }`;
    const exits = ["0", "1", "2"].map(async (writer) => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script, home, writer]);
      const [code] = await once(child, "exit");
      return code;
    });
    expect(await Promise.all(exits)).toEqual([0, 0, 0]);
    const unit = await openFieldpost({ home });
    const { registry, problems } = await unit.registry.read();
    expect(registry.entries().length).toBe(30);
    expect(problems.filter((problem) => !isWarning(problem))).toEqual([]);
  });

  it.each([
    ["not UTF-8", Buffer.from([0x41, 0xff]), /Cannot read .*: it is not UTF-8/],
    ["too large", Buffer.alloc(17 * 1024 * 1024, 0x20), /Cannot read .*: it has 17825792 octets/],
  ])("refuses a file that is %s, and leaves it as it is", async (_, bytes, message) => {
    const home = temporaryHome();
    const path = join(home, "registry.ini");
    await writeFile(path, bytes);
    const unit = await openFieldpost({ home });
    await expect(unit.registry.read()).rejects.toThrow(message);
    const writing = unit.registry.assign([["Email/Port", "25"]]);
    await expect(writing).rejects.toMatchObject({ code: "registry-unreadable" });
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });

  it("says that the disk is full and keeps the old file", async () => {
    const home = temporaryHome();
    await writeFile(join(home, "registry.ini"), "Email/Port = 25\n");
    const files: DurableFiles = {
      ...nodeFiles,
      async create(path, mode) {
        if (path.includes("registry.ini")) throw Object.assign(new Error(), { code: "ENOSPC" });
        return await nodeFiles.create(path, mode);
      },
    };
    const unit = await openFieldpost({ home, files });
    const writing = unit.registry.assign([["Email/Port", "587"]]);
    await expect(writing).rejects.toMatchObject({ code: "disk-full" });
    expect(await fileOf(home)).toBe("Email/Port = 25\n");
  });
});

describe("openFieldpost()", () => {
  it("makes the directory for its owner alone, and closes one that is open", async () => {
    const home = join(temporaryHome(), "a", "b");
    await openFieldpost({ home });
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    await chmod(home, 0o755);
    await openFieldpost({ home });
    expect((await stat(home)).mode & 0o777).toBe(0o700);
  });

  it("refuses a file where the directory would be", async () => {
    const home = join(temporaryHome(), "file");
    await writeFile(home, "");
    await expect(openFieldpost({ home })).rejects.toMatchObject({ code: "home-unusable" });
  });

  it("refuses a directory of another user", async () => {
    const home = temporaryHome();
    const me = process.getuid?.() ?? 0;
    const elsewhere = me === 0 ? home : "/";
    if (me === 0) await import("node:fs/promises").then(({ chown }) => chown(home, 12_345, 12_345));
    const opening = openFieldpost({ home: elsewhere });
    await expect(opening).rejects.toMatchObject({
      code: "home-foreign",
      message: expect.stringContaining(`belongs to user ${me === 0 ? 12_345 : 0}`),
    });
  });
});
