import {
  checkAssignment,
  foldRegistryKey,
  isWarning,
  type Problem,
  type Registry,
} from "@fieldpost/core";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SaveAnswer, SettingWish } from "../../api/registry_api.ts";
import type { ApiFailure, ApiResult } from "../api/api_result.ts";
import { callApi } from "../api/call_api.ts";
import { registryState } from "../state/unit_states.ts";
import {
  type DraftConflict,
  type DraftEdits,
  draftConflicts,
  draftRegistry,
  draftWishes,
  settledEdits,
  unsavedEdits,
  withEdit,
} from "./draft_settings.ts";
import { stored } from "./email_draft.ts";

/**
 * Settings as they are typed, on top of those that are stored. What nobody has typed follows the unit;
 * what was typed stays, whatever the connection does, until it is saved or discarded.
 */
export interface SettingDraft {
  /** What is typed, else what is stored; empty when neither is. */
  value(key: string): string;
  /** Types into a key; nothing unsets it. */
  set(key: string, value: string): void;
  /** What the registry would be. */
  readonly registry: ReadonlySignal<Registry>;
  /** What a save would ask for. */
  readonly wishes: ReadonlySignal<readonly SettingWish[]>;
  readonly conflicts: ReadonlySignal<readonly DraftConflict[]>;
  /** What is wrong with what was typed, by folded key; warnings are left out. */
  readonly problems: ReadonlySignal<ReadonlyMap<string, Problem>>;
  /** Why the last save came to nothing. */
  readonly failure: Signal<ApiFailure | null>;
  /** Who made the changes that the last save came upon, where that is known. */
  readonly authors: ReadonlySignal<ReadonlyMap<string, string>>;
  settle(conflict: DraftConflict, keep: "mine" | "theirs"): void;
  discard(): void;
  save(): Promise<ApiResult<SaveAnswer>>;
}

/** Asks the unit to save; somebody else's change is refused as a conflict. */
export async function saveSettings(wishes: readonly SettingWish[]): Promise<ApiResult<SaveAnswer>> {
  const result = await callApi<SaveAnswer>({ method: "PUT", path: "/registry", body: { wishes } });
  await registryState.load();
  return result;
}

/** Makes an empty draft; a page keeps its own as long as the page is open. */
export function createSettingDraft(): SettingDraft {
  const edits: Signal<DraftEdits> = signal(new Map());
  const failure: Signal<ApiFailure | null> = signal(null);
  const wishes = computed(() => draftWishes(edits.value, stored.value));
  const discard = (): void => {
    edits.value = new Map();
    failure.value = null;
  };
  return {
    wishes,
    failure,
    discard,
    value: (key) => {
      const edit = edits.value.get(foldRegistryKey(key));
      return (edit === undefined ? stored.value.get(key) : edit.value) ?? "";
    },
    set: (key, value) => {
      edits.value = withEdit(edits.peek(), stored.peek(), { key, value });
    },
    registry: computed(() => draftRegistry(stored.value, edits.value, { kind: "keep" })),
    conflicts: computed(() => draftConflicts(edits.value, stored.value)),
    problems: computed(() => problemsOf(wishes.value)),
    authors: computed(() => authorsOf(failure.value)),
    settle: (conflict, keep) => {
      edits.value = settledEdits(edits.peek(), conflict, keep);
    },
    save: async () => {
      const sent = edits.peek();
      const result = await saveSettings(wishes.peek());
      failure.value = result.ok ? null : result.failure;
      if (result.ok) edits.value = unsavedEdits(edits.peek(), sent, result.value.changes);
      return result;
    },
  };
}

function problemsOf(wishes: readonly SettingWish[]): ReadonlyMap<string, Problem> {
  const found = wishes.flatMap(({ key, value }) =>
    checkAssignment(key, value ?? "").filter((problem) => !isWarning(problem)),
  );
  return new Map(found.map((problem) => [foldRegistryKey(problem.path), problem]));
}

function authorsOf(failure: ApiFailure | null): ReadonlyMap<string, string> {
  const found = failure?.conflicts ?? [];
  return new Map(
    found.flatMap(({ key, by }): [string, string][] => (by === null ? [] : [[key, by]])),
  );
}
