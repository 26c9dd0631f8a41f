import { formatUtcDate } from "./_utc_time.ts";
import type { PlanDecision } from "./connection_plan.ts";
import { describeProblem } from "./describe_problem.ts";
import { findProvider } from "./find_provider.ts";
import { isWarning } from "./is_warning.ts";
import type { MessageState } from "./message_filter.ts";
import type { Problem } from "./problem.ts";
import { foldRegistryKey } from "./registry_key.ts";
import type { SettingsTrial } from "./settings_trial.ts";

/** Days before the end of a certificate at which somebody has to know. */
export const CERTIFICATE_WARNING_DAYS = 14;

/** How far a clock may be off before somebody has to know, in milliseconds. */
export const CLOCK_TOLERANCE_MS = 60_000;

/** How long a message may wait before somebody has to know, in milliseconds. */
export const LONG_WAIT_MS = 3_600_000;

const DAY_MS = 86_400_000;

/** The rules of the plan that speak of the clock already. */
const CLOCK_RULES: ReadonlySet<string> = new Set(["A17", "A17w"]);

/** Everything that an overview is made from. Times are in milliseconds since 1970. */
export interface OverviewFacts {
  readonly nowMs: number;
  readonly decision: PlanDecision;
  /** Nobody has begun to set it up: `isNewUnit()`. */
  readonly isNew: boolean;
  /** What the registry's file says that cannot be used. */
  readonly problems: readonly Problem[];
  /** What keeps the queue, since the path last failed. */
  readonly path: { readonly meaning: string; readonly key: string | null } | undefined;
  /** When the settings became others than at that delivery, if they are: `sendingChangedAt()`. */
  readonly changedAtMs: number | undefined;
  /** When a message was last delivered with settings of the registry. */
  readonly deliveredAtMs: number | undefined;
  readonly queue: {
    readonly waiting: number;
    readonly held: number;
    readonly oldestAtMs: number | undefined;
  };
  /** Messages that have failed lately. */
  readonly failed: number;
  /** The end of the certificate that the server last showed. */
  readonly certificateToMs: number | undefined;
  /** How far the clock was off when a time server was last asked. */
  readonly clockOffsetMs: number | undefined;
  readonly clockIsPlausible: boolean;
  readonly trial: SettingsTrial | undefined;
}

const CONNECTION_KEY_REGEXP = /^(?:ipconfig\/.+|ssl\/.+|email\/[^/]+|device\/profile)$/;

/**
 * Tells whether a key has to do with how mail leaves: after another one has changed, a message that was
 * delivered before still proves that the unit can send.
 *
 * @example
 * ```ts
 * import { affectsSending } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(affectsSending("Email/Port"), true);
 * assert.equal(affectsSending("Email/Alarm/Subject"), false);
 * ```
 */
export function affectsSending(key: string): boolean {
  return CONNECTION_KEY_REGEXP.test(foldRegistryKey(key));
}

/** Something that wants a person, with where it is dealt with. */
export interface Attention {
  readonly level: "error" | "warning" | "note";
  readonly text: string;
  readonly page: "email" | "outbox" | "events" | "registry" | "log" | "users";
  /** The registry key, where there is one. */
  readonly key: string | null;
  /** How the messages stand that it speaks of, where it speaks of messages. */
  readonly state: MessageState | null;
}

/** Whether a unit can send, and what a person has to do or to know. */
export interface Overview {
  readonly canSend: "yes" | "no" | "unproven" | "new";
  readonly reasons: readonly string[];
  /** Whole days until the certificate ends; below zero when it has. */
  readonly certificateDaysLeft: number | undefined;
  /** The worst first. */
  readonly attention: readonly Attention[];
}

/**
 * Says whether a unit can send, and what needs a person.
 *
 * That it can is only said when a message was delivered with the settings as they are.
 *
 * @example A new unit
 * ```ts
 * import { overviewOf, planConnection, readMailSettings, Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const context = { toAscii: (name: string) => name, machineName: "unit7" };
 * const reading = readMailSettings(Registry.empty, context);
 * const decision = planConnection({ ...reading, clockIsPlausible: true });
 * const { canSend, attention } = overviewOf({
 *   ...{ nowMs: 0, isNew: true, decision, problems: [], path: undefined, trial: undefined, failed: 0 },
 *   ...{ changedAtMs: undefined, deliveredAtMs: undefined, certificateToMs: undefined },
 *   queue: { waiting: 0, held: 0, oldestAtMs: undefined },
 *   ...{ clockOffsetMs: undefined, clockIsPlausible: true },
 * });
 * assert.equal(canSend, "new");
 * assert.deepEqual(attention.map(({ key }) => key), ["IpConfig/MailHost", "IpConfig/EmailAddress"]);
 * ```
 */
export function overviewOf(facts: OverviewFacts): Overview {
  const { certificateToMs, nowMs } = facts;
  const certificateDaysLeft =
    certificateToMs === undefined ? undefined : Math.floor((certificateToMs - nowMs) / DAY_MS);
  const attention = [
    ...settingsAttention(facts),
    ...channelAttention(facts, certificateDaysLeft),
    ...queueAttention(facts),
  ];
  const ranked = LEVELS.flatMap((level) => attention.filter((each) => each.level === level));
  return { ...verdictOf(facts), certificateDaysLeft, attention: ranked };
}

const LEVELS: readonly Attention["level"][] = ["error", "warning", "note"];

function verdictOf(facts: OverviewFacts): Pick<Overview, "canSend" | "reasons"> {
  const { decision, path, deliveredAtMs, changedAtMs } = facts;
  if (facts.isNew) {
    return {
      canSend: "new",
      reasons: ["It needs a mail server, and an address of its own there."],
    };
  }
  if (decision.refusals.length > 0) {
    // Each refusal stands among what needs a person, with the place that helps.
    return { canSend: "no", reasons: ["With the settings as they are nothing can be sent."] };
  }
  if (path !== undefined) return { canSend: "no", reasons: [path.meaning] };
  if (deliveredAtMs === undefined) {
    return { canSend: "unproven", reasons: ["No message has been delivered yet: send a test."] };
  }
  if (changedAtMs !== undefined && changedAtMs > deliveredAtMs) {
    const why = "The settings have changed since a message was last delivered: send a test.";
    return { canSend: "unproven", reasons: [why] };
  }
  return { canSend: "yes", reasons: ["A message was delivered with the settings as they are."] };
}

function settingsAttention(facts: OverviewFacts): readonly Attention[] {
  const { decision, problems, trial, isNew } = facts;
  // What was never set is no fault.
  const grave = isNew ? "note" : "error";
  const refused = decision.refusals.map((each) => item(grave, each.message, "email", each.key));
  const warned = decision.warnings.map((each) => item("warning", each.message, "email", each.key));
  const unusable = problems
    .filter((problem) => !isWarning(problem))
    .map((problem) => item("warning", describeProblem(problem), "registry", problem.path));
  const tried =
    trial === undefined
      ? []
      : [
          item(
            "warning",
            `Settings are on trial by ${trial.by}: they are taken back unless somebody confirms them.`,
            "registry",
            null,
          ),
        ];
  return [...refused, ...warned, ...unusable, ...tried, ...providerAttention(facts)];
}

/** What a provider has announced: before its day a warning, after it an explanation. */
function providerAttention({ decision: { plan }, nowMs }: OverviewFacts): readonly Attention[] {
  if (plan === undefined) return [];
  const provider = findProvider(plan.host.text, plan.username ?? plan.from.text);
  if (provider?.notice === undefined) return [];
  const { on, text } = provider.notice;
  const isAhead = (formatUtcDate(nowMs) ?? "") < on;
  const level = isAhead ? "warning" : "note";
  return [item(level, `${provider.name}: ${text}`, "email", "IpConfig/MailHost")];
}

function channelAttention(
  facts: OverviewFacts,
  daysLeft: number | undefined,
): readonly Attention[] {
  const { path, clockIsPlausible, clockOffsetMs, decision } = facts;
  const found: Attention[] = [];
  if (path !== undefined && decision.refusals.length === 0) {
    found.push(item("error", path.meaning, path.key === null ? "outbox" : "email", path.key));
  }
  if (daysLeft !== undefined && daysLeft < 0) {
    found.push(
      item(
        "error",
        "The certificate of the mail server has ended: its operator has to renew it.",
        "email",
        null,
      ),
    );
  } else if (daysLeft !== undefined && daysLeft < CERTIFICATE_WARNING_DAYS) {
    const when = daysLeft === 1 ? "1 day" : `${daysLeft} days`;
    found.push(
      item(
        "warning",
        `The certificate of the mail server ends in ${when}: its operator has to renew it.`,
        "email",
        null,
      ),
    );
  }
  const isSaid = [...decision.refusals, ...decision.warnings].some(({ rule }) =>
    CLOCK_RULES.has(rule),
  );
  if (!clockIsPlausible && !isSaid) {
    found.push(
      item(
        "error",
        "The clock of this device shows a time from before its program was made: set it, or no certificate can be judged.",
        "email",
        "IpConfig/NtpServer",
      ),
    );
  } else if (
    clockIsPlausible &&
    clockOffsetMs !== undefined &&
    Math.abs(clockOffsetMs) > CLOCK_TOLERANCE_MS
  ) {
    const seconds = Math.round(Math.abs(clockOffsetMs) / 1000);
    const side = clockOffsetMs > 0 ? "behind" : "ahead of";
    found.push(
      item(
        "warning",
        `The clock of this device is ${seconds} s ${side} the time server.`,
        "email",
        "IpConfig/NtpServer",
      ),
    );
  }
  return found;
}

function queueAttention({ queue, failed, nowMs }: OverviewFacts): readonly Attention[] {
  const found: Attention[] = [];
  if (failed > 0)
    found.push(
      item(
        "warning",
        `${count(failed)} could not be delivered in the last week.`,
        "outbox",
        null,
        "failed",
      ),
    );
  if (queue.held > 0)
    found.push(
      item(
        "warning",
        `${count(queue.held)} ${are(queue.held)} held until somebody releases ${queue.held === 1 ? "it" : "them"}.`,
        "outbox",
        null,
        "held",
      ),
    );
  const { oldestAtMs } = queue;
  if (oldestAtMs !== undefined && nowMs - oldestAtMs > LONG_WAIT_MS) {
    const hours = Math.floor((nowMs - oldestAtMs) / 3_600_000);
    const long = hours === 1 ? "1 hour" : `${hours} hours`;
    found.push(item("warning", `The oldest message has waited for ${long}.`, "outbox", null));
  }
  return found;
}

function count(messages: number): string {
  return messages === 1 ? "1 message" : `${messages} messages`;
}

function are(messages: number): string {
  return messages === 1 ? "is" : "are";
}

function item(
  level: Attention["level"],
  text: string,
  ...[page, key, state = null]: readonly [Attention["page"], string | null, (MessageState | null)?]
): Attention {
  return { level, text, page, key, state };
}
