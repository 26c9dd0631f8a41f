import type { Problem, ProblemCode } from "./problem.ts";

type Wording = (problem: Problem) => string;

function fact(problem: Problem, name: string): string {
  return String(problem.facts[name] ?? "");
}

const WORDING: Readonly<Record<ProblemCode, Wording>> = {
  "key-invalid": (p) => `Cannot use key "${p.path}": ${fact(p, "is")}, ${fact(p, "accepted")}`,
  "key-unknown": (p) =>
    p.facts["nearest"] === undefined
      ? `Key "${p.path}" is not in the catalogue: it is kept, and nothing here reads it`
      : `Key "${p.path}" is not in the catalogue: it is kept, and nothing here reads it; ${fact(p, "nearest")} is the nearest that is read`,
  "key-dynamic": (p) =>
    `Cannot set ${p.path}: keys whose last part begins with $ belong to the system and are never saved`,
  "key-dynamic-skipped": (p) =>
    `Key "${p.path}" belongs to the system: its line is kept, and its value is not read`,
  "key-sealed": (p) =>
    `Cannot set ${p.path} in plain text: it holds a secret, use "fieldpost ipconfig --password-stdin" or the page`,
  "key-secret": (p) =>
    `Cannot set ${p.path} in plain text: by its name it holds a secret, and only ${fact(p, "nearest")} is one here; use "fieldpost ipconfig --password-stdin" or the page`,
  "value-invalid": (p) =>
    `Cannot use ${p.path} = "${fact(p, "value")}": ${fact(p, "is")}, ${fact(p, "accepted")}`,
  "value-missing": (p) => `Cannot use ${p.path}: it is not set, ${fact(p, "accepted")}`,
  "value-too-long": (p) =>
    `Cannot use ${p.path}: the value has ${fact(p, "length")} characters, at most ${fact(p, "limit")} are accepted`,
  "value-control-character": (p) =>
    `Cannot use ${p.path}: the value holds the control character ${fact(p, "character")}, printable text is accepted`,
  "line-invalid": (p) =>
    `Cannot read the line that begins with "${fact(p, "text")}": ${fact(p, "is")}, ${fact(p, "accepted")}`,
  "line-too-long": (p) =>
    `Cannot read the line: it has ${fact(p, "length")} characters, at most ${fact(p, "limit")} are accepted`,
  "section-invalid": (p) =>
    `Cannot read section "${fact(p, "text")}": ${fact(p, "is")}, its lines are not read`,
  "key-duplicate": (p) =>
    `Key "${p.path}" was already set in line ${fact(p, "first")}: the last one counts`,
  "too-many-keys": (p) =>
    `Cannot keep ${fact(p, "count")} keys: at most ${fact(p, "limit")} are accepted`,
  "document-too-large": (p) =>
    `Cannot read the document: it has ${fact(p, "length")} characters, at most ${fact(p, "limit")} are accepted`,
  "problems-left-out": (p) => `${fact(p, "count")} more problems are not listed`,
};

/**
 * Words a problem for a person; the only place where problems get their sentences.
 *
 * @example A port out of range
 * ```ts
 * import { describeProblem } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   describeProblem({
 *     code: "value-invalid",
 *     path: "Email/Port",
 *     facts: { value: "70000", is: "70000 is not a port", accepted: "a number from 1 to 65535 is accepted" },
 *   }),
 *   'Cannot use Email/Port = "70000": 70000 is not a port, a number from 1 to 65535 is accepted',
 * );
 * ```
 */
export function describeProblem(problem: Problem): string {
  const sentence = WORDING[problem.code](problem);
  return problem.line === undefined ? sentence : `Line ${problem.line}: ${sentence}`;
}
