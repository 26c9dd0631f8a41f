import { readFile } from "node:fs/promises";
import { errorCodeOf } from "./runtime_failure.ts";

/** Another process may have done the same a moment before. */
export async function tolerateMissing(doing: Promise<void>): Promise<void> {
  try {
    await doing;
  } catch (error) {
    if (errorCodeOf(error) !== "ENOENT") throw error;
  }
}

/** The text of a file; `undefined` when it cannot be read. */
export async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
