import { randomBytes } from "node:crypto";
import { constants, writeSync } from "node:fs";
import { type FileHandle, link, open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
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

/** The real file system. */
export const nodeFiles: DurableFiles = {
  async create(path, mode) {
    return new NodeFile(await open(path, CREATE_FLAGS, mode));
  },
  async append(path, mode) {
    return new NodeFile(await open(path, "a", mode));
  },
  rename,
  link,
  unlink,
  async syncDirectory(path) {
    if (process.platform === "win32") return;
    const handle = await open(path, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

const CREATE_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** What is read and written without another thread. */
export const SMALL_BYTES: number = 64 * 1024;

class NodeFile implements DurableFile {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(bytes: Uint8Array, position?: number): Promise<void> {
    let done = 0;
    // A write may be short; what is left is written until the disk refuses.
    while (done < bytes.length) {
      const at = position === undefined ? null : position + done;
      const left = bytes.length - done;
      // A small write ends in memory: the way to another thread and back takes ten times as long.
      done +=
        left <= SMALL_BYTES
          ? writeSync(this.#handle.fd, bytes, done, left, at)
          : (await this.#handle.write(bytes, done, left, at)).bytesWritten;
    }
  }

  async sync(): Promise<void> {
    // The length is synced as well where it has changed; times are not, and nobody asks for them.
    await this.#handle.datasync();
  }

  async truncate(length: number): Promise<void> {
    await this.#handle.truncate(length);
  }

  async close(): Promise<void> {
    await this.#handle.close();
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
