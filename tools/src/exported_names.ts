import type { SourceFile } from "./source_file.ts";
import { identifierOf, isNode, listOf, nodeOf, type SyntaxNode, textOf } from "./syntax_node.ts";

/** One name a file exports, with the statement that declares it. */
export interface ExportedName {
  readonly name: string;
  readonly kind: "function" | "class" | "value" | "type" | "re-export";
  readonly statement: SyntaxNode;
  /** The module a re-export comes from. */
  readonly from?: string;
  /** What a re-exported name is called there. */
  readonly original?: string;
}

const KINDS: Readonly<Record<string, ExportedName["kind"]>> = {
  FunctionDeclaration: "function",
  ClassDeclaration: "class",
  TsInterfaceDeclaration: "type",
  TsTypeAliasDeclaration: "type",
};

/** Lists what a file exports, `export *` as the name `*`. */
export function exportedNames(file: SourceFile): readonly ExportedName[] {
  return listOf(file.program, "body")
    .filter(isNode)
    .flatMap((statement) => namesOf(statement));
}

function namesOf(statement: SyntaxNode): readonly ExportedName[] {
  switch (statement.type) {
    case "ExportDeclaration":
      return declaredNames(statement, nodeOf(statement, "declaration"));
    case "ExportNamedDeclaration":
      return specifierNames(statement);
    case "ExportAllDeclaration":
      return [
        {
          name: "*",
          kind: "re-export",
          statement,
          from: textOf(nodeOf(statement, "source"), "value") ?? "",
        },
      ];
    default:
      return [];
  }
}

function declaredNames(
  statement: SyntaxNode,
  declaration: SyntaxNode | undefined,
): readonly ExportedName[] {
  if (declaration?.type === "VariableDeclaration") {
    return listOf(declaration, "declarations").flatMap((each) => {
      const name = identifierOf(nodeOf(each, "id"));
      return name === undefined ? [] : [{ name, kind: "value" as const, statement }];
    });
  }
  const name = identifierOf(declaration?.["identifier"]) ?? identifierOf(declaration?.["id"]);
  const kind = KINDS[declaration?.type ?? ""];
  return name === undefined || kind === undefined ? [] : [{ name, kind, statement }];
}

function specifierNames(statement: SyntaxNode): readonly ExportedName[] {
  const from = textOf(nodeOf(statement, "source"), "value");
  return listOf(statement, "specifiers").flatMap((specifier) => {
    const original = identifierOf(nodeOf(specifier, "orig"));
    const name = identifierOf(nodeOf(specifier, "exported")) ?? original;
    return name === undefined || original === undefined || from === undefined
      ? []
      : [{ name, kind: "re-export" as const, statement, from, original }];
  });
}
