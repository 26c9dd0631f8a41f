import {
  type MailSettings,
  type PlanDecision,
  parseHostName,
  planConnection,
  type RegistryAssignment,
} from "@fieldpost/core";
import { type Clock, isPlausible } from "./clock.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { toAscii } from "./to_ascii.ts";

/** What is checked: the settings as they are, or as they would be with another host. */
export interface CheckSubject {
  readonly settings: MailSettings;
  readonly decision: PlanDecision;
  readonly ntpServer: string | undefined;
  /** What has to be set for the host itself. */
  readonly hostAssignments: readonly RegistryAssignment[];
}

/** Reads what is to be checked. */
export async function readSubject(
  unit: Fieldpost,
  { host: text, clock }: { readonly host: string | undefined; readonly clock: Clock },
): Promise<CheckSubject> {
  const { registry } = await unit.registry.read();
  const own = await unit.plan();
  const ntpServer = registry.get("IpConfig/NtpServer");
  const host = text === undefined ? undefined : parseHostName(text, toAscii);
  if (host === undefined || host.text === own.settings.host?.text) {
    return { ...own, ntpServer, hostAssignments: [] };
  }
  const settings = { ...own.settings, host };
  const problems = own.problems.filter(({ path }) => path !== "IpConfig/MailHost");
  const clockIsPlausible = isPlausible(clock);
  const decision = planConnection({ settings, problems, clockIsPlausible });
  return { settings, decision, ntpServer, hostAssignments: [["IpConfig/MailHost", host.text]] };
}
