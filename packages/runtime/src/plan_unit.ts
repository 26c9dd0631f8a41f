import {
  type MailSettings,
  type PlanDecision,
  type Problem,
  planConnection,
  type Registry,
  readMailSettings,
} from "@fieldpost/core";
import { type Clock, isPlausible } from "./clock.ts";
import { toAscii } from "./to_ascii.ts";

/** The settings of a unit, what is wrong with them, and how it would connect. */
export interface UnitPlan {
  readonly settings: MailSettings;
  readonly problems: readonly Problem[];
  readonly decision: PlanDecision;
}

/** Decides how a unit with these settings connects. */
export function planUnit(
  registry: Registry,
  { machineName, clock }: { readonly machineName: string; readonly clock: Clock },
): UnitPlan {
  const { settings, problems } = readMailSettings(registry, { toAscii, machineName });
  const clockIsPlausible = isPlausible(clock);
  return { settings, problems, decision: planConnection({ settings, problems, clockIsPlausible }) };
}
