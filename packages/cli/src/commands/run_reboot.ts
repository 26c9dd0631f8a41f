import { existsSync } from "node:fs";
import { defaultHome, RuntimeFailure, requestReboot } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { openUnit } from "../open_unit.ts";
import { renderJson } from "../text/render_json.ts";

/** `reboot`. */
export async function runReboot({ io, words, isJson }: CommandContext): Promise<number> {
  words.allowNoOperand("reboot", "it takes --json only");
  const home = defaultHome(io.environment, io.platform);
  const result = await requestReboot(home);
  if (result === "not-running") {
    // A lock that belongs to another user cannot be read: that is told first.
    if (existsSync(home)) await openUnit(io);
    throw new CliFailure(
      "not-running",
      `Cannot reboot: no process serves ${home}, "fieldpost serve" starts one`,
    );
  }
  if (result === "late") {
    throw new RuntimeFailure(
      "busy",
      "Cannot wait for the reboot any longer: serve is still busy, it restarts when it is done",
    );
  }
  io.write(isJson ? renderJson({ rebooted: true }) : "Restarted.\n");
  return 0;
}
