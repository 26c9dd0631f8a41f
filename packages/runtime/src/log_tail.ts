import { type FileHandle, open, stat } from "node:fs/promises";
import { type LogRecord, parseLogRecord } from "./system_log.ts";

/** Octets that one reading takes at most: the two files of a log. */
const READ_LIMIT_BYTES = 256 * 1024;

/**
 * Follows the structured log: each reading gives the records that have come since the one before,
 * also when the file was aged meanwhile.
 *
 * *Diagnostics*: nothing throws. When more than a whole file came between two readings, what was
 * dropped from the disk is not told.
 *
 * @example
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const { log } = await openFieldpost({ home });
 * const tail = await log.tail();
 * await log.append({ event: "note", text: "Checked by hand" });
 * assert.deepEqual((await tail.read()).map(({ text }) => text), ["Checked by hand"]);
 * assert.deepEqual(await tail.read(), []);
 * await rm(home, { recursive: true });
 * ```
 */
export class LogTail {
  readonly #path: string;
  #inode: number | undefined;
  #offset = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** Passes over everything that is there. */
  async skip(): Promise<void> {
    await this.read();
  }

  /** The records that have come since, oldest first. */
  async read(): Promise<readonly LogRecord[]> {
    const reading = this.#reading.then(() => this.#readNew());
    this.#reading = reading.catch(() => undefined);
    return await reading.catch(() => []);
  }

  async #readNew(): Promise<readonly LogRecord[]> {
    let text = "";
    const now = await stat(this.#path).catch(() => undefined);
    if (now === undefined) return [];
    if (this.#inode !== undefined && now.ino !== this.#inode) {
      // It was aged: what was left of the old file stands in the aged one now.
      const aged = await stat(`${this.#path}.bak`).catch(() => undefined);
      if (aged?.ino === this.#inode) text += await readFrom(`${this.#path}.bak`, this.#offset);
      this.#offset = 0;
    }
    this.#inode = now.ino;
    const added = await readFrom(this.#path, this.#offset);
    this.#offset += Buffer.byteLength(added);
    return `${text}${added}`.split("\n").flatMap(parseLogRecord);
  }
}

async function readFrom(path: string, offset: number): Promise<string> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    const bytes = Buffer.alloc(READ_LIMIT_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
    // Half a line is read again with the next reading.
    const end = bytes.lastIndexOf(10, bytesRead - 1) + 1;
    return bytes.subarray(0, bytesRead === 0 ? 0 : end).toString("utf8");
  } finally {
    await handle?.close();
  }
}
