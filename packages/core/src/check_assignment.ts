import { nearestKey } from "./_nearest_key.ts";
import { printable } from "./_printable.ts";
import { readNumberList } from "./_read_number_list.ts";
import { readPort } from "./_read_port.ts";
import { readRegistryBoolean } from "./_read_registry_boolean.ts";
import { readRegistryKey } from "./_read_registry_key.ts";
import { readWholeNumber } from "./_read_whole_number.ts";
import { type Fault, type Reading, refused } from "./_reading.ts";
import type { CatalogueEntry, CatalogueKind } from "./catalogue_entry.ts";
import { findCatalogueEntry } from "./find_catalogue_entry.ts";
import type { Problem } from "./problem.ts";
import { tryParseRegistryChoice } from "./registry_choice.ts";
import { isDynamicKey } from "./registry_key.ts";
import { REGISTRY_LIMITS } from "./registry_limits.ts";
import { isSealedValue } from "./sealed_value.ts";
import { secretKeyMeantBy } from "./secret_key.ts";

const CONTROL_REGEXP = /[\p{Cc}\p{Cs}]/u;
const CONTROL_IN_MULTILINE_REGEXP = /(?![\n\t]|\r\n)[\p{Cc}\p{Cs}]/u;
// Node fires a longer timer at once.
const LONGEST_TIME_MS = 2_147_483_647;
const MILLISECONDS_REGEXP = /^[0-9]{1,10}$/;

/**
 * Lists what is wrong with giving a key a value; empty when nothing is.
 *
 * Look at each problem with `isWarning()`: an unknown key is only warned of, unless its name speaks of a
 * secret. An empty value removes
 * and is always fine for a key that is one. Host names, addresses and files are judged by
 * `readMailSettings()`, not here. The problems of a secret key never carry its value.
 *
 * @example A port out of range, a secret in plain text
 * ```ts
 * import { checkAssignment } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const codes = (key: string, value: string) => checkAssignment(key, value).map(({ code }) => code);
 * assert.deepEqual(codes("Email/Port", "587"), []);
 * assert.deepEqual(codes("Email/Port", "70000"), ["value-invalid"]);
 * assert.deepEqual(codes("Email/Password", "correct horse"), ["key-sealed"]);
 * assert.deepEqual(codes("Email/Pasword", "correct horse"), ["key-secret"]);
 * assert.deepEqual(codes("Email/Colour", "blue"), ["key-unknown"]);
 * ```
 */
export function checkAssignment(key: string, value: string): Problem[] {
  const reading = readRegistryKey(key);
  if ("fault" in reading) {
    return [{ code: "key-invalid", path: printable(key), facts: { ...reading.fault } }];
  }
  const path = reading.value;
  if (isDynamicKey(path)) return [{ code: "key-dynamic", path, facts: {} }];
  if (value === "") return [];
  const entry = findCatalogueEntry(path);
  if (entry?.kind === "sealed") return checkSealed(path, value);
  // What is taken for a secret is refused before its value gets into anything.
  const nearest = secretKeyMeantBy(path);
  if (nearest !== undefined) return [{ code: "key-secret", path, facts: { nearest } }];
  const problems: Problem[] = [];
  if (entry === undefined) problems.push({ code: "key-unknown", path, facts: nearestOf(path) });
  const form = checkForm(path, value, entry?.multiline === true);
  if (form !== undefined) problems.push(form);
  else if (entry !== undefined) problems.push(...checkKind(path, value, entry));
  return problems;
}

function nearestOf(path: string): Problem["facts"] {
  const nearest = nearestKey(path);
  return nearest === undefined ? {} : { nearest };
}

function checkSealed(path: string, value: string): Problem[] {
  if (!isSealedValue(value)) return [{ code: "key-sealed", path, facts: {} }];
  const problem = checkForm(path, value, false);
  return problem === undefined ? [] : [problem];
}

function checkForm(path: string, value: string, multiline: boolean): Problem | undefined {
  const limit = REGISTRY_LIMITS.valueLength;
  if (value.length > limit) {
    return { code: "value-too-long", path, facts: { length: value.length, limit } };
  }
  const regexp = multiline ? CONTROL_IN_MULTILINE_REGEXP : CONTROL_REGEXP;
  const code = regexp.exec(value)?.[0].codePointAt(0);
  if (code === undefined) return undefined;
  const character = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return { code: "value-control-character", path, facts: { character } };
}

type Judge = (value: string, entry: CatalogueEntry) => Fault | undefined;

function faultOf(reading: Reading<unknown>): Fault | undefined {
  return "fault" in reading ? reading.fault : undefined;
}

function judgeChoice(value: string, entry: CatalogueEntry): Fault | undefined {
  if (tryParseRegistryChoice(entry, value) !== undefined) return undefined;
  return refused("it is not one of the choices", `${(entry.choices ?? []).join(", ")} are accepted`)
    .fault;
}

function judgeMilliseconds(value: string): Fault | undefined {
  if (MILLISECONDS_REGEXP.test(value) && Number(value) <= LONGEST_TIME_MS) return undefined;
  return refused(
    "it is not a time in milliseconds",
    `a whole number from 0 to ${LONGEST_TIME_MS} is accepted`,
  ).fault;
}

function judgeNumber(value: string, { range }: CatalogueEntry): Fault | undefined {
  return faultOf(readWholeNumber(value, range));
}

const JUDGES: Readonly<Partial<Record<CatalogueKind, Judge>>> = {
  boolean: (value) => faultOf(readRegistryBoolean(value)),
  choice: judgeChoice,
  port: (value) => faultOf(readPort(value)),
  milliseconds: judgeMilliseconds,
  minutes: judgeNumber,
  hours: judgeNumber,
  count: judgeNumber,
  "minutes-list": (value, { range }) => faultOf(readNumberList(value, range)),
};

function checkKind(path: string, value: string, entry: CatalogueEntry): Problem[] {
  const fault = JUDGES[entry.kind]?.(value, entry);
  if (fault === undefined) return [];
  return [{ code: "value-invalid", path, facts: { value: printable(value), ...fault } }];
}
