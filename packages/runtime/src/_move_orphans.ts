import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { tolerateMissing } from "./_optional_files.ts";
import type { DurableFiles } from "./durable_files.ts";

/** Moves the journals of a listing out of a queue whose content has already gone: a crash has kept them from it. */
export async function moveOrphans(
  spoolPath: string,
  names: readonly string[],
  files: DurableFiles,
): Promise<void> {
  const mails = new Set(names.filter((name) => name.endsWith(".mail")));
  for (const name of names) {
    const mail = `${name.slice(0, -".log".length)}.mail`;
    if (!name.endsWith(".log") || mails.has(mail)) continue;
    const failed = await readdir(join(spoolPath, "failed"));
    const part = failed.includes(mail) ? "failed" : "done";
    await tolerateMissing(
      files.rename(join(spoolPath, "queue", name), join(spoolPath, part, name)),
    );
  }
}
