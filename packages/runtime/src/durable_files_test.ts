import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { dyingFiles, Killed } from "./_testing/dying_files.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { createFile, type DurableFiles, nodeFiles, replaceFile } from "./durable_files.ts";

const OLD = Buffer.from("old");
const NEW = Buffer.from("new and longer");

const REPLACE_CALLS = ["create", "write", "sync", "close", "rename", "syncDirectory"];

describe("replaceFile()", () => {
  it("leaves the old bytes or the new ones wherever it is killed", async () => {
    const seen: string[] = [];
    for (const moment of ["before", "after"] as const) {
      for (let call = 0; call < REPLACE_CALLS.length; call++) {
        const path = join(temporaryHome(), "file");
        await writeFile(path, OLD);
        const [files, calls] = dyingFiles(call, moment);
        await expect(replaceFile(files, path, NEW)).rejects.toThrow(Killed);
        seen.push(`${moment} ${calls[call]}: ${await readFile(path, "utf8")}`);
      }
    }
    expect(seen).toEqual([
      "before create: old",
      "before write: old",
      "before sync: old",
      "before close: old",
      "before rename: old",
      "before syncDirectory: new and longer",
      "after create: old",
      "after write: old",
      "after sync: old",
      "after close: old",
      "after rename: new and longer",
      "after syncDirectory: new and longer",
    ]);
  });

  it("syncs the file before the rename and the directory after it", async () => {
    const [files, calls] = dyingFiles(99, "before");
    await replaceFile(files, join(temporaryHome(), "file"), NEW);
    expect(calls).toEqual(REPLACE_CALLS);
  });

  it("removes its temporary file when the disk refuses", async () => {
    const folder = temporaryHome();
    const path = join(folder, "file");
    await writeFile(path, OLD);
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    const files: DurableFiles = {
      ...nodeFiles,
      async create(at, mode) {
        const file = await nodeFiles.create(at, mode);
        return {
          write: () => Promise.reject(full),
          sync: () => file.sync(),
          truncate: (length) => file.truncate(length),
          close: () => file.close(),
        };
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
