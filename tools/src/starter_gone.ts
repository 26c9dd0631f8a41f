import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const LOOK_MS = 250;

/**
 * Resolves when whoever started this process has gone, by a signal that nobody handed on: npm when it was
 * npm, which puts a shell between that may stay.
 */
export async function starterGone(): Promise<void> {
  const isByNpm = process.env["npm_lifecycle_event"] !== undefined;
  const look = (): string => [process.ppid, isByNpm ? parentOf(process.ppid) : ""].join(" ");
  const starters = look();
  while (look() === starters) await wait(LOOK_MS, undefined, { ref: false });
}

/** As Linux tells it; elsewhere nothing, and only the shell is watched. */
function parentOf(pid: number): string {
  try {
    // The name in parentheses may hold anything.
    const [, parent = ""] =
      readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return parent;
  } catch {
    return "";
  }
}
