import { planFacts } from "./_plan_facts.ts";
import type { MailSettings } from "./mail_settings.ts";

/**
 * What a person chooses: encrypted from the first byte, upgraded or nothing is sent, upgraded when
 * the server offers it, never encrypted.
 */
export type ConnectionChoice = "implicit" | "starttls-must" | "starttls-may" | "plain";

/** A key and what it becomes; `null` removes it. */
export interface ChoiceAssignment {
  readonly key: string;
  readonly value: string | null;
}

/**
 * Finds the choice that the keys express; `null` where they contradict each other, as port 465
 * with SMTPS off does.
 *
 * It is what the keys ask for. `planConnection()` can still refuse it, or hold it to more: with a
 * login at stake, "when the server offers it" counts as required.
 *
 * @example
 * ```ts
 * import { connectionChoiceOf, Registry, readMailSettings } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const choiceOf = (...assignments: [string, string][]) => {
 *   const { registry } = Registry.empty.apply(assignments);
 *   const context = { toAscii: () => undefined, machineName: undefined };
 *   return connectionChoiceOf(readMailSettings(registry, context).settings);
 * };
 * assert.equal(choiceOf(), "starttls-may");
 * assert.equal(choiceOf(["Email/Port", "465"]), "implicit");
 * assert.equal(choiceOf(["Email/Port", "465"], ["Email/SMTPS", "disabled"]), null);
 * ```
 */
export function connectionChoiceOf(settings: MailSettings): ConnectionChoice | null {
  const facts = planFacts(settings, true);
  const { smtps, isRequired, tlsAvailable, startTls } = facts;
  if (!tlsAvailable && (smtps || isRequired)) return null;
  if (smtps) return "implicit";
  if (facts.like === 465 || (facts.tlsRequired && startTls === "off")) return null;
  if (isRequired) return "starttls-must";
  return startTls === "may" && tlsAvailable ? "starttls-may" : "plain";
}

/**
 * Says which keys make a choice so, whatever they were before.
 *
 * The port stays where it fits the choice or has no customary meaning; otherwise it becomes the
 * usual one. `SSL/Enabled` and `SSL/Required` are touched only where they contradict the choice.
 *
 * @example From 25 to encryption from the first byte
 * ```ts
 * import { choiceAssignments, Registry, readMailSettings } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const context = { toAscii: () => undefined, machineName: undefined };
 * const { settings } = readMailSettings(Registry.empty, context);
 * assert.deepEqual(choiceAssignments("implicit", settings), [
 *   { key: "Email/Port", value: "465" },
 *   { key: "Email/SMTPS", value: "enabled" },
 *   { key: "Email/StartTLS", value: "enabled" },
 * ]);
 * ```
 */
export function choiceAssignments(
  choice: ConnectionChoice,
  settings: MailSettings,
): readonly ChoiceAssignment[] {
  const { tlsAvailable, tlsRequired } = settings;
  const isOpen = choice === "starttls-may" || choice === "plain";
  return [
    { key: "Email/Port", value: String(portFor(choice, settings)) },
    { key: "Email/SMTPS", value: choice === "implicit" ? "enabled" : "disabled" },
    { key: "Email/StartTLS", value: startTlsFor(choice, settings) },
    ...(tlsAvailable || choice === "plain" ? [] : [{ key: "SSL/Enabled", value: null }]),
    ...(tlsRequired && isOpen ? [{ key: "SSL/Required", value: null }] : []),
  ];
}

function portFor(choice: ConnectionChoice, settings: MailSettings): number {
  const { port, like, hasLogin } = planFacts(settings, true);
  const isKnown = like === 25 || like === 465 || like === 587;
  if (port !== undefined && (!isKnown || fits(choice, like))) return port;
  if (choice === "implicit") return 465;
  return choice === "starttls-must" || hasLogin ? 587 : 25;
}

// Port 25 with required encryption is legal, but whoever chooses anew is better served by 587.
function fits(choice: ConnectionChoice, like: number): boolean {
  if (choice === "implicit") return like === 465;
  return like === 587 || (like === 25 && choice !== "starttls-must");
}

function startTlsFor(choice: ConnectionChoice, { startTls }: MailSettings): string {
  if (choice === "plain") return "disabled";
  // Ignored while SMTPS is on, but the day SMTPS is switched off it must not mean clear text.
  if (choice === "implicit") return startTls === "required" ? "required" : "enabled";
  return choice === "starttls-must" ? "required" : "enabled";
}
