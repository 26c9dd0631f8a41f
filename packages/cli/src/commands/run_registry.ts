import {
  CATALOGUE,
  findCatalogueEntry,
  parseRegistryKey,
  type Registry,
  type RegistryAssignment,
} from "@fieldpost/core";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { nearestWord } from "../nearest_word.ts";
import { openUnit } from "../open_unit.ts";
import { readAssignments } from "../read_assignment.ts";
import { reportWrite } from "../report_write.ts";
import { renderJson } from "../text/render_json.ts";
import {
  answerKey,
  listNode,
  renderCatalogue,
  renderKey,
  renderNode,
  renderValue,
} from "../text/render_registry.ts";
import { showLines } from "../text/show_text.ts";
import { exportRegistry } from "./export_registry.ts";
import { importRegistry } from "./import_registry.ts";

/** `registry`. */
export async function runRegistry(context: CommandContext): Promise<number> {
  const { io, words, isJson } = context;
  words.allowOneOf(["import", "export", "remove", "catalogue"]);
  if (words.has("import")) return await importRegistry(context);
  if (words.has("export")) return await exportRegistry(context);
  if (words.has("catalogue")) {
    io.write(isJson ? renderJson({ catalogue: CATALOGUE }) : renderCatalogue());
    return 0;
  }
  if (words.has("remove")) {
    words.allowNoOperand("registry", "--remove takes one key");
    return await assign(
      context,
      words.values("remove").map((key) => [key.trim(), ""]),
    );
  }
  const assignments = readAssignments(words.operands);
  return assignments.length > 0 ? await assign(context, assignments) : await show(context);
}

async function assign(
  context: CommandContext,
  assignments: readonly RegistryAssignment[],
): Promise<number> {
  const { registry } = await openUnit(context.io);
  const isDryRun = context.words.has("dry-run");
  const write = isDryRun ? registry.preview(assignments) : registry.assign(assignments);
  return reportWrite(await write, context, { isDryRun });
}

async function show(context: CommandContext): Promise<number> {
  const [name = ""] = context.words.operands;
  const { registry } = await (await openUnit(context.io)).registry.read();
  const value = name.endsWith("/") ? undefined : registry.get(name);
  if (value !== undefined) return showKey(registry.spelling(name) ?? name, value, context);
  const { nodes, keys } = listNode(registry, name);
  const isRoot = name === "" || name === "/";
  if (!isRoot && nodes.length === 0 && keys.length === 0) throw notSet(name, registry);
  return showNode(name, registry, context);
}

function showKey(key: string, value: string, { io, isJson }: CommandContext): number {
  if (isJson) {
    io.write(renderJson(answerKey(key, value)));
    return 0;
  }
  const text = renderValue(key, value);
  // A script gets the value as it is; a terminal must not obey it.
  io.write(`${io.isOutputTerminal ? showLines(text) : text}\n`);
  return 0;
}

function showNode(node: string, registry: Registry, { io, words, isJson }: CommandContext): number {
  const isRecursive = words.has("recursive");
  const { nodes, keys } = isRecursive
    ? { nodes: [], keys: keysBelow(registry, node) }
    : listNode(registry, node);
  if (isJson) {
    const entries = keys.map((key) => answerKey(key, registry.get(key) ?? ""));
    io.write(renderJson({ node, nodes, keys: entries }));
  } else if (isRecursive) {
    io.write(keys.map((key) => renderKey(key, registry.get(key) ?? "")).join(""));
  } else {
    io.write(renderNode(registry, node));
  }
  return 0;
}

function keysBelow(registry: Registry, node: string): readonly string[] {
  const { nodes, keys } = listNode(registry, node);
  return [...keys, ...nodes.flatMap((each) => keysBelow(registry, each))];
}

function notSet(name: string, registry: Registry): CliFailure {
  const key = parseKey(name.replace(/\/$/, ""));
  const entry = findCatalogueEntry(key);
  if (entry?.default !== undefined) {
    return new CliFailure(
      "not-set",
      `Cannot show ${key}: it is not set, its default is ${entry.default}`,
    );
  }
  const known = [...registry.entries().map(([each]) => each), ...CATALOGUE.map((each) => each.key)];
  const near = entry === undefined ? nearestWord(key, known) : undefined;
  const hint =
    near === undefined ? '"registry --recursive" lists what is' : `${near} is the nearest one`;
  return new CliFailure("not-set", `Cannot show ${key}: it is not set, ${hint}`);
}

function parseKey(text: string): string {
  try {
    return parseRegistryKey(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CliFailure("input-invalid", error.message, { cause: error });
  }
}
