import {
  type MailSettings,
  type PlanDecision,
  type Problem,
  planConnection,
  type Registry,
  readMailSettings,
} from "@fieldpost/core";
import { caFileProblem } from "./_ca_file_problem.ts";
import { type Clock, isPlausible } from "./clock.ts";
import { toAscii } from "./to_ascii.ts";

/** The settings of a unit, what is wrong with them, and how it would connect. */
export interface UnitPlan {
  readonly settings: MailSettings;
  readonly problems: readonly Problem[];
  readonly decision: PlanDecision;
}

/** Decides how a unit with these settings connects; the file that they name has to be there. */
export async function planUnit(
  registry: Registry,
  { machineName, clock }: { readonly machineName: string; readonly clock: Clock },
): Promise<UnitPlan> {
  const { settings, problems: found } = readMailSettings(registry, { toAscii, machineName });
  const missing = await caFileProblem(settings.caFile);
  const problems = missing === undefined ? found : [...found, missing];
  const clockIsPlausible = isPlausible(clock);
  return { settings, problems, decision: planConnection({ settings, problems, clockIsPlausible }) };
}
