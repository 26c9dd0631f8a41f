import { SESSION_STAGES } from "../engine/session_stage.ts";
import {
  FAULT_PRESET_OPTIONS,
  FAULT_PRESETS,
  type FaultPresetName,
  type FaultPresetOptions,
} from "./fault_presets.ts";
import type { FaultAct, FaultCondition, FaultRule } from "./fault_rule.ts";

/** A fault as one writes it down: a rule, a preset's name, or a preset with options. */
export type FaultSpec =
  | FaultRule
  | FaultPresetName
  | ({ readonly preset: FaultPresetName } & FaultPresetOptions);

const CONDITION_KEYS: Readonly<Record<keyof FaultCondition, readonly string[]>> = {
  stage: ["string"],
  to: ["string", "pattern"],
  from: ["string", "pattern"],
  user: ["string", "pattern"],
  helloName: ["string", "pattern"],
  listener: ["string"],
  mechanism: ["string"],
  step: ["number"],
  afterBytes: ["number"],
  skip: ["number"],
  times: ["number"],
  forMs: ["number"],
  windowMs: ["number"],
  per: ["string"],
  probability: ["number"],
};

const ACT_KEYS: Readonly<Record<keyof FaultAct, readonly string[]>> = {
  throttleBytesPerSecond: ["number"],
  delayMs: ["number"],
  hang: ["boolean"],
  hide: ["list"],
  announce: ["list"],
  reply: ["string", "null"],
  bytes: ["string", "bytes"],
  pieceBytes: ["number"],
  pauseMs: ["number"],
  takeEffect: ["boolean"],
  drop: ["string"],
};

const PER = ["server", "session", "client", "sender", "recipient", "triplet", "user"];

/**
 * Turns what was written into rules.
 *
 * @throws {TypeError} If it is neither a rule nor a preset, or has a field that does not exist: a
 * misspelt fault that never strikes would make a test pass for nothing.
 */
export function resolveFault(spec: unknown): readonly FaultRule[] {
  if (typeof spec === "string") {
    return presetRules(spec, {});
  }
  if (!isRecord(spec)) {
    throw new TypeError(`Cannot use ${JSON.stringify(spec)} as a fault: a rule or a preset is one`);
  }
  if (typeof spec["preset"] === "string") {
    const { preset, ...options } = spec;
    checkFields("preset", options, {
      to: ["string"],
      times: ["number"],
      ms: ["number"],
      bytes: ["number"],
    });
    checkUse(spec["preset"], options);
    return presetRules(spec["preset"], options as FaultPresetOptions);
  }
  return [checkRule(spec)];
}

function presetRules(name: string, options: FaultPresetOptions): readonly FaultRule[] {
  if (!isPresetName(name)) {
    const names = Object.keys(FAULT_PRESETS).join(", ");
    throw new TypeError(`Cannot use the fault preset "${name}": there are ${names}`);
  }
  return FAULT_PRESETS[name](options);
}

/** A preset that is said to be about one recipient, and strikes all of them, is worse than none. */
function checkUse(name: string, options: Readonly<Record<string, unknown>>): void {
  if (!isPresetName(name)) return;
  const used: readonly string[] = FAULT_PRESET_OPTIONS[name];
  const unused = Object.keys(options).find(
    (key) => options[key] !== undefined && !used.includes(key),
  );
  if (unused === undefined) return;
  const accepted = used.length === 0 ? "it takes none" : `it takes ${used.join(" and ")}`;
  throw new TypeError(`Cannot use "${unused}" with the fault preset "${name}": ${accepted}`);
}

function isPresetName(name: string): name is FaultPresetName {
  return Object.hasOwn(FAULT_PRESETS, name);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkRule(spec: Readonly<Record<string, unknown>>): FaultRule {
  const { name, when, act, ...rest } = spec;
  if (!isRecord(when) || !isRecord(act) || Object.keys(rest).length > 0) {
    throw new TypeError("Cannot use a fault rule: it has `when`, `act` and perhaps `name`");
  }
  if (name !== undefined && typeof name !== "string") {
    throw new TypeError("Cannot use a fault rule: its `name` is a string");
  }
  checkFields("when", when, CONDITION_KEYS);
  checkFields("act", act, ACT_KEYS);
  checkWord("when.stage", when["stage"], SESSION_STAGES);
  checkWord("when.per", when["per"] ?? "server", PER);
  checkWord("act.drop", act["drop"] ?? "fin", ["fin", "rst"]);
  checkReply(act["reply"]);
  if (Number(act["pieceBytes"] ?? 1) < 1 || Number(act["throttleBytesPerSecond"] ?? 1) <= 0) {
    throw new TypeError(
      "Cannot use a fault rule: pieceBytes and throttleBytesPerSecond are positive",
    );
  }
  return spec as unknown as FaultRule;
}

function checkFields(
  place: string,
  fields: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, readonly string[]>>,
): void {
  for (const [name, value] of Object.entries(fields)) {
    const kinds = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kinds === undefined) {
      const names = Object.keys(known).join(", ");
      throw new TypeError(`Cannot use a fault rule: ${place} has no "${name}", it has ${names}`);
    }
    if (value !== undefined && !kinds.includes(kindOf(value))) {
      throw new TypeError(`Cannot use a fault rule: ${place}.${name} is a ${kinds.join(" or a ")}`);
    }
  }
}

function kindOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "list";
  }
  if (value instanceof RegExp) {
    return "pattern";
  }
  return value instanceof Uint8Array ? "bytes" : typeof value;
}

function checkWord(place: string, value: unknown, words: readonly string[]): void {
  if (typeof value !== "string" || !words.includes(value)) {
    throw new TypeError(`Cannot use a fault rule: ${place} is one of ${words.join(", ")}`);
  }
}

function checkReply(reply: unknown): void {
  if (typeof reply === "string" && !/^[2-5]\d\d[ -]?/.test(reply)) {
    throw new TypeError(
      `Cannot use the reply ${JSON.stringify(reply)}: it begins with a code, \`bytes\` says anything`,
    );
  }
}

/**
 * Reads a JSON list of faults.
 *
 * @throws {SyntaxError} If it is not JSON, or not a list.
 * @throws {TypeError} If an entry is no fault.
 *
 * @example The first two messages are refused, then they are accepted
 * ```ts
 * import { parseFaults, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const faults = parseFaults(`[
 *   { "when": { "stage": "mail", "times": 2 }, "act": { "reply": "421 4.3.2 Not now" } }
 * ]`);
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }], faults });
 * const transport = createTransport({ port: server.port(), ignoreTLS: true });
 * const mail = { from: "a@example.test", to: "b@example.test", text: "." };
 * await assert.rejects(transport.sendMail(mail), /421/);
 * await assert.rejects(transport.sendMail(mail), /421/);
 * await transport.sendMail(mail);
 * assert.equal(server.messages.length, 1);
 * await server.close();
 * ```
 */
export function parseFaults(json: string): readonly FaultRule[] {
  const specs: unknown = JSON.parse(json);
  if (!Array.isArray(specs)) {
    throw new SyntaxError("Cannot read faults: a JSON list of rules and presets is expected");
  }
  return specs.flatMap((spec: unknown) => resolveFault(spec));
}
