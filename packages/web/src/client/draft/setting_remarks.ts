import { foldRegistryKey, isWarning } from "@fieldpost/core";
import { coreSentences } from "../text/core_sentences.ts";
import type { DraftPlan } from "./draft_settings.ts";

/** What is to be said at the field of a key. */
export interface SettingRemarks {
  readonly problem: string | undefined;
  readonly warning: string | undefined;
}

/** Collects what the plan says about one of these keys. */
export function settingRemarks(plan: DraftPlan, ...keys: readonly string[]): SettingRemarks {
  const { decision, reading } = plan;
  const missing = new Set(
    reading.problems.filter(({ code }) => code === "value-missing").map(({ path }) => path),
  );
  const wanted = new Set(keys.map(foldRegistryKey));
  const isWanted = ({ key }: { readonly key: string }): boolean =>
    wanted.has(foldRegistryKey(key)) && !missing.has(key);
  return {
    problem: joined(decision.refusals.filter(isWanted).map((each) => sayReason(each))),
    warning: joined(decision.warnings.filter(isWanted).map((each) => sayReason(each))),
  };
}

/** The keys that have to be set and are not. */
export function missingKeys({ reading }: DraftPlan): readonly string[] {
  return reading.problems.filter(({ code }) => code === "value-missing").map(({ path }) => path);
}

/** The keys whose values cannot be used: the unit would not store them. */
export function unusableKeys({ reading }: DraftPlan): readonly string[] {
  return reading.problems
    .filter((problem) => problem.code !== "value-missing" && !isWarning(problem))
    .map(({ path }) => path);
}

function joined(sentences: readonly string[]): string | undefined {
  return sentences.length === 0 ? undefined : sentences.join(" ");
}

function sayReason(reason: DraftPlan["decision"]["reasons"][number]): string {
  return coreSentences.value.reason(reason);
}
