import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { writeOutput } from "./write_output.ts";

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fieldpost-output-"));
  await test(folder);
  await rm(folder, { recursive: true });
}

const BYTES = new TextEncoder().encode("Email/Port = 465\n");

describe("writeOutput()", () => {
  it("writeOutput() replaces a file, for this user only, and leaves nothing beside it", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "copy.ini");
      await writeOutput(path, new Uint8Array(0));
      await writeOutput(path, BYTES);
      expect(await readFile(path, "utf8")).toBe("Email/Port = 465\n");
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readdir(folder)).toEqual(["copy.ini"]);
    });
  });

  it("writeOutput() refuses what exists and is no file", async () => {
    await inFolder(async (folder) => {
      await expect(writeOutput(folder, BYTES)).rejects.toMatchObject({
        code: "disk-failed",
        message: `Cannot write ${folder}: it is not a file, a file is needed`,
      });
    });
  });

  it("writeOutput() says that a folder is missing", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "missing", "copy.ini");
      await expect(writeOutput(path, BYTES)).rejects.toMatchObject({ code: "home-unusable" });
    });
  });
});
