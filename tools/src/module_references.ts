import type { SourceFile } from "./source_file.ts";
import { listOf, nodeOf, type SyntaxNode, textOf, walkNodes } from "./syntax_node.ts";

/** One mention of another module, in whatever form. */
export interface ModuleReference {
  readonly specifier: string;
  readonly line: number;
  readonly form: "import" | "import-type" | "export" | "dynamic" | "type" | "require";
}

/**
 * Lists the modules a file mentions: `import`, `export from`, `import()`, import types, `require`.
 *
 * A dynamic import whose argument is computed is listed with the specifier `<computed>`.
 */
export function moduleReferences(file: SourceFile): readonly ModuleReference[] {
  const found: ModuleReference[] = [];
  walkNodes(file.program, (node) => {
    const reference = referenceOf(node);
    if (reference !== undefined) {
      found.push({ ...reference, line: file.lineOf(node) });
    }
    return undefined;
  });
  return found;
}

function referenceOf(node: SyntaxNode): Omit<ModuleReference, "line"> | undefined {
  switch (node.type) {
    case "ImportDeclaration":
      return named(nodeOf(node, "source"), node["typeOnly"] === true ? "import-type" : "import");
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      return named(nodeOf(node, "source"), "export");
    case "TsImportType":
      return named(nodeOf(node, "argument"), "type");
    case "CallExpression":
      return calledReference(node);
    default:
      return undefined;
  }
}

function calledReference(node: SyntaxNode): Omit<ModuleReference, "line"> | undefined {
  const callee = nodeOf(node, "callee");
  const argument = nodeOf(listOf(node, "arguments")[0], "expression");
  if (callee?.type === "Import") {
    return named(argument, "dynamic") ?? { specifier: "<computed>", form: "dynamic" };
  }
  return callee?.type === "Identifier" && callee["value"] === "require"
    ? named(argument, "require")
    : undefined;
}

function named(
  source: SyntaxNode | undefined,
  form: ModuleReference["form"],
): Omit<ModuleReference, "line"> | undefined {
  if (source?.type === "TemplateLiteral" && listOf(source, "expressions").length === 0) {
    return { specifier: textOf(listOf(source, "quasis")[0], "cooked") ?? "", form };
  }
  const specifier = source?.type === "StringLiteral" ? textOf(source, "value") : undefined;
  return specifier === undefined ? undefined : { specifier, form };
}
