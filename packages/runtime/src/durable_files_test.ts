import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { createFile, type DurableFiles, nodeFiles, replaceFile } from "./durable_files.ts";

const OLD = Buffer.from("old");
const NEW = Buffer.from("new and longer");

class Killed extends Error {}

/** The real file system, up to a call; there the process dies, before or after doing it. */
function dyingFiles(atCall: number, moment: "before" | "after"): [DurableFiles, string[]] {
  const calls: string[] = [];
  const guard =
    <Parameters extends readonly unknown[]>(
      name: string,
      run: (...parameters: Parameters) => Promise<void>,
    ) =>
    async (...parameters: Parameters) => {
      if (calls.length > atCall) throw new Killed(name);
      calls.push(name);
      const isLast = calls.length > atCall;
      if (isLast && moment === "before") throw new Killed(name);
      await run(...parameters);
      if (isLast) throw new Killed(name);
    };
  const files: DurableFiles = {
    createSynced: guard("createSynced", nodeFiles.createSynced),
    rename: guard("rename", nodeFiles.rename),
    link: guard("link", nodeFiles.link),
    unlink: guard("unlink", nodeFiles.unlink),
    syncDirectory: guard("syncDirectory", nodeFiles.syncDirectory),
  };
  return [files, calls];
}

describe("replaceFile()", () => {
  it("leaves the old bytes or the new ones wherever it is killed", async () => {
    const seen: string[] = [];
    for (const moment of ["before", "after"] as const) {
      for (let call = 0; call < 3; call++) {
        const path = join(temporaryHome(), "file");
        await writeFile(path, OLD);
        const [files, calls] = dyingFiles(call, moment);
        await expect(replaceFile(files, path, NEW)).rejects.toThrow(Killed);
        seen.push(`${moment} ${calls.at(-1)}: ${await readFile(path, "utf8")}`);
      }
    }
    expect(seen).toEqual([
      "before createSynced: old",
      "before rename: old",
      "before syncDirectory: new and longer",
      "after createSynced: old",
      "after rename: new and longer",
      "after syncDirectory: new and longer",
    ]);
  });

  it("syncs the file before the rename and the directory after it", async () => {
    const [files, calls] = dyingFiles(99, "before");
    await replaceFile(files, join(temporaryHome(), "file"), NEW);
    expect(calls).toEqual(["createSynced", "rename", "syncDirectory"]);
  });

  it("removes its temporary file when the disk refuses", async () => {
    const folder = temporaryHome();
    const path = join(folder, "file");
    await writeFile(path, OLD);
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    const files: DurableFiles = {
      ...nodeFiles,
      async createSynced(...parameters) {
        await nodeFiles.createSynced(...parameters);
        throw full;
      },
    };
    await expect(replaceFile(files, path, NEW)).rejects.toBe(full);
    expect(await readdir(folder)).toEqual(["file"]);
    expect(await readFile(path)).toEqual(OLD);
  });

  it("makes a file that only its owner may read", async () => {
    const path = join(temporaryHome(), "file");
    await replaceFile(nodeFiles, path, NEW);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe("createFile()", () => {
  it("lets exactly one of many win", async () => {
    const folder = temporaryHome();
    const path = join(folder, "file");
    const tries = Array.from({ length: 20 }, (_, at) =>
      createFile(nodeFiles, path, Buffer.from(String(at))),
    );
    const won = (await Promise.all(tries)).flatMap((isOurs, at) => (isOurs ? [at] : []));
    expect(won.length).toBe(1);
    expect(await readFile(path, "utf8")).toBe(String(won[0]));
    expect(await readdir(folder)).toEqual(["file"]);
  });
});
