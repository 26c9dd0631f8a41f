import type { Breach, HouseRule } from "./house_rule.ts";
import { moduleReferences } from "./module_references.ts";
import type { SourceFile } from "./source_file.ts";
import { identifierOf, listOf, nodeOf, type SyntaxNode, textOf, walkNodes } from "./syntax_node.ts";

/** Rules about tests: every one runs, none waits for the clock, and names are statements. */
export const TEST_RULES: readonly HouseRule[] = [
  { name: "test-skipped", reads: "test", check: byCall(skippedProblem) },
  { name: "test-name", reads: "test", check: byCall(nameProblem) },
  { name: "test-sleep", reads: "test", check: checkSleeps },
];

const BLOCKS: ReadonlySet<string> = new Set(["it", "test", "describe"]);

function byCall(
  problemOf: (callee: string, call: SyntaxNode) => string | undefined,
): (file: SourceFile) => readonly Breach[] {
  return (file) => {
    const found: Breach[] = [];
    walkNodes(file.program, (node) => {
      const callee = node.type === "CallExpression" ? dottedName(node["callee"]) : undefined;
      const message = callee === undefined ? undefined : problemOf(callee, node);
      if (message !== undefined) {
        found.push({ line: file.lineOf(node), message });
      }
      return undefined;
    });
    return found;
  };
}

/** `it.skip.each` for nested member expressions and calls. */
function dottedName(callee: unknown): string | undefined {
  const own = identifierOf(callee);
  if (own !== undefined) {
    return own;
  }
  const object = nodeOf(callee, "object");
  if (object === undefined) {
    const inner = nodeOf(callee, "callee") ?? nodeOf(callee, "tag");
    return inner === undefined ? undefined : dottedName(inner);
  }
  return `${dottedName(object) ?? ""}.${identifierOf(nodeOf(callee, "property")) ?? ""}`;
}

function skippedProblem(callee: string): string | undefined {
  const [block = "", ...rest] = callee.split(".");
  const isSkipped =
    /^(?:xit|xtest|xdescribe|fit|fdescribe)$/u.test(block) ||
    (BLOCKS.has(block) && rest.some((word) => /^(?:skip|only|todo|failing)$/u.test(word)));
  return isSkipped ? `${callee}: every test runs` : undefined;
}

function nameProblem(callee: string, call: SyntaxNode): string | undefined {
  const name = textOf(nodeOf(listOf(call, "arguments")[0], "expression"), "value");
  return BLOCKS.has(callee.split(".")[0] ?? "") && /\bshould\b/iu.test(name ?? "")
    ? `"${name}": say what is, not what should be`
    : undefined;
}

function checkSleeps(file: SourceFile): readonly Breach[] {
  const found: Breach[] = moduleReferences(file)
    .filter(({ specifier }) => /^(?:node:)?timers\/promises$/u.test(specifier))
    .map(({ line }) => ({ line, message: "sleeps: wait for what is to happen" }));
  walkNodes(file.program, (node) => {
    if (node.type === "NewExpression" && identifierOf(node["callee"]) === "Promise") {
      const executor = nodeOf(listOf(node, "arguments")[0], "expression");
      if (executor !== undefined && resolvesByTimer(executor)) {
        found.push({ line: file.lineOf(node), message: "sleeps: wait for what is to happen" });
      }
    }
    return undefined;
  });
  return found;
}

/** `(resolve) => setTimeout(resolve, n)`; a timer that rejects is a limit, not a sleep. */
function resolvesByTimer(executor: SyntaxNode): boolean {
  const [first] = listOf(executor, "params");
  const resolve = identifierOf(first) ?? identifierOf(nodeOf(first, "pat"));
  let resolves = false;
  walkNodes(nodeOf(executor, "body"), (node) => {
    if (node.type === "CallExpression" && identifierOf(node["callee"]) === "setTimeout") {
      const action = nodeOf(listOf(node, "arguments")[0], "expression");
      const called = nodeOf(nodeOf(action, "body"), "callee") ?? action;
      resolves ||= resolve !== undefined && identifierOf(called) === resolve;
    }
    return undefined;
  });
  return resolves;
}
