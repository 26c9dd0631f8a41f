import {
  CATALOGUE,
  type CatalogueEntry,
  describeProblem,
  foldRegistryKey,
  formatRegistryChange,
  isSecretKey,
  type Problem,
  type Registry,
  type RegistryChange,
} from "@fieldpost/core";
import { showLine } from "./show_text.ts";

const SEALED = "(sealed)";

/** A key and its value as programs get it; the value of a secret is never told. */
export type KeyAnswer =
  | { readonly key: string; readonly value: string }
  | { readonly key: string; readonly sealed: true };

/** A problem as programs get it. */
export interface ProblemAnswer {
  readonly code: string;
  readonly key: string;
  readonly message: string;
  readonly line?: number;
}

export function answerKey(key: string, value: string): KeyAnswer {
  return isSecretKey(key) ? { key, sealed: true } : { key, value };
}

export function answerProblem(problem: Problem): ProblemAnswer {
  const { code, path, line } = problem;
  const answer = { code, key: path, message: describeProblem(problem) };
  return line === undefined ? answer : { ...answer, line };
}

/** A change as programs get it. */
export function answerChange({ kind, key, before, after }: RegistryChange): RegistryChange {
  if (isSecretKey(key)) return { kind, key };
  return {
    kind,
    key,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

export function renderKey(key: string, value: string): string {
  const shown = isSecretKey(key) ? SEALED : showLine(value);
  return `${showLine(key)} = ${shown}\n`;
}

/** The value alone, as scripts want it. */
export function renderValue(key: string, value: string): string {
  return isSecretKey(key) ? SEALED : value;
}

export function renderChange(change: RegistryChange): string {
  return `${showLine(formatRegistryChange(change))}\n`;
}

/** The names of the nodes and keys directly below a node, whole and in their own spelling. */
export function renderNode(registry: Registry, node: string): string {
  const { nodes, keys } = listNode(registry, node);
  return [
    ...nodes.map((name) => `${showLine(name)}/\n`),
    ...keys.map((key) => renderKey(key, registry.get(key) ?? "")),
  ].join("");
}

/** What stands directly below a node, with whole names. */
export function listNode(
  registry: Registry,
  node: string,
): { readonly nodes: readonly string[]; readonly keys: readonly string[] } {
  const { nodes, keys } = registry.list(node);
  const prefix = spellPrefix(registry, foldRegistryKey(node).replace(/\/$/, ""));
  const whole = (name: string) => `${prefix}${name}`;
  return {
    nodes: nodes.map(whole),
    keys: keys.map((name) => registry.spelling(whole(name)) ?? whole(name)),
  };
}

/** What stands before the names below a node, as the first key below it spells it. */
function spellPrefix(registry: Registry, folded: string): string {
  if (folded === "") return "";
  const isBelow = (key: string) => foldRegistryKey(key).startsWith(`${folded}/`);
  const [key = folded] = registry.entries().find(([each]) => isBelow(each)) ?? [];
  return `${key.split("/").slice(0, folded.split("/").length).join("/")}/`;
}

/** Writes every key that is read, with its default, origin and meaning. */
export function renderCatalogue(): string {
  return CATALOGUE.map(renderEntry).join("\n");
}

function renderEntry({ key, kind, since, origin, meaning, ...entry }: CatalogueEntry): string {
  const facts = [
    entry.choices?.join(" | ") ?? kind,
    entry.default === undefined ? "no default" : `default ${entry.default}`,
    ...(since === undefined ? [] : [`since ${since}`]),
    `origin: ${origin}`,
  ];
  return `${key}\n  ${meaning}\n  ${facts.join(", ")}\n`;
}
