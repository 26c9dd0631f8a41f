import type { SourceFile } from "./source_file.ts";
import {
  identifierOf,
  isNode,
  listOf,
  memberOf,
  nodeOf,
  type SyntaxNode,
  textOf,
  walkNodes,
} from "./syntax_node.ts";

/** A place where a module could remember something between two calls. */
export interface ModuleStateProblem {
  readonly node: SyntaxNode;
  readonly message: string;
}

const COLLECTIONS: ReadonlySet<string> = new Set(["Map", "Set", "WeakMap", "WeakSet", "Array"]);

const READONLY_TYPE_REGEXP = /^(?:Readonly\w*|readonly\b)/u;

/** Lists top-level state that can change: `let`, collections without a readonly type, and the like. */
export function moduleStateProblems(file: SourceFile): readonly ModuleStateProblem[] {
  const statements = listOf(file.program, "body").filter(isNode);
  const declared = statements.map((each) => nodeOf(each, "declaration") ?? each);
  return [
    ...declared.flatMap((node) => declarationProblems(file, node)),
    ...statefulRegexps(file, declared),
  ];
}

function declarationProblems(file: SourceFile, node: SyntaxNode): readonly ModuleStateProblem[] {
  if (node.type === "ClassDeclaration") {
    return listOf(node, "body")
      .filter(isNode)
      .filter((member) => member.type === "ClassProperty" || member.type === "PrivateProperty")
      .filter((member) => member["isStatic"] === true && member["readonly"] !== true)
      .map((member) => ({
        node: member,
        message: "static field without readonly is module state",
      }));
  }
  if (node.type !== "VariableDeclaration") {
    return [];
  }
  if (node["kind"] !== "const") {
    return [{ node, message: `top-level ${textOf(node, "kind")} is module state` }];
  }
  return listOf(node, "declarations")
    .filter(isNode)
    .filter((each) => isMutableValue(nodeOf(each, "init")) && !hasReadonlyType(file, each))
    .map((each) => ({
      node: each,
      message: `"${identifierOf(each["id"])}" can change: give it a readonly type or "as const"`,
    }));
}

function isMutableValue(init: SyntaxNode | undefined): boolean {
  switch (init?.type) {
    case "ArrayExpression":
      return true;
    case "ObjectExpression":
      return listOf(init, "properties").length === 0;
    case "NewExpression":
      return COLLECTIONS.has(identifierOf(init["callee"]) ?? "") || isBlankBuffer(init);
    case "TsSatisfiesExpression":
      return isMutableValue(nodeOf(init, "expression"));
    default:
      return false;
  }
}

/** `new Uint8Array(64)` at top level can only be a scratch buffer. */
function isBlankBuffer(init: SyntaxNode): boolean {
  const size = nodeOf(listOf(init, "arguments")[0], "expression");
  return (
    /Array$|^ArrayBuffer$/u.test(identifierOf(init["callee"]) ?? "") &&
    size?.type === "NumericLiteral" &&
    size["value"] !== 0
  );
}

function hasReadonlyType(file: SourceFile, declarator: SyntaxNode): boolean {
  const annotation = nodeOf(nodeOf(declarator, "id"), "typeAnnotation");
  const type = nodeOf(annotation, "typeAnnotation");
  return type !== undefined && READONLY_TYPE_REGEXP.test(file.textOf(type));
}

/** A regular expression with `g` or `y` remembers where it was, between `test()` and `test()`. */
function statefulRegexps(
  file: SourceFile,
  declared: readonly SyntaxNode[],
): readonly ModuleStateProblem[] {
  const names = declared
    .flatMap((node) => listOf(node, "declarations"))
    .filter((each) => /[gy]/u.test(textOf(nodeOf(each, "init"), "flags") ?? ""))
    .map((each) => identifierOf(nodeOf(each, "id")));
  const found: ModuleStateProblem[] = [];
  walkNodes(file.program, (node) => {
    const [object, property] = memberOf(node)?.split(".") ?? [];
    if (
      object !== undefined &&
      names.includes(object) &&
      /^(?:test|exec|lastIndex)$/u.test(property ?? "")
    ) {
      found.push({ node, message: `${object}.${property} remembers: drop the flag g or y` });
    }
    return undefined;
  });
  return found;
}
