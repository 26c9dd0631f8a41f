import type {
  Problem,
  Registry,
  RegistryAssignment,
  RegistryChange,
  RegistryExpectation,
  RegistryMismatch,
  Secret,
  SettingsTrial,
} from "@fieldpost/core";

/** What became of assignments: all of them, or none and why. Warnings come with either. */
export type RegistryWrite =
  | {
      readonly kind: "written";
      readonly registry: Registry;
      readonly changes: readonly RegistryChange[];
      readonly warnings: readonly Problem[];
    }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/** What somebody wants of the registry, with what was seen when it was decided. */
export interface RegistrySaveRequest {
  /** An empty value removes a key. */
  readonly assignments: readonly RegistryAssignment[];
  /** The secret of the mail account: a new one, or `null` to remove it. */
  readonly secret?: Secret | null | undefined;
  /** Compared under the lock: when something else is there now, nothing is changed. */
  readonly was?: readonly RegistryExpectation[];
  /** For log and history. @default {"command line"} */
  readonly by?: string;
  /** Takes the change back unless it is confirmed within so many seconds. */
  readonly trialSeconds?: number | undefined;
}

/** A key that somebody else has changed. */
export interface RegistryConflict extends RegistryMismatch {
  /** Who did, where it is known. */
  readonly by: string | undefined;
}

/** What became of a save: as of assignments, or somebody else was there before. */
export type RegistrySave =
  | (Extract<RegistryWrite, { kind: "written" }> & { readonly trial?: SettingsTrial })
  | Extract<RegistryWrite, { kind: "refused" }>
  | { readonly kind: "conflict"; readonly conflicts: readonly RegistryConflict[] }
  /** There is one trial at a time: this one has to end first. */
  | { readonly kind: "on-trial"; readonly trial: SettingsTrial };

/** How a trial was ended; `undefined` when there was none of that id. */
export interface TrialEnd {
  readonly kind: "confirmed" | "rolled-back";
  readonly trial: SettingsTrial;
  /** What was set back. */
  readonly changes: readonly RegistryChange[];
  /** Keys that stayed because somebody had changed them meanwhile. */
  readonly kept: readonly string[];
}
