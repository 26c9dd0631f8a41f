import { unlink } from "node:fs/promises";
import { nodeFiles, replaceFile } from "./durable_files.ts";
import { translateWriteError } from "./runtime_failure.ts";

/** Where a running service can be met, for whoever started it. */
export interface ServicePorts {
  /** The TCP port of the pages. */
  readonly http: number;
  readonly url: string;
  /** Sets the first password; `null` when one is set. */
  readonly setupToken: string | null;
}

/**
 * Writes where a service can be met: a JSON object, mode 0600, replaced whole.
 *
 * @throws {RuntimeFailure} One of the failures of writing
 * @example
 * ```ts
 * import { removePortsFile, writePortsFile } from "@fieldpost/runtime";
 * import { mkdtemp, readFile, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const folder = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const path = join(folder, "ports.json");
 * await writePortsFile(path, { http: 8080, url: "http://127.0.0.1:8080/", setupToken: null });
 * assert.equal(JSON.parse(await readFile(path, "utf8")).http, 8080);
 * await removePortsFile(path);
 * await rm(folder, { recursive: true });
 * ```
 */
export async function writePortsFile(path: string, ports: ServicePorts): Promise<void> {
  try {
    await replaceFile(nodeFiles, path, Buffer.from(`${JSON.stringify(ports)}\n`));
  } catch (error) {
    throw translateWriteError(path, error);
  }
}

/**
 * Takes the file away: nothing is to be met there any more.
 *
 * @example
 * ```ts
 * import { removePortsFile } from "@fieldpost/runtime";
 *
 * await removePortsFile("/nonexistent/ports.json");
 * ```
 */
export async function removePortsFile(path: string): Promise<void> {
  await unlink(path).catch(() => undefined);
}
