import { readFileSync } from "node:fs";
import { errorCodeOf } from "./runtime_failure.ts";

/** When a process began, in ticks since the boot; only Linux tells. */
export function processBeginOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program stands in parentheses and may hold anything; the 22nd field is meant.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/** Whether there is a process with this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCodeOf(error) !== "ESRCH";
  }
}

/** Whether a process began then, and is no other with the same number; without a way to know, it did. */
export function isSameProcess(pid: number, began: string): boolean {
  if (!/^\d+$/.test(began)) return true;
  const now = processBeginOf(pid);
  return now === undefined || now === began;
}
