import {
  CATALOGUE,
  CERTIFICATE_ROWS,
  checkAssignment,
  checkRegistryDocument,
  type Diagnosis,
  type DiagnosisEvidence,
  describeOutcome,
  describeProblem,
  diagnose,
  FAILURE_CATALOGUE,
  FINDING_ROWS,
  type OutcomeCode,
  type OverviewFacts,
  overviewOf,
  PROVIDERS,
  type Problem,
  parseRegistryDocument,
  planConnection,
  REPLY_ROWS,
  Registry,
  readEmailBlock,
  readEventRules,
  readMailSettings,
  readQueueSettings,
  TIMEOUT_ROWS,
  TRANSPORT_ROWS,
} from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { sayGerman } from "./say_german.ts";

function unsaid(sentences: Iterable<string>): readonly string[] {
  return [...new Set(sentences)].filter((each) => sayGerman(each) === undefined);
}

const toAscii = (name: string): string | undefined => (/[^ -~]/.test(name) ? undefined : name);
const MACHINE = { toAscii, machineName: "unit7" };

// What people type, and what nobody should: one value for every way in which a reader refuses.
const BAD_VALUES: readonly string[] = [
  ..."0 00 70000 5870000 -1 1.5 25x maybe x true 1 9999999999 2147483648 1,2,x 1,0".split(" "),
  ..."mail.example.com. a..b -a.example.com xn-- xn--.com a_b.example.com 300.1.1.1".split(" "),
  ..."fe80::1%eth0 mail.example.com:25 1::2::3 https://mail.example.com a@b.example.com".split(" "),
  ..."müller.example localhost unit7 192.0.2.7 [192.0.2.7 [x] [IPv6:zz] [2001:db8::1]".split(" "),
  ..."a @example.com a@ .a@example.com a,b@c a@192.0.2.7 a@[192.0.2.7 a@-x a@b_c a@x/y".split(" "),
  ..."sha256/abc I-accept required if-offered janos-0.1 enabled,disabled".split(" "),
  `${"a".repeat(65)}@example.com`,
  `a@${"b.".repeat(130)}com`,
  `${"a".repeat(64)}.example.com`,
  "x".repeat(300),
  "x".repeat(70_000),
  " ",
  "a b.example.com",
  '"a@example.com',
  '"a"x@example.com',
  '"a" <b@example.com',
  "a(b)@example.com",
  "Ann Lee a@example.com",
  "Ann Lee <a@example.com> x",
  "Ann (Lee) <a@example.com>",
  "Ann: Lee <a@example.com>",
  "Ann@Lee <a@example.com>",
  "Ann [Lee <a@example.com>",
  "Ann; Lee <a@example.com>",
  'Ann "Lee"x <a@example.com>',
  "group: a@example.com;",
  "<a@example.com> <b@example.com>",
  "<a <b@example.com>",
  "a>b@example.com",
  "[a@example.com",
  "a@example.com, b",
  ",;,",
  "a,".repeat(10_002),
  "a\u200bb@example.com",
  "a\u202eb@example.com",
  "a\u0007b",
  "a\nb",
  'x, "y',
  "1,".repeat(30),
];

function keysOfCatalogue(): readonly string[] {
  return CATALOGUE.map(({ key }) => key.replace(/<\w+>/, "Alarm"));
}

function* problemsOfValues(): Iterable<Problem> {
  for (const key of keysOfCatalogue()) {
    for (const value of BAD_VALUES) {
      yield* checkAssignment(key, value);
      const { registry } = Registry.empty.apply([[key, value]]);
      yield* readMailSettings(registry, MACHINE).problems;
      yield* readEmailBlock(registry, "Alarm", toAscii).problems;
      yield* readEventRules(registry, "Alarm").problems;
      yield* readQueueSettings(registry, toAscii).problems;
    }
  }
}

const BAD_KEYS: readonly string[] = [
  ...["", "/", "a//b", "Email/ Port", "Email/Port ", "a/#b", "a=b", "a[b", 'a"b', "a\u00a0b"],
  ...["a\u0007b", "x".repeat(300), "$System", "Email/$Port", "Email/Colour", "Email/Pasword"],
];

const BAD_DOCUMENTS: readonly string[] = [
  "[Email\nPort = 1",
  "[Email] x\nPort = 1",
  "[]\n",
  "[a//b]\n[a=b]\n",
  "oops\n=\n = 1\n",
  "*\n",
  "[Email]\nPort = 25\nport = 26\n",
  "[System]\n$Time = 1\n",
  'a/b = "x\na/c = "\\q"\n',
  `a/b = ${"x".repeat(70_000)}\n`,
  `a/b = ${"x".repeat(300_000)}\n`,
  Array.from({ length: 20_002 }, (_, at) => `a/k${at} = 1`).join("\n"),
  "oops\n".repeat(1_002),
  "x".repeat(5_000_000),
];

// Every combination that the rules tell apart, and more.
const PLAN_CHOICES: Readonly<Record<string, readonly string[]>> = {
  "IpConfig/MailHost": ["smtp.example.com", "192.0.2.7", "localhost"],
  "Email/Port": ["25", "465", "587", "2465", "2525"],
  "Email/SMTPS": ["", "enabled", "disabled"],
  "Email/StartTLS": ["enabled", "disabled", "required"],
  "SSL/Enabled": ["enabled", "disabled"],
  "SSL/Required": ["enabled", "disabled"],
  "Email/Username": ["", "unit7"],
  "Email/PasswordInClearDangerous": ["never", "I-accept"],
  "Email/SkipVerificationDangerous": ["never", "I-accept"],
  "Device/Profile": ["fieldpost", "janos-1.6.2"],
};

function* combinations(
  choices: readonly (readonly [string, readonly string[]])[],
): Iterable<readonly (readonly [string, string])[]> {
  const [first, ...rest] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  const [key, values] = first;
  for (const more of combinations(rest)) for (const value of values) yield [[key, value], ...more];
}

function* sentencesOfPlans(): Iterable<string> {
  const from = ["IpConfig/EmailAddress", "unit7@example.com"] as const;
  for (const assignments of combinations(Object.entries(PLAN_CHOICES))) {
    const { registry } = Registry.empty.apply([from, ...assignments]);
    const { settings, problems } = readMailSettings(registry, MACHINE);
    for (const hasSecret of [true, false]) {
      const plan = planConnection({
        settings: { ...settings, hasSecret },
        problems,
        clockIsPlausible: hasSecret,
      });
      for (const each of [...plan.reasons, ...plan.warnings, ...plan.refusals]) yield each.message;
    }
  }
}

const CODES: ReadonlySet<OutcomeCode> = new Set(
  [REPLY_ROWS, TRANSPORT_ROWS, CERTIFICATE_ROWS, TIMEOUT_ROWS, FINDING_ROWS].flatMap((rows) =>
    rows.map(({ code }) => code),
  ),
);

/** What shows each sign of the catalogue, as far as it is not a matter of the server's words. */
function evidenceOfSigns(): readonly DiagnosisEvidence[] {
  return FAILURE_CATALOGUE.flatMap(({ signs }) =>
    signs.map((sign): DiagnosisEvidence => {
      const provider = PROVIDERS.find(({ id }) => sign.providers?.includes(id));
      const code = sign.replyCodes?.[0];
      const host = provider?.hosts[0]?.replace("*", "x") ?? hostFor(sign.condition);
      return {
        stage: sign.stages?.[0],
        outcome: sign.outcomes?.[0],
        mode: sign.modes?.[0],
        port: sign.ports?.[0],
        reply:
          code === undefined
            ? undefined
            : { code, enhanced: sign.enhanced?.[0], lines: [wordsFor(sign.text)] },
        failure:
          sign.platformCodes?.[0] === undefined
            ? undefined
            : { code: sign.platformCodes[0], message: wordsFor(sign.text) },
        host,
        ...(sign.condition === "no-login" ? {} : { username: "unit7@gmail.com" }),
        ...(sign.condition === "helo-is-local" ? { heloName: "unit7" } : {}),
      };
    }),
  );
}

function hostFor(condition: string | undefined): string {
  if (condition === "host-is-address") return "192.0.2.7";
  return condition === "host-is-loopback" ? "localhost" : "mail.example.com";
}

const UNREACHABLE = "connect ENETUNREACH 2001:db8::7:25";

/** The first way to meet a pattern of words without what is optional. */
function wordsFor(text: RegExp | undefined): string {
  if (text?.test(UNREACHABLE) === true) return UNREACHABLE;
  const first = text?.source.split("|")[0] ?? "";
  return first
    .replace(/\(\?:[^()]*\)\??/g, "")
    .replace(/\\[bs]|\.\*/g, " ")
    .replace(/[\\^$()?+*]/g, "");
}

function variantsOf(evidence: DiagnosisEvidence): readonly DiagnosisEvidence[] {
  const dates = { fromMs: 1e12, toMs: 2e12 };
  const opposites = [
    { speaks: "tls" },
    { speaks: "tls", words: "220 mx" },
    { speaks: "plain" },
    { speaks: "plain", words: "220 mx", offersStartTls: true },
    { speaks: "plain", offersStartTls: true },
    { speaks: "plain", offersStartTls: false },
    { speaks: "plain", words: "220 mx", offersStartTls: false },
  ] as const;
  const known = { port: 587, from: "a@gmail.com", heloName: "unit7", certificate: dates };
  return [
    evidence,
    { ...known, ...evidence },
    { ...evidence, host: undefined, username: undefined },
    ...[0.5e12, 1.5e12, 3e12].map((nowMs) => ({ ...known, ...evidence, nowMs })),
    ...opposites.map((opposite) => ({ ...known, ...evidence, opposite })),
  ];
}

function sentencesOf({ cause, fix, proof, change }: Diagnosis): readonly string[] {
  const words = change.flatMap(({ value, isExact }) => (isExact ? [] : [value]));
  return [cause, fix, ...(proof === undefined ? [] : [proof]), ...words];
}

const DAY_MS = 86_400_000;

/** Overviews of a unit that is well, and of one with each thing that needs a person. */
function overviewFacts(): readonly OverviewFacts[] {
  const { registry } = Registry.empty.apply([
    ["IpConfig/MailHost", "smtp.example.com"],
    ["IpConfig/EmailAddress", "unit7@example.com"],
  ]);
  const reading = readMailSettings(registry, MACHINE);
  const well: OverviewFacts = {
    nowMs: 30 * DAY_MS,
    isNew: false,
    decision: planConnection({ ...reading, clockIsPlausible: true }),
    problems: [],
    path: undefined,
    changedAtMs: undefined,
    deliveredAtMs: 1,
    queue: { waiting: 0, held: 0, oldestAtMs: undefined },
    failed: 0,
    certificateToMs: undefined,
    clockOffsetMs: undefined,
    clockIsPlausible: true,
    trial: undefined,
  };
  const trial = { id: "1", by: "ann", startedAtMs: 0, expiresAtMs: 1, changes: [] };
  const queue = { waiting: 1, held: 0, oldestAtMs: 0 };
  return [
    well,
    { ...well, deliveredAtMs: undefined },
    { ...well, changedAtMs: 2 },
    ...[29, 31.5, 33].map((day) => ({ ...well, certificateToMs: day * DAY_MS })),
    ...[-100_000, 100_000].map((clockOffsetMs) => ({ ...well, clockOffsetMs })),
    { ...well, clockIsPlausible: false },
    ...[1, 2].flatMap((count) => [
      { ...well, failed: count },
      { ...well, queue: { ...queue, held: count } },
      { ...well, queue: { ...queue, oldestAtMs: 30 * DAY_MS - count * 3_700_000 } },
    ]),
    { ...well, trial },
  ];
}

describe("sayGerman()", () => {
  it("says every problem of a bad value, of a bad key and of a bad document", () => {
    const documents = BAD_DOCUMENTS.map((text) => parseRegistryDocument(text));
    const problems = [
      ...problemsOfValues(),
      ...BAD_KEYS.flatMap((key) => checkAssignment(key, "x")),
      ...BAD_KEYS.flatMap((name) => readEmailBlock(Registry.empty, name, toAscii).problems),
      ...BAD_KEYS.flatMap((name) => readEventRules(Registry.empty, name).problems),
      ...documents.flatMap((document) => [
        ...checkRegistryDocument(document),
        ...document.problems,
      ]),
    ];
    expect(unsaid(problems.map(describeProblem))).toEqual([]);
    expect(new Set(problems.map(({ code }) => code)).size).toBe(17);
  });

  it("says whatever the plan says, in every combination", () => {
    expect(unsaid(sentencesOfPlans())).toEqual([]);
  });

  it("says what every outcome means", () => {
    const contexts = [
      { host: "mx.example.com", port: 465, username: "unit7" },
      { host: "mx.example.com", port: 587, username: undefined },
    ];
    const meanings = [...CODES].flatMap((code) =>
      contexts.map((context) => describeOutcome({ code }, context)),
    );
    expect(unsaid(meanings)).toEqual([]);
    expect(unsaid(meanings.map((meaning) => `${meaning} It said: 550 5.1.1 No (way)`))).toEqual([]);
    expect(unsaid(meanings.map((meaning) => `${meaning} (ECONNREFUSED)`))).toEqual([]);
  });

  it("says every diagnosis, with what is known and without", () => {
    const diagnoses = evidenceOfSigns().flatMap(variantsOf).flatMap(diagnose);
    expect(unsaid(diagnoses.flatMap(sentencesOf))).toEqual([]);
    const shown = new Set(diagnoses.map(({ id }) => id));
    const hidden = FAILURE_CATALOGUE.filter(({ id }) => !shown.has(id)).map(({ id }) => id);
    expect(hidden).toEqual([]);
  });

  it("says what an overview says, and what providers announce", () => {
    const overviews = overviewFacts().map(overviewOf);
    const texts = overviews.flatMap(({ reasons, attention }) => [
      ...reasons,
      ...attention.map(({ text }) => text),
    ]);
    expect(new Set(texts).size).toBe(17);
    const notices = PROVIDERS.flatMap(({ name, notice }) =>
      notice === undefined ? [] : [`${name}: ${notice.text}`],
    );
    expect(unsaid([...texts, ...notices])).toEqual([]);
  });
});
