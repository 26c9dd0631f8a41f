import type { PlanFacts } from "./_plan_facts.ts";
import { describeProblem } from "./describe_problem.ts";
import type { MailSettings } from "./mail_settings.ts";
import type { PlanRule } from "./plan_rules.ts";
import type { Problem } from "./problem.ts";

const PLACEHOLDER_REGEXP = /\{([a-z]+)\}/g;

/** What fills the braces of a sentence. */
export type PlanWords = Readonly<Record<string, string>>;

function listDemands(facts: PlanFacts): readonly string[] {
  const demands: string[] = [];
  if (facts.startTls === "required") demands.push("Email/StartTLS = required");
  if (facts.tlsRequired) demands.push("SSL/Required = enabled");
  return demands;
}

function listNeeds(facts: PlanFacts): readonly string[] {
  if (!facts.smtps) return listDemands(facts);
  const smtps = facts.isDerived ? `Email/Port = ${facts.port}` : "Email/SMTPS = enabled";
  return [smtps, ...listDemands(facts)];
}

/** Collects what fills the braces of the sentences for these settings. */
export function planWords(settings: MailSettings, facts: PlanFacts): PlanWords {
  return {
    port: String(facts.port),
    like: String(facts.like),
    host: settings.host?.text ?? "the server",
    profile: settings.profile.name,
    demand: listDemands(facts).join(" and "),
    provider: facts.provider?.name ?? "",
    notice: facts.provider?.notice?.text ?? "",
    needs: listNeeds(facts).join(" and "),
    switch: facts.startTls === "off" ? "Email/StartTLS = disabled" : "SSL/Enabled = disabled",
  };
}

/** Fills the braces of a rule's sentence. */
export function wordRule(rule: PlanRule, words: PlanWords): string {
  return rule.sentence.replace(PLACEHOLDER_REGEXP, (_, name: string) => words[name] ?? "");
}

/** Words a problem as the rule that lists it. */
export function wordProblem(rule: PlanRule, problem: Problem): string {
  return wordRule(rule, { problem: describeProblem(problem) });
}
