import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readOptional } from "./_optional_files.ts";
import type { Clock } from "./clock.ts";
import type { SendingNow } from "./queued_message.ts";
import { lockHolder } from "./with_lock.ts";

const ACTIVITY_REGEXP = /^([0-9a-z]{19})\.now$/;
const PLACE_REGEXP = /^(\d{1,15}) ([0-9a-z]{19}(?:-\d{1,4})?) (\S+) (\d{1,5}) *$/;

/** The messages that living runs are sending at this moment. */
export async function readSending(
  runsPath: string,
  clock: Clock,
): Promise<ReadonlyMap<string, SendingNow>> {
  const sending = new Map<string, SendingNow>();
  for (const name of await readdir(runsPath)) {
    const run = ACTIVITY_REGEXP.exec(name)?.[1];
    // What a dead process has left says nothing of now.
    if (run === undefined || !(await isAlive(join(runsPath, `${run}.claim`), clock))) continue;
    for (const line of ((await readOptional(join(runsPath, name))) ?? "").split("\n")) {
      const [, sinceMs = "", message, host = "", port = ""] = PLACE_REGEXP.exec(line) ?? [];
      if (message === undefined) continue;
      sending.set(message, { sinceMs: Number(sinceMs), host, port: Number(port) });
    }
  }
  return sending;
}

async function isAlive(claimPath: string, clock: Clock): Promise<boolean> {
  return (await lockHolder(claimPath, { clock })) !== undefined;
}
