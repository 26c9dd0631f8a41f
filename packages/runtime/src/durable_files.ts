import { randomBytes } from "node:crypto";
import {
  close,
  closeSync,
  constants,
  fdatasync,
  fsync,
  ftruncate,
  link,
  open,
  openSync,
  renameSync,
  unlink,
  write,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { errorCodeOf } from "./runtime_failure.ts";

/** An open file that is being written. */
export interface DurableFile {
  /** Writes all bytes, at the end or where they are told to go. */
  write(bytes: Uint8Array, position?: number): Promise<void>;
  /** Makes what was written durable. */
  sync(): Promise<void>;
  /** Cuts off what stands behind a length. */
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * The file calls that durability rests on, behind one interface so that a test can make each of
 * them fail.
 */
export interface DurableFiles {
  /** Creates a file that must not exist. */
  create(path: string, mode: number): Promise<DurableFile>;
  /** Opens a file to write at its end, creating it when it is missing. */
  append(path: string, mode: number): Promise<DurableFile>;
  rename(from: string, to: string): Promise<void>;
  /** Gives a file a second name; fails with EEXIST when that name is taken. */
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Makes the names in a directory durable. Windows cannot, and there it does nothing. */
  syncDirectory(path: string): Promise<void>;
}

// What waits for the disk is another thread's. What ends in memory is done at once: the way to another
// thread and back takes ten times as long.
const openLater = promisify(open);
const closeLater = promisify(close);
const writeLater = promisify(write);
const truncateLater = promisify(ftruncate);
const syncLater = promisify(fsync);
const syncContentLater = promisify(fdatasync);

const CREATE_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** The real file system. */
export const nodeFiles: DurableFiles = {
  async create(path, mode) {
    return new NodeFile(await openLater(path, CREATE_FLAGS, mode));
  },
  async append(path, mode) {
    return new NodeFile(await openLater(path, "a", mode));
  },
  async rename(from, to) {
    renameSync(from, to);
  },
  link: promisify(link),
  unlink: promisify(unlink),
  async syncDirectory(path) {
    if (process.platform === "win32") return;
    // Opened each time: another directory may have come in the place of the last one.
    const descriptor = openSync(path, constants.O_RDONLY);
    try {
      await syncLater(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
};

/** What is read and written without another thread. */
export const SMALL_BYTES: number = 64 * 1024;

class NodeFile implements DurableFile {
  readonly #descriptor: number;
  #isSynced = false;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  async write(bytes: Uint8Array, position?: number): Promise<void> {
    this.#isSynced = false;
    let done = 0;
    // A write may be short; what is left is written until the disk refuses.
    while (done < bytes.length) {
      const at = position === undefined ? null : position + done;
      const left = bytes.length - done;
      done +=
        left <= SMALL_BYTES
          ? writeSync(this.#descriptor, bytes, done, left, at)
          : (await writeLater(this.#descriptor, bytes, done, left, at)).bytesWritten;
    }
  }

  async sync(): Promise<void> {
    // The length is synced as well where it has changed; times are not, and nobody asks for them.
    await syncContentLater(this.#descriptor);
    this.#isSynced = true;
  }

  async truncate(length: number): Promise<void> {
    this.#isSynced = false;
    await truncateLater(this.#descriptor, length);
  }

  async close(): Promise<void> {
    // A network's file system sends what is left.
    if (this.#isSynced) closeSync(this.#descriptor);
    else await closeLater(this.#descriptor);
  }
}

async function createSynced(files: DurableFiles, path: string, bytes: Uint8Array): Promise<void> {
  await createWhole(files, path, async (file) => {
    await file.write(bytes);
    await file.sync();
  });
}

async function createWhole(
  files: DurableFiles,
  path: string,
  write: (file: DurableFile) => Promise<void>,
): Promise<void> {
  const file = await files.create(path, 0o600);
  try {
    await write(file);
  } finally {
    await file.close();
  }
}

/**
 * Replaces a file so that after a crash it holds the old bytes or the new ones, never a mixture.
 *
 * The new bytes are durable when this returns: temporary file in the same directory, fsync, rename,
 * fsync of the directory. Killed in between it leaves the old file and perhaps a temporary one with
 * a name that begins with a dot.
 *
 * @throws The platform's error; then the old file is untouched and the temporary file removed.
 */
export async function replaceFile(
  files: DurableFiles,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  await swapIn(files, path, (temporary) => createSynced(files, temporary, bytes));
  await files.syncDirectory(dirname(path));
}

/**
 * Replaces a file without waiting for the disk: other processes see the old bytes or the new ones, and
 * after a crash it may hold anything.
 *
 * @throws The platform's error; then the old file is untouched and the temporary file removed.
 */
export async function replaceFileSoon(
  files: DurableFiles,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  await swapIn(files, path, (temporary) =>
    createWhole(files, temporary, (file) => file.write(bytes)),
  );
}

/** Puts a file that is created beside it in the place of another. */
async function swapIn(
  files: DurableFiles,
  path: string,
  create: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = temporaryPathFor(path);
  try {
    await create(temporary);
    await files.rename(temporary, path);
  } catch (error) {
    await removeQuietly(files, temporary);
    throw error;
  }
}

/**
 * Creates a file that must not exist yet, whole and durable or not at all.
 *
 * @returns Whether it was created; `false` when the name was taken, by whomever.
 */
export async function createFile(
  files: DurableFiles,
  path: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const temporary = temporaryPathFor(path);
  try {
    await createSynced(files, temporary, bytes);
    await files.link(temporary, path);
    await files.syncDirectory(dirname(path));
    return true;
  } catch (error) {
    if (errorCodeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await removeQuietly(files, temporary);
  }
}

function temporaryPathFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(6).toString("hex")}`);
}

async function removeQuietly(files: DurableFiles, path: string): Promise<void> {
  try {
    await files.unlink(path);
  } catch {
    // It was never created, or was renamed: either way nothing is left to remove.
  }
}
