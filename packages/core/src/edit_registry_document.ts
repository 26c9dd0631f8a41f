import { formatValue } from "./_quoted_value.ts";
import { nodeOf, RegistryLayout } from "./_registry_layout.ts";
import type { AssignmentLine } from "./_registry_line.ts";
import { Registry } from "./registry.ts";
import type { RegistryChange } from "./registry_change.ts";
import {
  formatRegistryDocument,
  parseRegistryDocument,
  type RegistryDocument,
  type RegistryDocumentLimits,
} from "./registry_document.ts";
import { foldRegistryKey, isDynamicKey, parseRegistryKey } from "./registry_key.ts";
import { REGISTRY_LIMITS } from "./registry_limits.ts";

interface Wanted {
  readonly key: string;
  readonly value: string;
}

/**
 * Writes changes into a document and leaves every other line as it is.
 *
 * A changed value replaces the value on the line that decides it; a removed key loses all its lines;
 * a new key goes below the last key of its section, in the section's own spelling, or into a new
 * section at the end. Changes of dynamic keys are left out. Look at `complete` of the answer before it
 * is saved: the changes can outgrow the limits.
 *
 * @throws {RangeError} If the document is incomplete.
 * @throws {SyntaxError} If the key of a change is not a key.
 * @example One changed value
 * ```ts
 * import { editRegistryDocument, formatRegistryDocument, parseRegistryDocument } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const document = parseRegistryDocument("[Email]\n  Port=25  \n; SMTPS comes later\n");
 * const edited = editRegistryDocument(document, [
 *   { kind: "changed", key: "Email/Port", before: "25", after: "465" },
 *   { kind: "added", key: "Email/SMTPS", after: "enabled" },
 * ]);
 * assert.equal(
 *   formatRegistryDocument(edited),
 *   "[Email]\n  Port=465  \nSMTPS = enabled\n; SMTPS comes later\n",
 * );
 * ```
 */
export function editRegistryDocument(
  document: RegistryDocument,
  changes: Iterable<RegistryChange>,
  limits: Partial<RegistryDocumentLimits> = {},
): RegistryDocument {
  if (!document.complete) {
    throw new RangeError(
      "Cannot edit the document: it exceeds a limit and was not read whole, a complete document is accepted",
    );
  }
  const wanted = collectWanted(changes);
  const layout = new RegistryLayout(document, { ...REGISTRY_LIMITS, ...limits });
  const edit = { wanted, layout };
  const output = new LineWriter(lineEndingOf(document));
  const added = placeAdded(wanted, layout);
  output.insert(added.below.get(-1));
  for (const [index, text] of document.lines.entries()) {
    const line = layout.assignments.get(index);
    output.keep(line === undefined ? text : rewrite(text, line, newValueOf(line, index, edit)));
    output.insert(added.below.get(index));
  }
  for (const [node, lines] of added.sections) output.append(node, lines);
  return parseRegistryDocument(document.bom + output.lines.join(""), limits);
}

/**
 * Writes the saved keys of a registry as a new document, one section per node.
 *
 * @example A registry to export
 * ```ts
 * import { formatRegistry, Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([["Email/Port", "587"], ["Email/B/Subject", " Hot "]]);
 * assert.equal(formatRegistry(registry), '[Email]\nPort = 587\n\n[Email/B]\nSubject = " Hot "\n');
 * ```
 */
export function formatRegistry(registry: Registry): string {
  const { changes } = Registry.empty.apply(registry.persistentEntries());
  return formatRegistryDocument(editRegistryDocument(parseRegistryDocument(""), changes));
}

function collectWanted(changes: Iterable<RegistryChange>): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const change of changes) {
    const key = parseRegistryKey(change.key);
    if (!isDynamicKey(key)) wanted.set(foldRegistryKey(key), { key, value: change.after ?? "" });
  }
  return wanted;
}

function lineEndingOf(document: RegistryDocument): string {
  return /\r\n?$|\n$/.exec(document.lines[0] ?? "")?.[0] ?? "\n";
}

interface Edit {
  readonly wanted: ReadonlyMap<string, Wanted>;
  readonly layout: RegistryLayout;
}

/** The value to write on a line: `""` drops the line, `undefined` leaves it as it is. */
function newValueOf(line: AssignmentLine, index: number, edit: Edit): string | undefined {
  const folded = foldRegistryKey(line.key);
  const value = edit.wanted.get(folded)?.value;
  if (value === "" || value === undefined) return value;
  const decides = edit.layout.decidingLines.get(folded) === index;
  return decides && value !== line.value ? value : undefined;
}

function rewrite(text: string, line: AssignmentLine, value: string | undefined): string {
  if (value === undefined) return text;
  if (value === "") return "";
  const before = text.slice(0, line.valueStart);
  const gap = line.valueStart === line.valueEnd && before.endsWith("=") ? " " : "";
  return before + gap + formatValue(value) + text.slice(line.valueEnd);
}

interface Added {
  /** The new lines to write after each line; -1 is the top. */
  readonly below: ReadonlyMap<number, readonly string[]>;
  /** The new lines of each new section. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
}

function placeAdded(wanted: ReadonlyMap<string, Wanted>, layout: RegistryLayout): Added {
  const below = new Map<number, string[]>();
  const sections = new Map<string, string[]>();
  const spellings = new Map<string, string>();
  for (const [folded, { key, value }] of wanted) {
    if (value === "" || layout.decidingLines.has(folded)) continue;
    const place = layout.placeOf(key);
    if (place !== undefined) {
      push(below, place.line, `${place.name} = ${formatValue(value)}`);
      continue;
    }
    const node = nodeOf(key);
    const spelling = spellings.get(nodeOf(folded)) ?? node;
    spellings.set(nodeOf(folded), spelling);
    const section = spelling.length === node.length ? spelling : node;
    push(sections, section, `${key.slice(section.length + 1)} = ${formatValue(value)}`);
  }
  return { below, sections };
}

function push<K>(lists: Map<K, string[]>, key: K, line: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [line]);
  else list.push(line);
}

/** The lines of an edited document; what is inserted below a line without an ending gives it one. */
class LineWriter {
  readonly lines: string[] = [];
  readonly #ending: string;

  constructor(ending: string) {
    this.#ending = ending;
  }

  keep(text: string): void {
    if (text !== "") this.lines.push(text);
  }

  insert(lines: readonly string[] = []): void {
    const last = this.lines.at(-1);
    if (lines.length > 0 && last !== undefined && !/[\r\n]$/.test(last)) {
      this.lines.push(this.#ending);
    }
    for (const line of lines) this.lines.push(line + this.#ending);
  }

  append(node: string, lines: readonly string[]): void {
    const last = this.lines.at(-1);
    const gap = last === undefined || /^[ \t]*[\r\n]+$/.test(last) ? [] : [""];
    this.insert([...gap, `[${node}]`, ...lines]);
  }
}
