import { describe, expect, it } from "@jest/globals";
import { DEFAULT_SETTINGS, hostNamed, profileNamed } from "./_testing/plan_settings.ts";
import type { PlanDecision, TlsMode } from "./connection_plan.ts";
import type { MailSettings } from "./mail_settings.ts";
import { planConnection } from "./plan_connection.ts";
import { PLAN_RULES } from "./plan_rules.ts";

interface Case {
  readonly settings: MailSettings;
  readonly clockIsPlausible: boolean;
}

const BOTH: readonly boolean[] = [true, false];
const TOKEN = { tokenFile: "/run/token" };
const LOGINS: readonly Partial<MailSettings>[] = [
  { username: undefined, hasSecret: false },
  { username: "unit7@outlook.com", hasSecret: true },
  { username: "unit7", hasSecret: false, ...TOKEN },
  { username: "unit7", hasSecret: true, ...TOKEN },
  { username: undefined, hasSecret: false, ...TOKEN },
  { username: "unit7", hasSecret: false },
  { username: undefined, hasSecret: true },
];

function* variants<K extends keyof MailSettings>(
  from: Iterable<MailSettings>,
  key: K,
  values: readonly MailSettings[K][],
): Iterable<MailSettings> {
  for (const settings of from) for (const value of values) yield { ...settings, [key]: value };
}

function* logins(from: Iterable<MailSettings>): Iterable<MailSettings> {
  for (const settings of from) for (const login of LOGINS) yield { ...settings, ...login };
}

function* cases(): Iterable<Case> {
  let all: Iterable<MailSettings> = logins([DEFAULT_SETTINGS]);
  all = variants(all, "smtps", [true, false, undefined]);
  all = variants(all, "startTls", ["off", "may", "required"]);
  all = variants(all, "tlsRequired", BOTH);
  all = variants(all, "tlsAvailable", BOTH);
  all = variants(all, "passwordInClearDangerous", BOTH);
  all = variants(all, "skipVerificationDangerous", BOTH);
  all = variants(all, "host", [
    hostNamed("smtp.office365.com"),
    hostNamed("192.0.2.7"),
    hostNamed("localhost"),
    undefined,
  ]);
  all = variants(all, "port", [25, 465, 587, 2465, 2525, 2587, 8025]);
  all = variants(all, "profile", ["fieldpost", "janos-1.6.2", "janos-1.6.3"].map(profileNamed));
  for (const settings of all) {
    for (const clockIsPlausible of BOTH) yield { settings, clockIsPlausible };
  }
}

// Another way to the mode: from what the settings forbid, instead of rule by rule.
function expectedMode({ settings: s, clockIsPlausible }: Case): TlsMode | null {
  const speaksTlsFirst = s.port === 465 || s.port === 2465;
  const implicit = s.smtps ?? (s.profile.name === "fieldpost" && speaksTlsFirst);
  const insists = s.startTls === "required" || s.tlsRequired;
  const holds = s.hasSecret || s.tokenFile !== undefined;
  const has = s.username !== undefined && holds;
  if (s.host === undefined || (s.username !== undefined) !== holds) return null;
  if (insists && s.skipVerificationDangerous) return null;
  if (implicit || insists) {
    if (!s.tlsAvailable || !clockIsPlausible) return null;
    if (implicit) return s.profile.name === "janos-1.6.2" ? null : "implicit";
    return speaksTlsFirst || s.startTls === "off" ? null : "starttls-must";
  }
  if (speaksTlsFirst) return null;
  const mayLeak = !has || s.passwordInClearDangerous || s.host.isLoopback;
  if (!s.tlsAvailable || s.startTls === "off") return mayLeak ? "plain" : null;
  if (mayLeak) return "starttls-may";
  return clockIsPlausible ? "starttls-must" : null;
}

const MODE_RULES = PLAN_RULES.filter(({ outcome }) => outcome.startsWith("mode ")).map(
  ({ id }) => id,
);

/** Names every law that a decision breaks; empty for a lawful one. */
function brokenLaws(input: Case, decision: PlanDecision): readonly string[] {
  const { settings: s } = input;
  const { mode, plan, refusals, reasons, warnings } = decision;
  const isOpen = mode === "plain" || mode === "starttls-may";
  const warned = (rule: string): boolean => warnings.some((warning) => warning.rule === rule);
  const insists = s.startTls === "required" || s.tlsRequired;
  const modeRules = reasons.filter(({ rule }) => MODE_RULES.includes(rule));
  const laws: Readonly<Record<string, boolean>> = {
    "the mode is the expected one": mode === expectedMode(input),
    "a refusal or a mode, never both, never neither": (mode === null) === refusals.length > 0,
    "a plan exactly with a mode, and of that mode": (plan?.mode ?? null) === mode,
    "at least one reason": reasons.length > 0,
    "at most one rule chooses the mode": modeRules.length <= 1,
    "a mode has its rule": mode === null || modeRules.length === 1,
    "every sentence is complete": [...refusals, ...reasons, ...warnings].every(
      ({ message }) => message !== "" && !/[{}]|undefined/.test(message),
    ),
    "every refusal is among the reasons": refusals.every(({ rule }) =>
      reasons.some((reason) => reason.rule === rule),
    ),
    "no login in clear without override or loopback":
      !isOpen ||
      s.username === undefined ||
      s.passwordInClearDangerous ||
      s.host?.isLoopback === true,
    "a login that may leave in clear is warned of":
      !isOpen ||
      s.username === undefined ||
      s.host?.isLoopback === true ||
      warned("A10w") ||
      warned("A12w"),
    "required is never weakened": !insists || !isOpen,
    "required is always verified": !insists || plan?.skipVerificationDangerous !== true,
    "SMTPS on is never downgraded": s.smtps !== true || mode === null || mode === "implicit",
    "SMTPS off is never upgraded": s.smtps !== false || mode !== "implicit",
    "no TLS where it is switched off": s.tlsAvailable || mode === null || mode === "plain",
    "no SMTPS on firmware 1.6.2": s.profile.name !== "janos-1.6.2" || mode !== "implicit",
    "no SMTPS that was not asked for on firmware 1.6.3":
      s.profile.name !== "janos-1.6.3" || mode !== "implicit" || s.smtps === true,
    "no plain text towards 465 and 2465":
      (s.port !== 465 && s.port !== 2465) || mode === null || mode === "implicit",
    "skipped verification always warns":
      !s.skipVerificationDangerous || warned("A15") || warned("A15n"),
    "half a login never sends":
      (s.username !== undefined) === (s.hasSecret || s.tokenFile !== undefined) || mode === null,
    "no certain TLS with a wrong clock":
      input.clockIsPlausible || (mode !== "implicit" && mode !== "starttls-must"),
  };
  return Object.keys(laws).filter((law) => laws[law] !== true);
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

describe("planConnection() over every combination", () => {
  const outcomes: Record<string, number> = {};
  const firstRefusals: Record<string, number> = {};
  const spoken = new Set<string>();
  const broken: unknown[] = [];
  let total = 0;

  for (const input of cases()) {
    const decision = planConnection({ ...input, problems: [] });
    total += 1;
    count(outcomes, decision.mode ?? "refused");
    if (decision.mode === null) count(firstRefusals, decision.refusals[0]?.code ?? "none");
    for (const { rule } of [...decision.reasons, ...decision.warnings]) spoken.add(rule);
    const laws = brokenLaws(input, decision);
    if (laws.length > 0 && broken.length < 5) broken.push({ laws, input, decision });
  }

  it("planConnection() breaks no law in 169,344 combinations", () => {
    expect(broken).toEqual([]);
    expect(total).toBe(169_344);
    process.stdout.write(
      `Enumeration: ${total} combinations of settings, ${broken.length} laws broken\n`,
    );
  });

  it("planConnection() gives each combination exactly one outcome", () => {
    expect(outcomes).toEqual({
      implicit: 3_072,
      "starttls-must": 2_520,
      "starttls-may": 2_160,
      plain: 6_480,
      refused: 155_112,
    });
    expect(firstRefusals).toEqual({
      CONFIG: 42_336,
      CREDENTIALS_INCOMPLETE: 54_432,
      FIRMWARE: 8_064,
      TLS_UNAVAILABLE: 24_576,
      MODE_MISMATCH: 7_680,
      CONTRADICTION: 10_272,
      CLEARTEXT_CREDENTIALS: 2_160,
      CLOCK: 5_592,
    });
  });

  it("planConnection() uses every rule but the one for unknown keys", () => {
    const silent = PLAN_RULES.map(({ id }) => id).filter((id) => !spoken.has(id));
    expect(silent).toEqual(["A1w"]);
  });
});
