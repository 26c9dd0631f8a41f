import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { readInput } from "./read_attachment.ts";

describe("readInput()", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "fieldpost-input-"));
  });

  afterEach(async () => rm(folder, { recursive: true }));

  async function readPiped(content: string, request: Parameters<typeof readInput>[1]) {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    // Opening for writing waits for the reader, and writing may meet one that has gone.
    const writing = writeFile(path, content).catch(() => undefined);
    const reading = readInput(path, request);
    await Promise.all([writing, reading.catch(() => undefined)]);
    return await reading;
  }

  it("reads a pipe to its end where one will do", async () => {
    const read = await readPiped("piped", { what: "log", limitBytes: 10, takesPipe: true });
    expect(read.toString()).toBe("piped");
  });

  it("refuses what a pipe has more than the limit", async () => {
    const reading = readPiped("x".repeat(11), { what: "log", limitBytes: 10, takesPipe: true });
    await expect(reading).rejects.toThrow(
      `Cannot read the log ${join(folder, "pipe")}: it has 11 octets, at most 10 are accepted`,
    );
  });

  it("refuses a pipe elsewhere without waiting for it", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    await expect(readInput(path, { what: "attachment", limitBytes: 10 })).rejects.toThrow(
      `Cannot read the attachment ${path}: it is not a file, a file is needed`,
    );
  });
});
