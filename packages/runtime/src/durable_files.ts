import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, link, open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errorCodeOf } from "./runtime_failure.ts";

/**
 * The file calls that durability rests on, behind one interface so that a test can make each of
 * them fail.
 */
export interface DurableFiles {
  /** Creates a file that must not exist, writes all bytes, syncs it and closes it. */
  createSynced(path: string, bytes: Uint8Array, mode: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Gives a file a second name; fails with EEXIST when that name is taken. */
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Makes the names in a directory durable. Windows cannot, and there it does nothing. */
  syncDirectory(path: string): Promise<void>;
}

/** The real file system. */
export const nodeFiles: DurableFiles = {
  async createSynced(path, bytes, mode) {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    const handle = await open(path, flags, mode);
    await writeAndClose(handle, bytes);
  },
  rename,
  link,
  unlink,
  async syncDirectory(path) {
    const handle = await openDirectory(path);
    try {
      await handle?.sync();
    } finally {
      await handle?.close();
    }
  },
};

async function writeAndClose(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openDirectory(path: string): Promise<FileHandle | undefined> {
  if (process.platform === "win32") return undefined;
  return await open(path, constants.O_RDONLY);
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
  const temporary = temporaryPathFor(path);
  try {
    await files.createSynced(temporary, bytes, 0o600);
    await files.rename(temporary, path);
  } catch (error) {
    await removeQuietly(files, temporary);
    throw error;
  }
  await files.syncDirectory(dirname(path));
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
    await files.createSynced(temporary, bytes, 0o600);
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
