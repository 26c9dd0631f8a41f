import { describe, expect, it } from "@jest/globals";
import { toAscii } from "./_testing/to_ascii.ts";
import type { MailSettings } from "./mail_settings.ts";
import { planConnection } from "./plan_connection.ts";
import type { PortFinding } from "./port_finding.ts";
import { readMailSettings } from "./read_mail_settings.ts";
import { recommendConnection } from "./recommend_connection.ts";
import {
  NO_RECOMMENDATION_RULES,
  RECOMMENDATION_RULES,
  type RecommendationRuleId,
} from "./recommendation_rules.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";

const BASE: readonly RegistryAssignment[] = [
  ["IpConfig/MailHost", "smtp.example.com"],
  ["IpConfig/EmailAddress", "unit7@example.com"],
];
const LOGIN: readonly RegistryAssignment[] = [
  ["Email/Username", "joe"],
  ["Email/Password", "$fp1$c2VhbGVk"],
];

function registryOf(assignments: readonly RegistryAssignment[]): Registry {
  return Registry.empty.apply([...BASE, ...assignments]).registry;
}

function settingsOf(registry: Registry): MailSettings {
  const context = { toAscii, machineName: "unit7" };
  const { settings } = readMailSettings(registry, context);
  // The form of a sealed value is the vault's matter; here a secret is there or not.
  return { ...settings, hasSecret: registry.has("Email/Password") };
}

type PortState = Pick<PortFinding, "reach" | "channel" | "isVerified" | "authMechanisms">;

const CLOSED: PortState = {
  reach: "refused",
  channel: "none",
  isVerified: false,
  authMechanisms: [],
};
const OPEN: PortState = { ...CLOSED, reach: "open" };
const VERIFIED: PortState = { ...OPEN, isVerified: true, authMechanisms: ["PLAIN"] };
const STATES: Readonly<Record<string, PortState>> = {
  closed: CLOSED,
  silent: OPEN,
  clear: { ...OPEN, channel: "clear" },
  "clear with login": { ...OPEN, channel: "clear", authMechanisms: ["PLAIN"] },
  "starttls unproven": { ...OPEN, channel: "starttls", authMechanisms: ["PLAIN"] },
  "starttls without login": { ...VERIFIED, channel: "starttls", authMechanisms: [] },
  starttls: { ...VERIFIED, channel: "starttls" },
  "implicit unproven": { ...OPEN, channel: "implicit", authMechanisms: ["PLAIN"] },
  "implicit without login": { ...VERIFIED, channel: "implicit", authMechanisms: [] },
  implicit: { ...VERIFIED, channel: "implicit" },
};

function found(port: number, state: string, family: "ipv4" | "ipv6" = "ipv4"): PortFinding {
  return { port, family, ...(STATES[state] ?? CLOSED) };
}

interface Row {
  readonly name: string;
  readonly found: readonly PortFinding[];
  readonly set?: readonly RegistryAssignment[];
  readonly rule: RecommendationRuleId;
  readonly assignments: readonly RegistryAssignment[];
  readonly alternatives?: readonly number[];
}

const ROWS: readonly Row[] = [
  {
    name: "prefers TLS from the first byte to STARTTLS",
    found: [found(587, "starttls"), found(465, "implicit"), found(25, "starttls")],
    set: LOGIN,
    rule: "R1",
    assignments: [
      ["Email/Port", "465"],
      ["Email/SMTPS", "enabled"],
    ],
    alternatives: [587, 25],
  },
  {
    name: "has nothing to change where the strongest is set",
    found: [found(465, "implicit")],
    set: [["Email/Port", "465"]],
    rule: "R1",
    assignments: [],
  },
  {
    name: "names another port that begins in TLS",
    found: [found(8465, "implicit"), found(587, "starttls")],
    rule: "R2",
    assignments: [
      ["Email/Port", "8465"],
      ["Email/SMTPS", "enabled"],
    ],
    alternatives: [587],
  },
  {
    name: "requires STARTTLS instead of hoping for it",
    found: [found(587, "starttls"), found(465, "implicit unproven")],
    set: [...LOGIN, ["Email/SMTPS", "enabled"]],
    rule: "R3",
    assignments: [
      ["Email/Port", "587"],
      ["Email/SMTPS", "disabled"],
      ["Email/StartTLS", "required"],
    ],
  },
  {
    name: "puts port 25 behind every other port",
    found: [found(25, "starttls"), found(2525, "starttls")],
    rule: "R4",
    assignments: [
      ["Email/Port", "2525"],
      ["Email/StartTLS", "required"],
    ],
    alternatives: [25],
  },
  {
    name: "takes port 25 where no other is",
    found: [found(25, "starttls"), found(587, "closed")],
    rule: "R5",
    assignments: [["Email/StartTLS", "required"]],
  },
  {
    name: "takes dangerous permissions back",
    found: [found(587, "starttls")],
    set: [
      ["Email/SkipVerificationDangerous", "I-accept"],
      ["Email/PasswordInClearDangerous", "I-accept"],
      ["Email/DowngradeDangerous", "I-accept"],
      ["SSL/Enabled", "disabled"],
    ],
    rule: "R3",
    assignments: [
      ["Email/Port", "587"],
      ["Email/StartTLS", "required"],
      ["SSL/Enabled", "enabled"],
      ["Email/SkipVerificationDangerous", "never"],
      ["Email/PasswordInClearDangerous", "never"],
      ["Email/DowngradeDangerous", "never"],
    ],
  },
  {
    name: "hopes for encryption where the server is not proven and no login is at stake",
    found: [found(25, "starttls unproven")],
    set: [["Email/StartTLS", "disabled"]],
    rule: "R6",
    assignments: [["Email/StartTLS", "enabled"]],
  },
  {
    name: "goes in clear where there is nothing else and no login is at stake",
    found: [found(25, "clear"), found(587, "silent")],
    rule: "R7",
    assignments: [],
  },
  {
    name: "knows no way without a port",
    found: [found(25, "closed")],
    rule: "N1",
    assignments: [],
  },
  {
    name: "knows no way to send a login to a server that did not prove its name",
    found: [found(465, "implicit unproven"), found(587, "starttls unproven")],
    set: LOGIN,
    rule: "N2",
    assignments: [],
  },
  {
    name: "knows no way to log in where no login is offered",
    found: [found(465, "implicit without login"), found(25, "clear with login")],
    set: LOGIN,
    rule: "N3",
    assignments: [],
  },
  {
    name: "does without a login that is made only if offered",
    found: [found(465, "implicit without login")],
    set: [...LOGIN, ["Email/Login", "if-offered"]],
    rule: "R1",
    assignments: [
      ["Email/Port", "465"],
      ["Email/SMTPS", "enabled"],
    ],
  },
  {
    name: "knows what a firmware cannot do",
    found: [found(465, "implicit")],
    set: [["Device/Profile", "janos-1.6.2"]],
    rule: "N4",
    assignments: [],
  },
  {
    name: "never sends a login in clear",
    found: [found(25, "clear with login")],
    set: LOGIN,
    rule: "N5",
    assignments: [],
  },
  {
    name: "never weakens a demand",
    found: [found(25, "clear")],
    set: [["SSL/Required", "enabled"]],
    rule: "N5",
    assignments: [],
  },
  {
    name: "goes nowhere in clear where a key is pinned",
    found: [found(25, "clear"), found(587, "starttls unproven")],
    set: [["Email/Pin1", `sha256/${"A".repeat(43)}=`]],
    rule: "N2",
    assignments: [],
  },
  {
    name: "takes a port for what its weakest address is",
    found: [
      found(465, "implicit"),
      found(465, "silent", "ipv6"),
      found(587, "starttls"),
      found(587, "starttls unproven", "ipv6"),
      found(25, "starttls"),
      found(25, "closed", "ipv6"),
    ],
    set: LOGIN,
    rule: "R5",
    assignments: [["Email/StartTLS", "required"]],
  },
];

describe("recommendConnection()", () => {
  it.each(ROWS)("$name", (row) => {
    const advice = recommendConnection(row.found, settingsOf(registryOf(row.set ?? [])));
    expect([advice.rule, advice.assignments]).toEqual([row.rule, row.assignments]);
    expect(advice.alternatives.map(({ port }) => port)).toEqual(row.alternatives ?? []);
  });
});

const STARTS: Readonly<Record<string, readonly RegistryAssignment[]>> = {
  new: [],
  "with a login": LOGIN,
  "with a login if offered": [...LOGIN, ["Email/Login", "if-offered"]],
  "with STARTTLS required": [["Email/StartTLS", "required"]],
  "with SMTPS": [
    ["Email/Port", "465"],
    ["Email/SMTPS", "enabled"],
  ],
  "with SMTPS by the port, and a login": [...LOGIN, ["Email/Port", "465"]],
  "with SMTPS off, and a login": [...LOGIN, ["Email/Port", "465"], ["Email/SMTPS", "disabled"]],
  "in clear": [
    ["Email/StartTLS", "disabled"],
    ["SSL/Enabled", "disabled"],
  ],
  "with every danger, and a login": [
    ...LOGIN,
    ["Email/StartTLS", "disabled"],
    ["Email/SkipVerificationDangerous", "I-accept"],
    ["Email/PasswordInClearDangerous", "I-accept"],
  ],
  "of firmware 1.6.2, with a login": [...LOGIN, ["Device/Profile", "janos-1.6.2"]],
  "of firmware 1.6.3, on port 465": [
    ["Device/Profile", "janos-1.6.3"],
    ["Email/Port", "465"],
  ],
};

const STRENGTH: Readonly<Record<string, number>> = {
  implicit: 3,
  "starttls-must": 2,
  "starttls-may": 1,
};

function* everyFinding(): Iterable<readonly PortFinding[]> {
  const names = Object.keys(STATES);
  for (const one of names) {
    for (const two of names) {
      for (const three of names) {
        yield [found(465, one), found(587, two), found(25, three)];
      }
    }
  }
}

/** Names every law that a recommendation breaks. */
function brokenLaws(findings: readonly PortFinding[], registry: Registry): readonly string[] {
  const settings = settingsOf(registry);
  const advice = recommendConnection(findings, settings);
  if (advice.kind === "none") {
    const usable = findings.some(
      ({ port, channel, isVerified, authMechanisms }) =>
        isVerified &&
        (settings.username === undefined ||
          settings.login === "if-offered" ||
          authMechanisms.length > 0) &&
        (channel === "implicit" ? settings.profile.smtps : port !== 465),
    );
    return usable ? ["what is verified and usable is recommended"] : [];
  }
  const after = registry.apply(advice.assignments).registry;
  const decision = planConnection({
    settings: settingsOf(after),
    problems: [],
    clockIsPlausible: true,
  });
  const before = planConnection({ settings, problems: [], clockIsPlausible: true }).mode;
  const [finding] = findings.filter(({ port }) => port === advice.port);
  const others = advice.alternatives.map(({ mode }) => STRENGTH[mode] ?? 0);
  const needsProof = settings.username !== undefined || advice.mode !== "starttls-may";
  const laws: Readonly<Record<string, boolean>> = {
    "the settings plan as recommended": decision.mode === advice.mode,
    "to the port that is recommended": decision.plan?.port === advice.port,
    "nothing dangerous is left": [...decision.warnings].every(
      ({ rule }) => !["A10w", "A12w", "A15", "A15n"].includes(rule),
    ),
    "what is recommended is open": finding?.reach === "open" && finding.channel !== "none",
    "a login goes to a proven server only": !needsProof || finding?.isVerified === true,
    "TLS is not given up": (STRENGTH[before ?? ""] ?? 0) < 2 || (STRENGTH[advice.mode] ?? 0) >= 2,
    "the strongest comes first": others.every((other) => other <= (STRENGTH[advice.mode] ?? 0)),
    "every assignment changes something": advice.assignments.every(
      ([key, value]) => registry.get(key) !== value,
    ),
    "the sentence is complete": !/[{}]/.test(advice.reason),
  };
  return Object.keys(laws).filter((law) => laws[law] !== true);
}

describe("recommendConnection() over every combination", () => {
  it("recommendConnection() breaks no law in 11,000 combinations", () => {
    const broken: unknown[] = [];
    const spoken = new Set<string>();
    let total = 0;
    for (const [start, assignments] of Object.entries(STARTS)) {
      const registry = registryOf(assignments);
      for (const findings of everyFinding()) {
        total += 1;
        spoken.add(recommendConnection(findings, settingsOf(registry)).rule);
        const laws = brokenLaws(findings, registry);
        if (laws.length > 0 && broken.length < 5) broken.push({ start, laws, findings });
      }
    }
    expect(broken).toEqual([]);
    expect(total).toBe(11_000);
    const all = [...RECOMMENDATION_RULES, ...NO_RECOMMENDATION_RULES].map(({ id }) => id);
    // R4 is for ports other than these three.
    expect(all.filter((id) => !spoken.has(id))).toEqual(["R4"]);
  });
});
