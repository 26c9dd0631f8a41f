import {
  isSecretKey,
  type Registry,
  type RegistryChange,
  type SettingsTrial,
} from "@fieldpost/core";
import type { RegistryHistoryEntry } from "@fieldpost/runtime";
import type {
  HistoryEntry,
  RegistryEntryView,
  SettingChange,
  TrialState,
} from "../../api/registry_api.ts";
import { isoTime } from "./iso_time.ts";

/** The entries of a registry; a secret's value stays here. */
export function entryViews(registry: Registry): readonly RegistryEntryView[] {
  return registry.entries().map(([key, value]) => {
    const isSecret = isSecretKey(key);
    return { key, value: isSecret ? null : value, isSecret };
  });
}

/** A change as the page sees it. */
export function changeView({ key, kind, before, after }: RegistryChange): SettingChange {
  const isSecret = isSecretKey(key);
  const shown = (value: string | undefined) => (isSecret ? null : (value ?? null));
  return { key, kind, before: shown(before), after: shown(after), isSecret };
}

/** A trial as the page sees it. */
export function trialView(trial: SettingsTrial | undefined): TrialState | null {
  if (trial === undefined) return null;
  return {
    id: trial.id,
    by: trial.by,
    startedAt: isoTime(trial.startedAtMs),
    expiresAt: isoTime(trial.expiresAtMs),
    changes: trial.changes.map(changeView),
  };
}

/** An entry of the history as the page sees it. */
export function historyView({ atMs, by, changes }: RegistryHistoryEntry): HistoryEntry {
  return { at: isoTime(atMs), by, changes: changes.map(changeView) };
}
