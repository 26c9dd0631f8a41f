import { ProblemList } from "./_problem_list.ts";
import { readRegistryLine } from "./_registry_line.ts";
import { splitLines } from "./_split_lines.ts";
import type { Problem } from "./problem.ts";
import { Registry } from "./registry.ts";
import { foldRegistryKey } from "./registry_key.ts";
import { REGISTRY_LIMITS, type RegistryLimits } from "./registry_limits.ts";

/** A key and the value that one line of a document gives it; an empty value removes the key. */
export interface RegistryDocumentEntry {
  readonly key: string;
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * A registry as text, with every byte of it, and what the text means.
 *
 * `entries` stand in the order of their lines, so of several for one key the last one counts.
 */
export interface RegistryDocument {
  readonly bom: "" | "\uFEFF";
  /** Every line with its line ending; a document that is not read is one line. */
  readonly lines: readonly string[];
  readonly entries: readonly RegistryDocumentEntry[];
  readonly problems: readonly Problem[];
  /**
   * Whether all of the text was read; `false` when it is too large or has too many keys.
   *
   * Do not take the entries of an incomplete document for a registry.
   */
  readonly complete: boolean;
}

/** The limits of a document that a caller may draw tighter. */
export type RegistryDocumentLimits = Omit<RegistryLimits, "keyLength">;

/**
 * Reads a registry document; nothing throws, and no line is lost.
 *
 * The grammar is ours, JANOS publishes none for its jnior.ini. A line is blank, a comment that begins
 * with `;` or `#`, a section or an assignment. `[Node/Sub]` puts its node before the names that follow;
 * before the first section names are whole keys. `name = value` takes its value up to the end of the
 * line, without the blanks around it: no comment can follow. A value in double quotes may hold `\\`, `\"`,
 * `\n`, `\r`, `\t` and `\uXXXX`. An empty value removes the key; of several lines for one key the last
 * one counts. A line that cannot be read is kept, skipped and listed in `problems`. Values are not
 * judged here, that is `checkRegistryDocument()`.
 *
 * @example A section, a comment and a line that is none
 * ```ts
 * import { describeProblem, formatRegistryDocument, parseRegistryDocument } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const text = "; boiler room\r\n[Email]\r\nPort = 587\r\noops\r\n";
 * const document = parseRegistryDocument(text);
 * assert.deepEqual(document.entries, [{ key: "Email/Port", value: "587", line: 3 }]);
 * assert.deepEqual(document.problems.map(describeProblem), [
 *   'Line 4: Cannot read the line that begins with "oops": it has no =, ' +
 *     'a comment, a [section] or "name = value" is accepted',
 * ]);
 * assert.equal(formatRegistryDocument(document), text);
 * ```
 */
export function parseRegistryDocument(
  text: string,
  limits: Partial<RegistryDocumentLimits> = {},
): RegistryDocument {
  const all = { ...REGISTRY_LIMITS, ...limits };
  if (text.length > all.documentLength) return unreadDocument(text, all.documentLength);
  const bom = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const lines: readonly string[] = splitLines(text.slice(bom.length));
  return { bom, lines, ...readLines(lines, all) };
}

function unreadDocument(text: string, limit: number): RegistryDocument {
  const facts = { length: text.length, limit };
  const line = lineAt(text, limit);
  const problem: Problem = { code: "document-too-large", path: "", facts, line };
  return { bom: "", lines: [text], entries: [], problems: [problem], complete: false };
}

function lineAt(text: string, end: number): number {
  let line = 1;
  for (let at = 0; at < end; at++) {
    const character = text[at];
    if (character === "\n" || (character === "\r" && text[at + 1] !== "\n")) line++;
  }
  return line;
}

function readLines(
  lines: readonly string[],
  limits: RegistryDocumentLimits,
): Pick<RegistryDocument, "entries" | "problems" | "complete"> {
  const problems = new ProblemList(limits.problems);
  const entries: RegistryDocumentEntry[] = [];
  const lineOf = new Map<string, number>();
  let node: string | undefined = "";
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const read = readRegistryLine(text, node, limits);
    if (read.kind === "section") node = read.node;
    if ("problem" in read) problems.add(read.problem, line);
    if (read.kind !== "assignment") continue;
    const { key, value } = read;
    const folded = foldRegistryKey(key);
    const first = lineOf.get(folded);
    if (first !== undefined) {
      problems.add({ code: "key-duplicate", path: key, facts: { first } }, line);
    } else if (lineOf.size === limits.keys) {
      const facts = { count: limits.keys + 1, limit: limits.keys };
      const problem: Problem = { code: "too-many-keys", path: "", facts, line };
      return { entries, problems: [...problems.list(), problem], complete: false };
    }
    lineOf.set(folded, line);
    entries.push({ key, value, line });
  }
  return { entries, problems: problems.list(), complete: true };
}

/**
 * Writes a document back: byte for byte the text it was read from.
 *
 * @example A document without a last line ending
 * ```ts
 * import { formatRegistryDocument, parseRegistryDocument } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const text = "\uFEFFEmail/Port=587";
 * assert.equal(formatRegistryDocument(parseRegistryDocument(text)), text);
 * ```
 */
export function formatRegistryDocument(document: RegistryDocument): string {
  return document.bom + document.lines.join("");
}

/**
 * Makes the registry that a document describes; look at `complete` first.
 *
 * @example The last of two lines
 * ```ts
 * import { parseRegistryDocument, readRegistryDocument } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const document = parseRegistryDocument("[Email]\nPort = 25\nport = 587\n");
 * assert.deepEqual(readRegistryDocument(document).entries(), [["Email/Port", "587"]]);
 * ```
 */
export function readRegistryDocument(document: RegistryDocument): Registry {
  return Registry.empty.apply(document.entries.map(({ key, value }) => [key, value] as const))
    .registry;
}
