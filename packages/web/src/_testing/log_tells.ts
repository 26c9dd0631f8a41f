import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Goes on when the system log of a home has a line: what is noted is written when its turn comes. */
export async function logTells(home: string, line: RegExp): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      readFile(join(home, "system.log"), "utf8").then((text) => {
        if (!line.test(text)) return;
        watcher.close();
        resolve();
      }, reject);
    };
    const watcher = watch(home, look);
    look();
  });
}
