import type { PlanDecision } from "@fieldpost/core";
import type { Io } from "./io.ts";
import { showLine } from "./text/show_text.ts";

/** Tells why an accepted message will wait, when the settings cannot work as they are. */
export function warnOfRefusals({ refusals }: PlanDecision, io: Io): void {
  for (const { message, key } of refusals) {
    io.writeError(`fieldpost: warning: the queue waits: ${showLine(message)} [${showLine(key)}]\n`);
  }
}
