import type { Problem, Registry } from "@fieldpost/core";
import type { RegistryHistoryEntry } from "./registry_history.ts";

/** The registry as it is on disk, with what its file says that cannot be used. */
export interface RegistryReading {
  readonly registry: Registry;
  readonly problems: readonly Problem[];
}

/** The registry together with what has led to it, newest first. */
export interface RegistryMoment extends RegistryReading {
  readonly history: readonly RegistryHistoryEntry[];
}
