import { watch } from "node:fs";
import { readFile } from "node:fs/promises";

/** How long anything is waited for that another program writes. */
const WATCH_LIMIT_MS = 120_000;

/** What is looked for in a file that grows. */
export interface Watched<T> {
  readonly path: string;
  /** What is looked for, as a person would say it. */
  readonly what: string;
  readonly find: (text: string) => T | undefined;
  /** Why it can never come any more, when that is so. */
  readonly ended?: Promise<string>;
}

/**
 * Waits until a file that another program writes holds what is looked for.
 *
 * @throws {Error} With the whole text, when it does not come
 */
export async function watchedFile<T>(watched: Watched<T>): Promise<T> {
  const { path, what, find, ended } = watched;
  const over = new AbortController();
  const found = new Promise<T>((resolve, reject) => {
    const look = async (): Promise<void> => {
      const result = find(await readFile(path, "utf8"));
      if (result !== undefined) resolve(result);
    };
    const fail = async (why: string): Promise<void> => {
      await look();
      reject(new Error(`Cannot see ${what} in ${path}: ${why}\n${await readFile(path, "utf8")}`));
    };
    const limit = setTimeout(() => fail("it did not come in time").catch(reject), WATCH_LIMIT_MS);
    over.signal.addEventListener("abort", () => clearTimeout(limit));
    ended?.then(fail).catch(reject);
    watch(path, { signal: over.signal }, () => void look().catch(reject));
    look().catch(reject);
  });
  return await found.finally(() => over.abort());
}
