import { findCatalogueEntry, type PlanDecision } from "@fieldpost/core";
import type { Paint } from "./paint.ts";
import { answerPlan, type PlanAnswer, renderMode, renderRefusal } from "./render_plan.ts";
import { showLine } from "./show_text.ts";

/** The settings that `ipconfig` is about, as they are stored. */
export interface StoredSettings {
  readonly hostName: string | undefined;
  readonly machineName: string;
  readonly mailHost: string | undefined;
  readonly emailAddress: string | undefined;
  readonly username: string | undefined;
  readonly port: string | undefined;
  readonly isPasswordStored: boolean;
}

/** The settings as programs get them; `null` is what is not set. */
export interface SettingsAnswer {
  readonly settings: Readonly<Record<string, string | boolean | null>>;
  readonly plan: PlanAnswer;
}

export function answerSettings(stored: StoredSettings, decision: PlanDecision): SettingsAnswer {
  const settings = {
    hostName: stored.hostName ?? stored.machineName,
    mailHost: stored.mailHost ?? null,
    emailAddress: stored.emailAddress ?? null,
    username: stored.username ?? null,
    passwordStored: stored.isPasswordStored,
    port: stored.port ?? null,
  };
  return { settings, plan: answerPlan(decision) };
}

export function renderSettings(
  stored: StoredSettings,
  decision: PlanDecision,
  paint: Paint,
): string {
  const notSet = paint("faint", "not set");
  const shown = (value: string | undefined) => (value === undefined ? notSet : showLine(value));
  const rows = [
    ["Host name", stored.hostName === undefined ? fromMachine(stored) : shown(stored.hostName)],
    ["Mail host", shown(stored.mailHost)],
    ["From", shown(stored.emailAddress)],
    ["Username", shown(stored.username)],
    ["Password", stored.isPasswordStored ? "stored, sealed" : notSet],
    [
      "Port",
      stored.port === undefined
        ? `${notSet}, ${findCatalogueEntry("Email/Port")?.default} is used`
        : showLine(stored.port),
    ],
    ["Connection", renderMode(decision, paint)],
  ];
  const refusals = decision.refusals.map((refusal) => `  ${renderRefusal(refusal)}`);
  const lines = rows.map(([name = "", value = ""]) => `${`${name}:`.padEnd(12)}${value}`);
  return `${[...lines, ...refusals].join("\n")}\n`;
}

function fromMachine({ machineName }: StoredSettings): string {
  return `${showLine(machineName)} (the machine's)`;
}
