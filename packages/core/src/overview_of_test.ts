import { describe, expect, it } from "@jest/globals";
import { affectsSending, type Overview, type OverviewFacts, overviewOf } from "./overview_of.ts";
import { planConnection } from "./plan_connection.ts";
import type { Problem } from "./problem.ts";
import { readMailSettings } from "./read_mail_settings.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";

const NOW_MS = 1_795_700_000_000;
const DAY_MS = 86_400_000;

const SETTINGS: readonly RegistryAssignment[] = [
  ["IpConfig/MailHost", "mail.example.com"],
  ["IpConfig/EmailAddress", "unit7@example.com"],
  ["Email/Port", "465"],
];

function factsFor(
  more: Partial<OverviewFacts> = {},
  settings: readonly RegistryAssignment[] = SETTINGS,
): OverviewFacts {
  const { registry } = Registry.empty.apply(settings);
  const context = { toAscii: (name: string) => name, machineName: "unit7" };
  const { clockIsPlausible = true } = more;
  const reading = readMailSettings(registry, context);
  return {
    nowMs: NOW_MS,
    isNew: false,
    decision: planConnection({ ...reading, clockIsPlausible }),
    problems: [],
    path: undefined,
    changedAtMs: NOW_MS - 2 * DAY_MS,
    deliveredAtMs: NOW_MS - DAY_MS,
    queue: { waiting: 0, held: 0, oldestAtMs: undefined },
    failed: 0,
    certificateToMs: undefined,
    clockOffsetMs: undefined,
    clockIsPlausible,
    trial: undefined,
    ...more,
  };
}

function shortOf({ attention }: Overview): readonly string[] {
  return attention.map(
    ({ level, page, key, state, text }) => `${level} ${page} ${key ?? state ?? "-"} ${text}`,
  );
}

describe("overviewOf() says whether a unit can send", () => {
  const path = { meaning: "Nothing listens there.", key: "Email/Port" };
  it.each<[string, OverviewFacts, Pick<Overview, "canSend" | "reasons">]>([
    [
      "a message delivered since the last change",
      factsFor(),
      { canSend: "yes", reasons: ["A message was delivered with the settings as they are."] },
    ],
    [
      "a message delivered, and nobody knows when the settings changed",
      factsFor({ changedAtMs: undefined }),
      { canSend: "yes", reasons: ["A message was delivered with the settings as they are."] },
    ],
    [
      "settings that have changed since",
      factsFor({ changedAtMs: NOW_MS }),
      {
        canSend: "unproven",
        reasons: ["The settings have changed since a message was last delivered: send a test."],
      },
    ],
    [
      "a unit that nobody has set up",
      factsFor({ isNew: true }, []),
      { canSend: "new", reasons: ["It needs a mail server, and an address of its own there."] },
    ],
    [
      "nothing delivered yet",
      factsFor({ deliveredAtMs: undefined }),
      { canSend: "unproven", reasons: ["No message has been delivered yet: send a test."] },
    ],
    [
      "a path that has failed",
      factsFor({ path }),
      { canSend: "no", reasons: ["Nothing listens there."] },
    ],
    [
      "settings that refuse, whatever the path",
      factsFor({ path }, SETTINGS.slice(1)),
      { canSend: "no", reasons: ["With the settings as they are nothing can be sent."] },
    ],
  ])("overviewOf() with %s", (_, facts, { canSend, reasons }) => {
    const overview = overviewOf(facts);
    expect({ canSend: overview.canSend, reasons: overview.reasons }).toEqual({ canSend, reasons });
  });
});

describe("overviewOf() says what needs a person", () => {
  const trial = { id: "t", by: "ann", startedAtMs: NOW_MS, expiresAtMs: NOW_MS + 1, changes: [] };
  const certificate = (days: number) => ({ certificateToMs: NOW_MS + days * DAY_MS + 1 });
  it.each<[string, Partial<OverviewFacts>, readonly string[]]>([
    ["nothing", {}, []],
    ["a certificate with time", certificate(14), []],
    [
      "a certificate that ends",
      certificate(13),
      [
        "warning email - The certificate of the mail server ends in 13 days: its operator has to renew it.",
      ],
    ],
    [
      "a certificate that has ended",
      certificate(-1),
      ["error email - The certificate of the mail server has ended: its operator has to renew it."],
    ],
    ["a clock that is right", { clockOffsetMs: -60_000 }, []],
    [
      "a clock that is late",
      { clockOffsetMs: 61_000 },
      ["warning email IpConfig/NtpServer The clock of this device is 61 s behind the time server."],
    ],
    [
      "a clock that is early",
      { clockOffsetMs: -3_600_000 },
      [
        "warning email IpConfig/NtpServer The clock of this device is 3600 s ahead of the time server.",
      ],
    ],
    [
      "held, failed and old messages",
      { failed: 2, queue: { waiting: 3, held: 1, oldestAtMs: NOW_MS - 7_300_000 } },
      [
        "warning outbox failed 2 messages could not be delivered in the last week.",
        "warning outbox held 1 message is held until somebody releases it.",
        "warning outbox - The oldest message has waited for 2 hours.",
      ],
    ],
    [
      "a trial",
      { trial },
      [
        "warning registry - Settings are on trial by ann: they are taken back unless somebody confirms them.",
      ],
    ],
    [
      "the worst first",
      { trial, path: { meaning: "Nobody answers.", key: null } },
      [
        "error outbox - Nobody answers.",
        "warning registry - Settings are on trial by ann: they are taken back unless somebody confirms them.",
      ],
    ],
  ])("overviewOf() with %s", (_, more, expected) => {
    expect(shortOf(overviewOf(factsFor(more)))).toEqual(expected);
  });

  it("overviewOf() speaks once of a clock that cannot be right", () => {
    const { attention } = overviewOf(factsFor({ clockIsPlausible: false }));
    expect(attention.length).toBe(1);
    expect(attention[0]).toMatchObject({ level: "error" });
  });

  it("overviewOf() warns of a provider's day before it comes, and explains after it", () => {
    const settings: readonly RegistryAssignment[] = [
      ...SETTINGS.slice(1),
      ["IpConfig/MailHost", "smtp.office365.com"],
      ["Email/Port", "587"],
      ["Email/StartTLS", "required"],
    ];
    const levelOf = (nowMs: number) =>
      overviewOf(factsFor({ nowMs }, settings)).attention.find(
        ({ key }) => key === "IpConfig/MailHost",
      )?.level;
    expect([levelOf(NOW_MS), levelOf(NOW_MS + 60 * DAY_MS)]).toEqual(["warning", "note"]);
  });

  it("overviewOf() names what the registry's file says that cannot be used", () => {
    const problem: Problem = {
      code: "value-invalid",
      path: "Email/Port",
      line: 3,
      facts: { value: "x", is: "it is no number", accepted: "1 to 65535 is accepted" },
    };
    expect(shortOf(overviewOf(factsFor({ problems: [problem] })))).toEqual([
      'warning registry Email/Port Line 3: Cannot use Email/Port = "x": it is no number, 1 to 65535 is accepted',
    ]);
  });
});

describe("affectsSending()", () => {
  it.each([
    ["IpConfig/MailHost", true],
    ["email/password", true],
    ["SSL/Required", true],
    ["Device/Profile", true],
    ["Email/Alarm/ToAddress", false],
    ["Events/OnBoot/Email", false],
    ["WebServer/Port", false],
  ])("affectsSending() of %s", (key, expected) => {
    expect(affectsSending(key)).toBe(expected);
  });
});
