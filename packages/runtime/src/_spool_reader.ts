import { closeSync, fstatSync, openSync, read, readSync } from "node:fs";
import { promisify } from "node:util";
import { SMALL_BYTES } from "./durable_files.ts";

const readLater = promisify(read);

/** A spool file that is open for reading, with a window, so that many small reads are one call. */
export class SpoolReader {
  readonly #fd: number;
  readonly size: number;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;
  #isClosed = false;

  private constructor(fd: number) {
    this.#fd = fd;
    this.size = fstatSync(fd).size;
  }

  /** @throws The platform's error */
  static open(path: string): SpoolReader {
    return new SpoolReader(openSync(path, "r"));
  }

  /** Octets at a position; fewer where the file ends. They are only good until the next call. */
  bytes(position: number, length: number): Buffer {
    const at = position - this.#start;
    if (at >= 0 && at + length <= this.#window.length)
      return this.#window.subarray(at, at + length);
    const wanted = Math.max(length, Math.min(SMALL_BYTES, this.size - position));
    const window = Buffer.allocUnsafe(Math.max(0, wanted));
    const count = readSync(this.#fd, window, 0, window.length, position);
    this.#window = window.subarray(0, count);
    this.#start = position;
    return this.#window.subarray(0, length);
  }

  /** As `bytes()`, for pieces so large that another thread should read them. */
  async read(buffer: Buffer, length: number, position: number): Promise<number> {
    return (await readLater(this.#fd, buffer, 0, length, position)).bytesRead;
  }

  /** Closes it; once more does nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#window = Buffer.alloc(0);
    closeSync(this.#fd);
  }
}
