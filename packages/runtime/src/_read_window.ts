import { readSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { SMALL_BYTES } from "./durable_files.ts";

/** What can be read at a position; an open file can. */
export interface Readable {
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
}

/** Reads a file through a window, so that many small reads beside each other are one. */
export class ReadWindow implements Readable {
  readonly #handle: FileHandle;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }> {
    const end = this.#start + this.#window.length;
    if (position < this.#start || position >= end) this.#moveTo(position);
    const at = position - this.#start;
    const bytesRead = this.#window.copy(buffer, offset, at, at + length);
    return { bytesRead };
  }

  #moveTo(position: number): void {
    const window = Buffer.allocUnsafe(SMALL_BYTES);
    const bytesRead = readSync(this.#handle.fd, window, 0, SMALL_BYTES, position);
    this.#window = window.subarray(0, bytesRead);
    this.#start = position;
  }
}
