import {
  type ConnectionChoice,
  connectionChoiceOf,
  foldRegistryKey,
  type MailSettingsReading,
  type PlanDecision,
  planConnection,
  Registry,
  type RegistryAssignment,
  readMailSettings,
} from "@fieldpost/core";
import type { RegistryEntryView, SettingChange, SettingWish } from "../../api/registry_api.ts";
import { toAscii } from "../to_ascii.ts";

/** The key of the mail account's secret. */
export const SECRET_KEY = "Email/Password";

/** Stands for a secret that the page never sees: it has the sealed form, and seals nothing. */
const UNSEEN_SECRET = "fp1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** A wish for one key, and what was stored when it was typed; `null` is unset. */
export interface DraftEdit {
  readonly key: string;
  readonly value: string | null;
  readonly was: string | null;
}

/** What is typed and not saved, by folded key. */
export type DraftEdits = ReadonlyMap<string, DraftEdit>;

/** What is to become of the secret. */
export type SecretDraft =
  | { readonly kind: "keep" }
  | { readonly kind: "remove" }
  | { readonly kind: "replace"; readonly value: string; readonly again: string };

/** What decides besides the settings. */
export interface DraftContext {
  readonly machineName: string;
  readonly clockIsPlausible: boolean;
}

/** What settings come to: what was read, how mail would leave, and the choice they express. */
export interface DraftPlan {
  readonly registry: Registry;
  readonly reading: MailSettingsReading;
  readonly decision: PlanDecision;
  readonly choice: ConnectionChoice | null;
}

/** The registry as the unit has it; each secret is a stand-in. */
export function storedRegistry(entries: readonly RegistryEntryView[]): Registry {
  return Registry.empty.apply(
    entries.map(
      ({ key, value, isSecret }): RegistryAssignment => [
        key,
        isSecret ? UNSEEN_SECRET : (value ?? ""),
      ],
    ),
  ).registry;
}

/** The registry as it would be after saving. */
export function draftRegistry(stored: Registry, edits: DraftEdits, secret: SecretDraft): Registry {
  const wanted = [...edits.values()].map(
    ({ key, value }): RegistryAssignment => [key, value ?? ""],
  );
  return stored.apply([...wanted, ...secretAssignment(secret)]).registry;
}

function secretAssignment(secret: SecretDraft): readonly RegistryAssignment[] {
  if (secret.kind === "keep") return [];
  if (secret.kind === "remove") return [[SECRET_KEY, ""]];
  // An empty field replaces nothing yet.
  return secret.value === "" ? [] : [[SECRET_KEY, UNSEEN_SECRET]];
}

/** Decides how mail would leave with a registry: what the unit itself would decide. */
export function planDraft(registry: Registry, context: DraftContext): DraftPlan {
  const { machineName, clockIsPlausible } = context;
  const reading = readMailSettings(registry, { toAscii, machineName });
  return {
    registry,
    reading,
    decision: planConnection({ ...reading, clockIsPlausible }),
    choice: connectionChoiceOf(reading.settings),
  };
}

/** Edits with one more; one that wishes what is stored is no edit. */
export function withEdit(
  edits: DraftEdits,
  stored: Registry,
  { key, value }: Pick<DraftEdit, "key" | "value">,
): DraftEdits {
  const next = new Map(edits);
  const folded = foldRegistryKey(key);
  const now = stored.get(key) ?? null;
  const wanted = value === null || value.trim() === "" ? null : value;
  if (wanted === now) next.delete(folded);
  else next.set(folded, { key, value: wanted, was: edits.get(folded)?.was ?? now });
  return next;
}

/** An edit of a key that somebody else has changed meanwhile. */
export interface DraftConflict extends DraftEdit {
  /** What is stored now. */
  readonly now: string | null;
}

/** The edits that were typed over something else than what is stored now. */
export function draftConflicts(edits: DraftEdits, stored: Registry): readonly DraftConflict[] {
  return [...edits.values()]
    .map((edit) => ({ ...edit, now: stored.get(edit.key) ?? null }))
    .filter(({ was, now, value }) => now !== was && now !== value);
}

/** Edits after a conflict was settled: mine is meant against what is stored now, or goes. */
export function settledEdits(
  edits: DraftEdits,
  { key, value, now }: DraftConflict,
  keep: "mine" | "theirs",
): DraftEdits {
  const next = new Map(edits);
  if (keep === "mine") next.set(foldRegistryKey(key), { key, value, was: now });
  else next.delete(foldRegistryKey(key));
  return next;
}

/**
 * Edits after those that were sent are saved, with what the unit says that it has changed: they go, and
 * what was typed while they were on their way stays, meant against what is stored now.
 */
export function unsavedEdits(
  edits: DraftEdits,
  sent: DraftEdits,
  changes: readonly SettingChange[],
): DraftEdits {
  const next = new Map(edits);
  for (const [folded, { value }] of sent) {
    const edit = edits.get(folded);
    const change = changes.find(({ key }) => foldRegistryKey(key) === folded);
    const was = change === undefined ? (value?.trim() ?? null) : change.after;
    if (edit?.value === value) next.delete(folded);
    else if (edit !== undefined) next.set(folded, { ...edit, was });
  }
  return next;
}

/** What is sent to the unit: the edits that still wish something. */
export function draftWishes(edits: DraftEdits, stored: Registry): readonly SettingWish[] {
  return [...edits.values()]
    .filter(({ key, value }) => (stored.get(key) ?? null) !== value)
    .map(({ key, value, was }) => ({ key, value: value?.trim() ?? null, was }));
}
