import { exportedNames } from "./exported_names.ts";
import type { Breach, HouseRule } from "./house_rule.ts";
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

const PARAMETERS = 3;

/** Rules about how a file is written. */
export const SYNTAX_RULES: readonly HouseRule[] = [
  {
    name: "no-default-export",
    reads: "all",
    check: byNode((node) =>
      node.type.startsWith("ExportDefault") ? "default export: give it a name" : undefined,
    ),
  },
  {
    name: "no-enum",
    reads: "all",
    check: byNode((node) =>
      node.type === "TsEnumDeclaration" ? "enum: use a union of string literals" : undefined,
    ),
  },
  { name: "no-console", reads: "all", check: byNode(consoleProblem) },
  { name: "parameters", reads: "source", check: byNode(parameterProblem) },
  { name: "error-message", reads: "source", check: byNode(errorMessageProblem) },
  { name: "top-level-arrow", reads: "source", check: checkTopLevelArrows },
  { name: "barrel", reads: "source", check: checkBarrel },
];

function byNode(
  problemOf: (node: SyntaxNode) => string | undefined,
): (file: SourceFile) => readonly Breach[] {
  return (file) => {
    const found: Breach[] = [];
    walkNodes(file.program, (node) => {
      const message = problemOf(node);
      if (message !== undefined) {
        found.push({ line: file.lineOf(node), message });
      }
      return undefined;
    });
    return found;
  };
}

function consoleProblem(node: SyntaxNode): string | undefined {
  const member = memberOf(node);
  return member?.startsWith("console.") === true
    ? `${member}: text leaves through one file of the command`
    : undefined;
}

function parameterProblem(node: SyntaxNode): string | undefined {
  const count = listOf(node, "params").length;
  const isSignature =
    node.type === "FunctionDeclaration" || node.type === "ArrowFunctionExpression";
  return isSignature && count > PARAMETERS
    ? `${count} parameters, at most ${PARAMETERS}: give it an options object`
    : undefined;
}

/** `new XError("...")` with a literal whose beginning and end can be read. */
function errorMessageProblem(node: SyntaxNode): string | undefined {
  const name = node.type === "NewExpression" ? identifierOf(node["callee"]) : undefined;
  if (name === undefined || !/Error$/u.test(name)) {
    return undefined;
  }
  const argument = nodeOf(listOf(node, "arguments")[0], "expression");
  const { head, tail } = literalEnds(argument);
  if (head !== undefined && head !== "" && !head.startsWith("Cannot ")) {
    return `message begins "${head.slice(0, 20)}": begin with "Cannot <verb>"`;
  }
  return tail?.endsWith(".") === true ? "message ends with a full stop" : undefined;
}

function literalEnds(argument: SyntaxNode | undefined): {
  readonly head: string | undefined;
  readonly tail: string | undefined;
} {
  if (argument?.type === "StringLiteral") {
    const text = textOf(argument, "value");
    return { head: text, tail: text };
  }
  if (argument?.type === "TemplateLiteral") {
    const quasis = listOf(argument, "quasis");
    return { head: textOf(quasis[0], "cooked"), tail: textOf(quasis.at(-1), "cooked") };
  }
  return { head: undefined, tail: undefined };
}

function checkTopLevelArrows(file: SourceFile): readonly Breach[] {
  return listOf(file.program, "body")
    .filter(isNode)
    .map((each) => nodeOf(each, "declaration") ?? each)
    .flatMap((each) => listOf(each, "declarations").filter(isNode))
    .filter((each) => nodeOf(each, "init")?.type === "ArrowFunctionExpression")
    .map((each) => ({
      line: file.lineOf(each),
      message: `"${identifierOf(each["id"])}" is a top-level arrow: declare a function`,
    }));
}

function checkBarrel(file: SourceFile): readonly Breach[] {
  const isDoor = file.path.endsWith("/mod.ts");
  return exportedNames(file)
    .filter(({ kind, name }) => kind === "re-export" && (!isDoor || name === "*"))
    .map(({ statement, name }) => ({
      line: file.lineOf(statement),
      message: isDoor ? "export *: list the names" : `re-exports ${name}: only mod.ts is a door`,
    }));
}
