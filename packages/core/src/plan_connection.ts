import { missingSetting } from "./_missing_setting.ts";
import { type PlanFacts, planFacts } from "./_plan_facts.ts";
import { REMARKS, type RemarkFacts } from "./_plan_remarks.ts";
import { planVerdict } from "./_plan_verdict.ts";
import { type PlanWords, planWords, wordProblem, wordRule } from "./_plan_wording.ts";
import type {
  ConnectionPlan,
  PlanDecision,
  PlanReason,
  PlanRefusal,
  PlanWarning,
  RefusalCode,
  TlsMode,
} from "./connection_plan.ts";
import { isWarning } from "./is_warning.ts";
import type { MailSettings } from "./mail_settings.ts";
import { PLAN_RULES, type PlanRule, type PlanRuleId, type PlanRuleOutcome } from "./plan_rules.ts";
import type { Problem } from "./problem.ts";

/** What stage A decides from. */
export interface PlanInput {
  readonly settings: MailSettings;
  /** What reading the settings found; a problem that is more than a warning refuses the plan. */
  readonly problems: readonly Problem[];
  /** Whether the clock can be right: it is not earlier than this program. */
  readonly clockIsPlausible: boolean;
}

interface Findings {
  readonly refusals: PlanRefusal[];
  readonly warnings: PlanWarning[];
  readonly reasons: PlanReason[];
}

interface Said {
  readonly key: string;
  readonly message: string;
}

function stopCode(outcome: PlanRuleOutcome): RefusalCode | undefined {
  return outcome.startsWith("stop ") ? (outcome.slice("stop ".length) as RefusalCode) : undefined;
}

function modeOf(verdict: PlanRuleId | undefined): TlsMode | undefined {
  const outcome = PLAN_RULES.find(({ id }) => id === verdict)?.outcome;
  return outcome?.startsWith("mode ") ? (outcome.slice("mode ".length) as TlsMode) : undefined;
}

function completeProblems({ settings, problems }: PlanInput): readonly Problem[] {
  const refused = new Set(
    problems.filter((problem) => !isWarning(problem)).map(({ path }) => path),
  );
  const needed: readonly (readonly [string, unknown])[] = [
    ["IpConfig/MailHost", settings.host],
    ["IpConfig/EmailAddress", settings.from],
    ["Email/Port", settings.port],
  ];
  const missing = needed.filter(([path, value]) => value === undefined && !refused.has(path));
  return [...problems, ...missing.map(([path]) => missingSetting(path))];
}

function addFinding(findings: Findings, rule: PlanRule, said: Said): void {
  const { key, message } = said;
  const reason: PlanReason = { rule: rule.id, message, source: rule.source };
  if (rule.outcome === "warn") {
    findings.warnings.push({ ...reason, key });
    return;
  }
  findings.reasons.push(reason);
  const code = stopCode(rule.outcome);
  if (code !== undefined) findings.refusals.push({ ...reason, code, key });
}

function addProblems(findings: Findings, rule: PlanRule, problems: readonly Problem[]): void {
  for (const problem of problems) {
    if (isWarning(problem) !== (rule.outcome === "warn")) continue;
    addFinding(findings, rule, { key: problem.path, message: wordProblem(rule, problem) });
  }
}

function findAll(facts: RemarkFacts, words: PlanWords, problems: readonly Problem[]): Findings {
  const findings: Findings = { refusals: [], warnings: [], reasons: [] };
  for (const rule of PLAN_RULES) {
    if (rule.id === "A1" || rule.id === "A1w") addProblems(findings, rule, problems);
    else if (rule.id === facts.verdict || REMARKS[rule.id]?.(facts) === true) {
      addFinding(findings, rule, { key: rule.key ?? "", message: wordRule(rule, words) });
    }
  }
  return findings;
}

function remarkFacts(facts: PlanFacts, settings: MailSettings): RemarkFacts {
  const verdict = planVerdict(facts);
  const hasUsername = settings.username !== undefined;
  const { hasSecret } = settings;
  const hasToken = settings.tokenFile !== undefined;
  return { ...facts, verdict, mode: modeOf(verdict), hasUsername, hasSecret, hasToken };
}

function makePlan(settings: MailSettings, mode: TlsMode | undefined): ConnectionPlan | undefined {
  const { host, port, from } = settings;
  if (mode === undefined || host === undefined || port === undefined || from === undefined) {
    return undefined;
  }
  return {
    mode,
    host,
    port,
    from,
    username: settings.username,
    tokenFile: settings.tokenFile,
    login: settings.login,
    passwordInClearDangerous: settings.passwordInClearDangerous,
    skipVerificationDangerous: settings.skipVerificationDangerous,
    downgradeDangerous: settings.downgradeDangerous,
    chunking: settings.chunking,
    pins: settings.pins,
    heloName: settings.heloName,
    caFile: settings.caFile,
  };
}

/**
 * Decides how to connect, before any network traffic: the rules of {@linkcode PLAN_RULES}.
 *
 * Total: it answers for every input, with a plan or with refusals. The refusals are listed all at
 * once: every unusable setting, an incomplete login, the first rule that stops the choice of a mode,
 * and a clock that is wrong. `reasons` holds every rule that stopped, chose the mode or explained;
 * warnings stand apart.
 *
 * @example Port 465 with SMTPS off
 * ```ts
 * import { DEFAULT_FIRMWARE_PROFILE, parseEmailAddress, parseHostName, planConnection } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const noUnicode = () => undefined;
 * const settings = {
 *   host: parseHostName("smtp.example.com", noUnicode),
 *   from: parseEmailAddress("alarm@example.com", noUnicode),
 *   port: 465,
 *   smtps: false,
 *   startTls: "may",
 *   tlsAvailable: true,
 *   tlsRequired: false,
 *   profile: DEFAULT_FIRMWARE_PROFILE,
 *   username: undefined,
 *   hasSecret: false,
 *   tokenFile: undefined,
 *   login: "required",
 *   passwordInClearDangerous: false,
 *   skipVerificationDangerous: false,
 *   downgradeDangerous: false,
 *   chunking: true,
 *   pins: [],
 *   localTo: [],
 *   heloName: undefined,
 *   caFile: undefined,
 * } as const;
 *
 * const refused = planConnection({ settings, problems: [], clockIsPlausible: true });
 * assert.equal(refused.mode, null);
 * assert.deepEqual(refused.refusals.map(({ rule, code, key }) => [rule, code, key]), [
 *   ["A6", "MODE_MISMATCH", "Email/SMTPS"],
 * ]);
 *
 * const unset = { ...settings, smtps: undefined };
 * assert.equal(planConnection({ settings: unset, problems: [], clockIsPlausible: true }).mode, "implicit");
 * ```
 */
export function planConnection(input: PlanInput): PlanDecision {
  const { settings, clockIsPlausible } = input;
  const facts = remarkFacts(planFacts(settings, clockIsPlausible), settings);
  const findings = findAll(facts, planWords(settings, facts), completeProblems(input));
  const plan = findings.refusals.length > 0 ? undefined : makePlan(settings, facts.mode);
  return { mode: plan?.mode ?? null, plan, ...findings };
}
