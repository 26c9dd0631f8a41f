import { exportedNames } from "./exported_names.ts";
import type { Breach, HouseRule } from "./house_rule.ts";
import type { SourceFile } from "./source_file.ts";
import { isNode, listOf, type SyntaxNode, walkNodes } from "./syntax_node.ts";

const FILE_LINES = 300;
const FUNCTION_LINES = 60;

const DRAWERS: ReadonlySet<string> = new Set(
  "utils util helpers helper common types type index misc shared constants consts lib".split(" "),
);

/** Files that are named for their place: the door and the program's entry. */
const ENTRY_FILES: ReadonlySet<string> = new Set(["mod", "main"]);

/** Rules about a file as a whole: its length, its name, its functions. */
export const FILE_RULES: readonly HouseRule[] = [
  { name: "file-length", reads: "source", check: checkFileLength },
  { name: "function-length", reads: "source", check: checkFunctionLength },
  { name: "file-name", reads: "all", check: checkFileName },
  { name: "main-export", reads: "source", check: checkMainExport },
  { name: "drawer", reads: "all", check: checkDrawer },
];

function baseName(file: SourceFile): string {
  return file.path.slice(file.path.lastIndexOf("/") + 1).replace(/\.tsx?$/u, "");
}

function checkFileLength(file: SourceFile): readonly Breach[] {
  const lines = file.text.trimEnd().split("\n").length;
  return lines <= FILE_LINES
    ? []
    : [{ line: FILE_LINES + 1, message: `${lines} lines, at most ${FILE_LINES}` }];
}

const FUNCTION_REGEXP =
  /^(?:Function|ArrowFunction|Class|Private)(?:Declaration|Expression|Method)$/u;

function checkFunctionLength(file: SourceFile): readonly Breach[] {
  const found: Breach[] = [];
  walkNodes(file.program, (node) => {
    const isFunction =
      node.type === "Constructor" ||
      (FUNCTION_REGEXP.test(node.type) && !node.type.startsWith("ClassDecl"));
    const lines = file.lastLineOf(node) - file.lineOf(node) + 1;
    if (isFunction && node.type !== "ClassExpression" && lines > FUNCTION_LINES) {
      found.push({
        line: file.lineOf(node),
        message: `function of ${lines} lines, at most ${FUNCTION_LINES}`,
      });
    }
    return undefined;
  });
  return found;
}

function checkFileName(file: SourceFile): readonly Breach[] {
  // A declaration file is named after the package that it declares.
  return /^_?[a-z0-9]+(?:_[a-z0-9]+)*(?:\.d)?$/u.test(baseName(file))
    ? []
    : [{ line: 1, message: `"${baseName(file)}.ts" is not snake_case` }];
}

function checkDrawer(file: SourceFile): readonly Breach[] {
  const name = baseName(file).replace(/^_/u, "");
  return DRAWERS.has(name)
    ? [{ line: 1, message: `"${name}.ts" is a drawer: name the file after its one concept` }]
    : [];
}

/** Turns `parseSmtpReply`, `SmtpReply` or `SMTP_PORT` into the name a file has for it. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/gu, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/gu, "$1_$2")
    .toLowerCase();
}

/**
 * A file is named after what it exports. `host_name.ts` may hold `parseHostName()`, and
 * `smtp_login.ts` `startLogin()`; sharing no word at all is a breach. A
 * private file gathers parts of one concept and may be named after the concept.
 */
function checkMainExport(file: SourceFile): readonly Breach[] {
  const name = baseName(file);
  if (ENTRY_FILES.has(name) || name.startsWith("_") || isProgram(file)) {
    return [];
  }
  const shown = exportedNames(file).map((each) => snakeCase(each.name));
  const words = name.split("_").map(singular);
  const isNamedAfter = shown
    .flatMap((each) => each.split("_").map(singular))
    .some((word) => words.some((own) => word.startsWith(own)));
  return isNamedAfter
    ? []
    : [{ line: 1, message: `exports nothing called ${name} (${shown.join(", ") || "nothing"})` }];
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/s$/u, "") : word;
}

/** A program that is started by its name: it exports nothing and acts at top level. */
function isProgram(file: SourceFile): boolean {
  const statements = listOf(file.program, "body").filter(isNode);
  return exportedNames(file).length === 0 && statements.some(isAction);
}

function isAction({ type }: SyntaxNode): boolean {
  return /Statement$/u.test(type) && type !== "EmptyStatement";
}
