import { printable } from "./_printable.ts";
import { readValue } from "./_quoted_value.ts";
import { readRegistryKey } from "./_read_registry_key.ts";
import type { Fault } from "./_reading.ts";
import type { Problem } from "./problem.ts";
import { isDynamicKey } from "./registry_key.ts";
import type { RegistryLimits } from "./registry_limits.ts";
import { isSecretKey } from "./secret_key.ts";

/** A line that gives a key a value; the value's text stands from `valueStart` to `valueEnd`. */
export interface AssignmentLine {
  readonly kind: "assignment";
  readonly key: string;
  readonly value: string;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** What one line of a registry document is; `section` carries a problem when it cannot be read. */
export type RegistryLine =
  | { readonly kind: "blank" | "comment" | "unread" }
  | { readonly kind: "section"; readonly node: string }
  | { readonly kind: "section"; readonly node: undefined; readonly problem: Problem }
  | { readonly kind: "skipped"; readonly problem: Problem }
  | AssignmentLine;

const LINE_ACCEPTED = 'a comment, a [section] or "name = value" is accepted';
const FIRST_WORD_REGEXP = /^[\p{L}\p{N}/_.$]{0,32}/u;

/**
 * Reads one line, with or without its ending, below the section `node`.
 *
 * `""` is the part before the first section; below `undefined`, a section that cannot be read, no
 * assignment is.
 */
export function readRegistryLine(
  line: string,
  node: string | undefined,
  limits: Pick<RegistryLimits, "lineLength" | "valueLength">,
): RegistryLine {
  const text = withoutEnding(line);
  const start = skipBlanks(text, 0);
  const first = text[start];
  if (text.length > limits.lineLength) return readTooLong(text.length, limits.lineLength, first);
  if (first === undefined) return { kind: "blank" };
  if (first === ";" || first === "#") return { kind: "comment" };
  if (first === "[") return readSection(text, start + 1);
  return node === undefined ? { kind: "unread" } : readAssignment(text, node, limits.valueLength);
}

function readTooLong(length: number, limit: number, first: string | undefined): RegistryLine {
  const problem: Problem = { code: "line-too-long", path: "", facts: { length, limit } };
  return first === "["
    ? { kind: "section", node: undefined, problem }
    : { kind: "skipped", problem };
}

function readSection(text: string, start: number): RegistryLine {
  const end = text.indexOf("]", start);
  if (end < 0) return badSection(text.slice(start), "it has no closing ]");
  const inside = text.slice(start, end);
  const after = text[skipBlanks(text, end + 1)];
  if (after !== undefined && after !== ";" && after !== "#") {
    return badSection(inside, "text follows its closing ]");
  }
  const reading = readRegistryKey(trimBlanks(inside));
  if ("fault" in reading) return badSection(inside, reading.fault.is);
  return { kind: "section", node: reading.value };
}

function badSection(text: string, is: string): RegistryLine {
  const facts = { text: printable(text), is };
  return {
    kind: "section",
    node: undefined,
    problem: { code: "section-invalid", path: "", facts },
  };
}

function readAssignment(text: string, node: string, limit: number): RegistryLine {
  const equals = text.indexOf("=");
  if (equals < 0) return skipLine(text);
  const name = trimBlanks(text.slice(0, equals));
  const spelled = node === "" ? name : `${node}/${name}`;
  const reading = readRegistryKey(spelled);
  if ("fault" in reading) {
    return skip({ code: "key-invalid", path: printable(spelled), facts: { ...reading.fault } });
  }
  const key = reading.value;
  if (isDynamicKey(key)) return skip({ code: "key-dynamic-skipped", path: key, facts: {} });
  const valueEnd = endOfText(text);
  const valueStart = Math.min(skipBlanks(text, equals + 1), valueEnd);
  const value = readValue(text.slice(valueStart, valueEnd));
  if ("fault" in value) return skipValue(key, text.slice(valueStart, valueEnd), value.fault);
  const { length } = value.value;
  if (length > limit) return skip({ code: "value-too-long", path: key, facts: { length, limit } });
  return { kind: "assignment", key, value: value.value, valueStart, valueEnd };
}

function skip(problem: Problem): RegistryLine {
  return { kind: "skipped", problem };
}

// Only the first word is quoted: a secret may stand behind a key whose "=" was forgotten.
function skipLine(text: string): RegistryLine {
  const word = FIRST_WORD_REGEXP.exec(trimBlanks(text))?.[0] ?? "";
  const facts = { text: word, is: "it has no =", accepted: LINE_ACCEPTED };
  return skip({ code: "line-invalid", path: "", facts });
}

function skipValue(key: string, text: string, fault: Fault): RegistryLine {
  const value = isSecretKey(key) ? "(sealed)" : printable(text);
  return skip({ code: "value-invalid", path: key, facts: { value, ...fault } });
}

function withoutEnding(line: string): string {
  let end = line.length;
  if (line[end - 1] === "\n") end--;
  if (line[end - 1] === "\r") end--;
  return line.slice(0, end);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at])) at++;
  return at;
}

function endOfText(text: string): number {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return end;
}

function trimBlanks(text: string): string {
  return text.slice(skipBlanks(text, 0), endOfText(text));
}
