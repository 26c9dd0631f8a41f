import { foldRegistryKey, type Registry, type RegistryAssignment } from "@fieldpost/core";
import { computed, type ReadonlySignal, type Signal } from "@preact/signals";
import type { SettingChange } from "../../api/registry_api.ts";
import { sessionSignal } from "../state/session_signal.ts";
import { registryState } from "../state/unit_states.ts";
import {
  type DraftConflict,
  type DraftContext,
  type DraftEdits,
  type DraftPlan,
  draftConflicts,
  draftRegistry,
  draftWishes,
  planDraft,
  SECRET_KEY,
  type SecretDraft,
  settledEdits,
  storedRegistry,
  unsavedEdits,
  withEdit,
} from "./draft_settings.ts";

const edits: Signal<DraftEdits> = sessionSignal(new Map());
const secret: Signal<SecretDraft> = sessionSignal({ kind: "keep" });

const context: ReadonlySignal<DraftContext> = computed(() => {
  const state = registryState.value.value;
  return {
    machineName: state?.machineName ?? "",
    clockIsPlausible: state?.clockIsPlausible ?? true,
  };
});

/** The registry as it is stored. */
export const stored: ReadonlySignal<Registry> = computed(() =>
  storedRegistry(registryState.value.value?.entries ?? []),
);

/** How mail leaves as it is stored. */
export const storedPlan: ReadonlySignal<DraftPlan> = computed(() =>
  planDraft(stored.value, context.value),
);

/** How mail would leave as it is typed. */
export const typedPlan: ReadonlySignal<DraftPlan> = computed(() =>
  planDraft(draftRegistry(stored.value, edits.value, secret.value), context.value),
);

/** How mail would leave with changes to what is stored. */
export function planWith(changes: readonly RegistryAssignment[]): DraftPlan {
  return planDraft(stored.value.apply(changes).registry, context.value);
}

/** What is typed for the secret. */
export const typedSecret: ReadonlySignal<SecretDraft> = secret;

/** Whether a secret is stored. */
export const hasStoredSecret: ReadonlySignal<boolean> = computed(() =>
  stored.value.has(SECRET_KEY),
);

/** Edits that somebody else's change has come in the way of. */
export const conflicts: ReadonlySignal<readonly DraftConflict[]> = computed(() =>
  draftConflicts(edits.value, stored.value),
);

/** What would be sent to the unit. */
export const wishes: ReadonlySignal<ReturnType<typeof draftWishes>> = computed(() =>
  draftWishes(edits.value, stored.value),
);

/** How many things are typed and not saved. */
export const unsavedCount: ReadonlySignal<number> = computed(
  () => wishes.value.length + (secretChanges(secret.value) ? 1 : 0),
);

function secretChanges(draft: SecretDraft): boolean {
  return draft.kind === "remove" || (draft.kind === "replace" && draft.value !== "");
}

/** What stands in the field of a key: what is typed, else what is stored. */
export function typedValue(key: string): string {
  const edit = edits.value.get(foldRegistryKey(key));
  return (edit === undefined ? stored.value.get(key) : edit.value) ?? "";
}

/** Types into the field of a key; `null` or nothing unsets it. */
export function typeValue(key: string, value: string | null): void {
  edits.value = withEdit(edits.peek(), stored.peek(), { key, value });
}

/** Types into several fields at once. */
export function typeAll(
  assignments: readonly { readonly key: string; readonly value: string | null }[],
): void {
  edits.value = assignments.reduce<DraftEdits>(
    (all, assignment) => withEdit(all, stored.peek(), assignment),
    edits.peek(),
  );
}

/** Says what is to become of the secret. */
export function typeSecret(next: SecretDraft): void {
  secret.value = next;
}

/** Ends a conflict: the edit stays and is meant against what is stored now, or it goes. */
export function settleConflict(conflict: DraftConflict, keep: "mine" | "theirs"): void {
  edits.value = settledEdits(edits.peek(), conflict, keep);
}

/** What is typed at a moment. */
export interface TakenDraft {
  readonly edits: DraftEdits;
  readonly secret: SecretDraft;
}

/** What is typed now, to be forgotten when it is saved. */
export function takeDraft(): TakenDraft {
  return { edits: edits.peek(), secret: secret.peek() };
}

/** Forgets what is saved; what was typed since stays. */
export function forgetSaved(saved: TakenDraft, changes: readonly SettingChange[]): void {
  edits.value = unsavedEdits(edits.peek(), saved.edits, changes);
  if (secret.peek() === saved.secret) secret.value = { kind: "keep" };
}

/** Forgets everything that is typed. */
export function discardDraft(): void {
  edits.value = new Map();
  secret.value = { kind: "keep" };
}
