import { MODE_RULES } from "./_plan_mode_rules.ts";
import { WARNING_RULES } from "./_plan_warning_rules.ts";
import type { RefusalCode, TlsMode } from "./connection_plan.ts";

/** The id of a rule of stage A: what is decided before any network traffic. */
export type PlanRuleId =
  | "A1"
  | "A1w"
  | "A2"
  | "A3"
  | "A3o"
  | "A4"
  | "A4n"
  | "A5"
  | "A5r"
  | "A6"
  | "A6d"
  | "A6f"
  | "A7"
  | "A7v"
  | "A8"
  | "A9"
  | "A10"
  | "A10w"
  | "A11"
  | "A11t"
  | "A12"
  | "A12l"
  | "A12w"
  | "A13"
  | "A14"
  | "A15"
  | "A15n"
  | "A16"
  | "A17"
  | "A17w"
  | "A18"
  | "A18u"
  | "A18t"
  | "A18n"
  | "A19"
  | "A19n";

/** What a rule does where it applies: it refuses, chooses the mode, warns, or explains. */
export type PlanRuleOutcome = `stop ${RefusalCode}` | `mode ${TlsMode}` | "warn" | "note";

/** One rule of stage A: a row of the documents' table, and the only home of its sentence. */
export interface PlanRule {
  readonly id: PlanRuleId;
  /** When the rule applies, for the documents. */
  readonly when: string;
  /** What a person reads; names in braces are filled in by `planConnection()`. */
  readonly sentence: string;
  /** The standard behind the rule, where one is known. */
  readonly source: string | null;
  readonly outcome: PlanRuleOutcome;
  /** The setting to look at; `null` where the sentence only explains, or the problem names it. */
  readonly key: string | null;
}

/**
 * The rules of stage A, in the order in which their sentences are listed.
 *
 * @example Every refusal names what to change
 * ```ts
 * import { PLAN_RULES } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const mismatch = PLAN_RULES.find(({ id }) => id === "A6");
 * assert.equal(mismatch?.outcome, "stop MODE_MISMATCH");
 * assert.equal(mismatch?.key, "Email/SMTPS");
 * assert.equal(mismatch?.source, "RFC 8314 §7.3");
 * ```
 */
export const PLAN_RULES: readonly PlanRule[] = [
  {
    id: "A1",
    when: "a setting is missing or cannot be used",
    sentence: "{problem}",
    source: null,
    outcome: "stop CONFIG",
    key: null,
  },
  {
    id: "A1w",
    when: "a key beside the settings is unknown",
    sentence: "{problem}",
    source: null,
    outcome: "warn",
    key: null,
  },
  {
    id: "A18",
    when: "a user is set, and no password",
    sentence:
      'A user is set and no password. Store it with "fieldpost ipconfig --password-stdin" or on the page, or remove Email/Username to send without a login.',
    source: null,
    outcome: "stop CREDENTIALS_INCOMPLETE",
    key: "Email/Password",
  },
  {
    id: "A18u",
    when: "a password is stored, and no user is set",
    sentence:
      "A password is stored and no user. Set Email/Username, or remove Email/Password to send without a login.",
    source: null,
    outcome: "stop CREDENTIALS_INCOMPLETE",
    key: "Email/Username",
  },
  {
    id: "A18t",
    when: "a token file is named, and no user is set",
    sentence:
      "A token file is named and no user. Set Email/Username, or remove Email/TokenFile to send without a login.",
    source: null,
    outcome: "stop CREDENTIALS_INCOMPLETE",
    key: "Email/Username",
  },
  {
    id: "A18n",
    when: "a token file is named beside a password",
    sentence: "The login is made with the token in Email/TokenFile; the password is not used.",
    source: "RFC 7628",
    outcome: "note",
    key: null,
  },
  {
    id: "A19",
    when: "the provider takes no passwords, and the login is with one",
    sentence:
      "{provider} takes no passwords over SMTP. Name a file with an OAuth access token in Email/TokenFile, which another program keeps fresh; or use a mailbox at another provider, or a relay that logs in for this unit.",
    source: null,
    outcome: "warn",
    key: "Email/TokenFile",
  },
  {
    id: "A19n",
    when: "the provider has announced a change, and the login is with a password",
    sentence: "{provider}: {notice}",
    source: null,
    outcome: "warn",
    key: "IpConfig/MailHost",
  },
  ...MODE_RULES,
  ...WARNING_RULES,
];
