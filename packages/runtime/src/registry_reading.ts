import {
  checkRegistryDocument,
  type Problem,
  type Registry,
  type RegistryDocument,
  readRegistryDocument,
} from "@fieldpost/core";
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

/** Reads the registry out of its document. */
export function readingOf(document: RegistryDocument): RegistryReading {
  return {
    registry: readRegistryDocument(document),
    // Whoever only sends does not ask for them.
    get problems() {
      return checkRegistryDocument(document);
    },
  };
}
