import { formatRegistryChange, type RegistryChange, type SettingsTrial } from "@fieldpost/core";
import type { TrialEnd } from "./registry_save.ts";
import type { LogEvent } from "./system_log.ts";

/** Who changes the registry where nobody says so. */
export const COMMAND_LINE = "command line";

/** Who takes a trial back that nobody has confirmed. */
export const ROLLED_BACK = "rolled back";

/** What the log says of a change. */
export function changeEvent(change: RegistryChange, by: string): LogEvent {
  const facts = { key: change.key, kind: change.kind, by };
  const who = { [COMMAND_LINE]: "", [ROLLED_BACK]: `, ${ROLLED_BACK}` }[by] ?? `, by ${by}`;
  return { event: "registry", text: `${formatRegistryChange(change)}${who}`, facts };
}

/** What the log says when a trial begins. */
export function trialBegun({ id, by, expiresAtMs, startedAtMs, changes }: SettingsTrial): LogEvent {
  const seconds = Math.round((expiresAtMs - startedAtMs) / 1000);
  const text = `Settings on trial by ${by}: taken back in ${seconds} s unless they are confirmed`;
  const facts = { id, by, seconds, keys: changes.map(({ key }) => key) };
  return { event: "settings-trial", text, facts: { ...facts, kind: "begun" } };
}

/** What the log says when a trial ends; without a person it ended by itself. */
export function trialEnded({ kind, trial, kept }: TrialEnd, by: string | undefined): LogEvent {
  const facts = { id: trial.id, kind, by: by ?? ROLLED_BACK, kept };
  if (kind === "confirmed") {
    return { event: "settings-trial", text: `Settings of the trial confirmed by ${by}`, facts };
  }
  const why = by === undefined ? "nobody has confirmed them" : `by ${by}`;
  const stays = kept.length === 0 ? "" : `; changed meanwhile, so left: ${kept.join(", ")}`;
  const text = `Settings of the trial taken back, ${why}${stays}`;
  return { event: "settings-trial", text, facts };
}
