import { stat } from "node:fs/promises";
import { nodeFiles, replaceFile } from "./durable_files.ts";
import { RuntimeFailure, translateWriteError } from "./runtime_failure.ts";

/**
 * Writes a file that an option names, whole or not at all, readable by this user only.
 *
 * What exists and is no file, a device or a directory, is never replaced.
 *
 * @throws {RuntimeFailure} `home-unusable`, `disk-full` or `disk-failed`
 * @example
 * ```ts
 * import { writeOutput } from "@fieldpost/runtime";
 * import { mkdtemp, readFile, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const folder = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * await writeOutput(join(folder, "copy.ini"), new TextEncoder().encode("Email/Port = 465\n"));
 * assert.equal(await readFile(join(folder, "copy.ini"), "utf8"), "Email/Port = 465\n");
 * await rm(folder, { recursive: true });
 * ```
 */
export async function writeOutput(path: string, bytes: Uint8Array): Promise<void> {
  if (await isOccupied(path)) {
    throw new RuntimeFailure(
      "disk-failed",
      `Cannot write ${path}: it is not a file, a file is needed`,
    );
  }
  try {
    await replaceFile(nodeFiles, path, bytes);
  } catch (error) {
    throw translateWriteError(path, error);
  }
}

async function isOccupied(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isFile();
  } catch {
    return false;
  }
}
