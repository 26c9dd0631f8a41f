import type { Problem } from "@fieldpost/core";

/** One entry of the registry. A secret's value never leaves the server, nor its length. */
export interface RegistryEntryView {
  readonly key: string;
  /** `null` for a secret. */
  readonly value: string | null;
  readonly isSecret: boolean;
}

/** `GET /api/v1/registry`. */
export interface RegistryState {
  readonly entries: readonly RegistryEntryView[];
  /** What the file says that cannot be used. */
  readonly problems: readonly Problem[];
  /** The machine's own name, for an unset `IpConfig/HostName`. */
  readonly machineName: string;
  readonly clockIsPlausible: boolean;
  /** A change that will be rolled back unless somebody confirms it. */
  readonly trial: TrialState | null;
}

/** A wish for one key; `null` removes it. */
export interface SettingWish {
  readonly key: string;
  readonly value: string | null;
  /** What the person saw when the change was typed; the wish is refused when it is no longer so. */
  readonly was: string | null;
}

/** `PUT /api/v1/registry`, and with `dryRun` what it would do. */
export interface SaveRequest {
  readonly wishes: readonly SettingWish[];
  /** The secret of the mail account, if it is to change; `null` removes it. */
  readonly secret?: string | null;
  /** Says what would happen, and changes nothing. */
  readonly dryRun?: boolean;
  /** Keeps the old settings, and goes back to them by itself unless confirmed within so many seconds. */
  readonly confirmWithinSeconds?: number;
}

/** A key and how it changes; values of secrets are `null`. */
export interface SettingChange {
  readonly key: string;
  readonly kind: "added" | "changed" | "removed";
  readonly before: string | null;
  readonly after: string | null;
  readonly isSecret: boolean;
}

/** What a save does. */
export interface SaveAnswer {
  readonly changes: readonly SettingChange[];
  readonly warnings: readonly Problem[];
  readonly trial: TrialState | null;
}

/** A change on trial. */
export interface TrialState {
  readonly id: string;
  readonly by: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly changes: readonly SettingChange[];
}

/** `POST /api/v1/registry/trial`. */
export interface TrialRequest {
  readonly id: string;
  readonly action: "confirm" | "roll-back";
}

/** One change of the past, newest first in `GET /api/v1/registry/history`. */
export interface HistoryEntry {
  readonly at: string;
  /** A user of the page, `command line`, or `rolled back`. */
  readonly by: string;
  readonly changes: readonly SettingChange[];
}

/** `POST /api/v1/registry/import`: an INI document; with `dryRun` only the difference. */
export interface ImportRequest {
  readonly document: string;
  readonly dryRun: boolean;
  /** Removes keys that the document does not have. Secrets stay. */
  readonly replace: boolean;
}

/** `GET /api/v1/registry/history`. */
export interface HistoryState {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
}
