import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";

/** A text that a source file holds, with `{}` for what is put into it. */
export interface SourceSentence {
  /** Below the folder that was scanned. */
  readonly file: string;
  readonly text: string;
  /** Whether a person could read it: it is no name and no code. */
  readonly isProse: boolean;
}

// Two words in a row, or a word beside a place: what a person would read and no name or code.
const PROSE_REGEXP = /[a-z]{2,},? [a-z(]|[A-Za-z]{2,}:? \{\}|\{\} [a-z]{2,}|^(?:no|at|from|by) /;

/**
 * Lists the texts of every source file below a folder; tests and their parts are left out.
 *
 * @param documentMembers Members of objects whose texts only documents show
 */
export function scanSentences(
  folder: string,
  documentMembers: readonly string[],
): readonly SourceSentence[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith("_test.ts"))
    .filter((file) => !file.includes("_testing"));
  return files.sort().flatMap((file) => {
    const program = parseAst(readFileSync(join(folder, file), "utf8"), { lang: "ts" });
    const found = new Set<string>();
    collect(program.body, { found, skipped: new Set(documentMembers) });
    return [...found].map((text) => ({ file, text, isProse: PROSE_REGEXP.test(text) }));
  });
}

interface Collection {
  readonly found: Set<string>;
  readonly skipped: ReadonlySet<unknown>;
}

interface Node {
  readonly type: string;
  readonly key?: { readonly name?: unknown };
  readonly value?: unknown;
  readonly source?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
}

function collect(value: unknown, collection: Collection): void {
  if (Array.isArray(value)) {
    for (const each of value) collect(each, collection);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if ("type" in value && isSkipped(value as Node, collection)) return;
  const text = "type" in value ? textOf(value as Node) : undefined;
  if (text !== undefined) collection.found.add(text);
  for (const child of Object.values(value)) collect(child, collection);
}

function isSkipped({ type, source, key }: Node, { skipped }: Collection): boolean {
  if (type === "Property" && skipped.has(key?.name)) return true;
  const isModule = type === "ImportDeclaration" || type === "ExportAllDeclaration";
  return isModule || type === "TSLiteralType" || (type === "ExportNamedDeclaration" && !!source);
}

function textOf({ type, value, quasis = [] }: Node): string | undefined {
  if (type === "Literal" && typeof value === "string") return withoutNames(value);
  if (type !== "TemplateLiteral") return undefined;
  return quasis.map((part) => part.value.cooked).join("{}");
}

/** Drops the names of places, and what else stands in their braces. */
export function withoutNames(phrase: string): string {
  return phrase.replace(/\{\w*(?:[:?]\w+)?\}/g, "{}");
}
