import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { errorCodeOf } from "./runtime_failure.ts";

/**
 * Makes a directory for this user alone, with those above it that are missing. Node's own way does not
 * end where a directory that is there lets nothing be made in it and calls the new one missing, as /proc does.
 *
 * @throws The platform's error, when it cannot be made or is no directory
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (!existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (errorCodeOf(error) !== "EEXIST" || !isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
