import type { TlsMode } from "./connection_plan.ts";
import type { MailSettings } from "./mail_settings.ts";
import { beginsInTls, type PortCandidate, portCandidates } from "./port_candidate.ts";
import type { PortFinding } from "./port_finding.ts";
import {
  NO_RECOMMENDATION_RULES,
  RECOMMENDATION_RULES,
  type RecommendationNeeds,
  type RecommendationRule,
  type RecommendationRuleId,
} from "./recommendation_rules.ts";
import type { RegistryAssignment } from "./registry.ts";

/** A way to connect with what has to be set for it. */
export interface ConnectionAdvice {
  readonly rule: RecommendationRuleId;
  readonly mode: TlsMode;
  readonly port: number;
  /** What to change; empty when the settings connect so already. */
  readonly assignments: readonly RegistryAssignment[];
  readonly reason: string;
  readonly source: string | null;
}

/** The strongest way to connect that was found, or why there is none that can be recommended. */
export type ConnectionRecommendation =
  | (ConnectionAdvice & {
      readonly kind: "recommended";
      /** Weaker ways that work as well, the strongest first. */
      readonly alternatives: readonly ConnectionAdvice[];
    })
  | {
      readonly kind: "none";
      readonly rule: RecommendationRuleId;
      readonly assignments: readonly RegistryAssignment[];
      readonly reason: string;
      readonly source: string | null;
      readonly alternatives: readonly ConnectionAdvice[];
    };

/**
 * Recommends the strongest setting out of what was found on the ports of a mail server.
 *
 * It never recommends a login in clear, a server that did not prove its name for a login, or less
 * than the settings demand now. What it assigns makes `planConnection()` choose the mode it names.
 *
 * @see RFC 8314
 * @example A server with both ways to encrypt
 * ```ts
 * import { readMailSettings, recommendConnection, Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { settings } = readMailSettings(Registry.empty, { toAscii: () => undefined, machineName: "" });
 * const found = { family: "ipv4", reach: "open", isVerified: true, authMechanisms: ["PLAIN"] } as const;
 * const advice = recommendConnection(
 *   [
 *     { ...found, port: 587, channel: "starttls" },
 *     { ...found, port: 465, channel: "implicit" },
 *   ],
 *   settings,
 * );
 * assert.deepEqual(advice.assignments, [
 *   ["Email/Port", "465"],
 *   ["Email/SMTPS", "enabled"],
 * ]);
 * assert.deepEqual(advice.alternatives.map(({ port, mode }) => [port, mode]), [
 *   [587, "starttls-must"],
 * ]);
 * ```
 */
export function recommendConnection(
  findings: readonly PortFinding[],
  settings: MailSettings,
): ConnectionRecommendation {
  const candidates = portCandidates(findings, settings);
  const needs = needsOf(settings);
  const [best, ...alternatives] = RECOMMENDATION_RULES.flatMap((rule) =>
    candidates
      .filter((candidate) => ruleOf(candidate, needs) === rule)
      .map(({ port }) => advise(rule, port, settings)),
  );
  if (best !== undefined) return { kind: "recommended", ...best, alternatives };
  const why = NO_RECOMMENDATION_RULES.find(({ applies }) => applies(candidates, needs));
  const { id: rule = "N5", sentence: reason = "", source = null } = why ?? {};
  return { kind: "none", rule, assignments: [], reason, source, alternatives: [] };
}

function needsOf(settings: MailSettings): RecommendationNeeds {
  const { startTls, tlsRequired, username, profile, pins } = settings;
  return {
    hasLogin: username !== undefined,
    insistsOnTls: startTls === "required" || tlsRequired || pins.length > 0 || isSmtpsOn(settings),
    canBeginInTls: profile.smtps,
  };
}

function isSmtpsOn({ smtps, port, profile }: MailSettings): boolean {
  return smtps ?? (profile.derivesSmtps && port !== undefined && beginsInTls(port));
}

function ruleOf(
  candidate: PortCandidate,
  needs: RecommendationNeeds,
): RecommendationRule | undefined {
  return RECOMMENDATION_RULES.find(({ applies }) => applies(candidate, needs));
}

function advise(
  { id, mode, sentence, source }: RecommendationRule,
  port: number,
  settings: MailSettings,
): ConnectionAdvice {
  const reason = sentence.replace("{port}", String(port));
  return {
    rule: id,
    mode,
    port,
    assignments: assignmentsFor(mode, port, settings),
    reason,
    source,
  };
}

function assignmentsFor(
  mode: TlsMode,
  port: number,
  settings: MailSettings,
): readonly RegistryAssignment[] {
  const beginsAlready = settings.smtps === true || (settings.port === port && isSmtpsOn(settings));
  const wanted: readonly (readonly [isNeeded: boolean, key: string, value: string])[] = [
    [settings.port !== port, "Email/Port", String(port)],
    [mode === "implicit" && !beginsAlready, "Email/SMTPS", "enabled"],
    [mode !== "implicit" && settings.smtps === true, "Email/SMTPS", "disabled"],
    [mode === "starttls-must" && settings.startTls !== "required", "Email/StartTLS", "required"],
    [mode === "starttls-may" && settings.startTls === "off", "Email/StartTLS", "enabled"],
    [!settings.tlsAvailable, "SSL/Enabled", "enabled"],
    [settings.skipVerificationDangerous, "Email/SkipVerificationDangerous", "never"],
    [settings.passwordInClearDangerous, "Email/PasswordInClearDangerous", "never"],
    [mode !== "starttls-may" && settings.downgradeDangerous, "Email/DowngradeDangerous", "never"],
  ];
  return wanted.filter(([isNeeded]) => isNeeded).map(([, key, value]) => [key, value]);
}
