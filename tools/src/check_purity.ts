import type { Finding } from "./finding.ts";
import { moduleReferences } from "./module_references.ts";
import { moduleStateProblems } from "./module_state.ts";
import type { SourceFile } from "./source_file.ts";
import type { StepReport } from "./step_report.ts";
import { identifierOf, memberOf, type SyntaxNode, textOf, walkNodes } from "./syntax_node.ts";

/** Global names that reach outside a function's arguments, with what to do instead. */
const FORBIDDEN_NAMES: Readonly<Record<string, string>> = {
  Date: "take the time as an argument",
  Intl: "core has no locale",
  Promise: "core does not wait: answer with data",
  globalThis: "core is a function of its arguments",
  process: "core has no process",
  Buffer: "core works on Uint8Array",
  console: "core returns data",
  crypto: "take the hash as an argument",
  fetch: "core has no network",
  performance: "take the time as an argument",
  queueMicrotask: "core says when it wants to be woken",
  setImmediate: "core says when it wants to be woken",
  setInterval: "core says when it wants to be woken",
  setTimeout: "core says when it wants to be woken",
  SharedArrayBuffer: "core shares nothing",
  WeakRef: "core does not watch the garbage collector",
  FinalizationRegistry: "core does not watch the garbage collector",
  WebAssembly: "core is text that a person can read",
  eval: "core is text that a person can read",
  Function: "core is text that a person can read",
};

const FORBIDDEN_MEMBERS: Readonly<Record<string, string>> = {
  "Math.random": "take the number as an argument",
  "import.meta": "core does not know where it is",
};

/** Methods whose answer depends on the machine's language. */
const LOCALE_METHOD_REGEXP = /^(?:localeCompare|toLocale[A-Z]\w*)$/u;

/** Checks that the sources of core are functions of their arguments. */
export function checkPurity(files: readonly SourceFile[]): StepReport {
  const sources = files.filter((file) => file.kind === "source");
  return {
    summary: `${sources.length} files`,
    findings: sources.flatMap((file) => [...checkImports(file), ...checkNodes(file)]),
  };
}

function checkImports(file: SourceFile): readonly Finding[] {
  return moduleReferences(file)
    .filter(({ specifier, form }) => !specifier.startsWith("./") || form === "dynamic")
    .map(({ specifier, line }) => finding(file, line, `imports "${specifier}": only "./" files`));
}

function checkNodes(file: SourceFile): readonly Finding[] {
  const found: Finding[] = moduleStateProblems(file).map(({ node, message }) =>
    finding(file, file.lineOf(node), message),
  );
  walkNodes(file.program, (node, [parent]) => {
    const problem = forbiddenName(node, parent) ?? forbiddenForm(node);
    if (problem !== undefined) {
      found.push(finding(file, file.lineOf(node), problem));
    }
    return undefined;
  });
  return found;
}

function finding(file: SourceFile, line: number, message: string): Finding {
  return { path: file.path, line, rule: "purity", message };
}

function forbiddenName(node: SyntaxNode, parent: SyntaxNode | undefined): string | undefined {
  const name = identifierOf(node);
  // Names of properties carry no scope ("ctxt"): only `globalThis.Date` would matter, and its
  // object is already forbidden.
  if (name === undefined || !("ctxt" in node) || isDeclaredHere(node, parent)) {
    return undefined;
  }
  const instead = Object.hasOwn(FORBIDDEN_NAMES, name) ? FORBIDDEN_NAMES[name] : undefined;
  return instead === undefined ? undefined : `uses ${name}: ${instead}`;
}

/** Whether the parser resolved the name to a declaration of this file (scope 1 is "nowhere"). */
function isDeclaredHere(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  return parent?.type !== "TsTypeReference" && node["ctxt"] !== 1;
}

function forbiddenForm(node: SyntaxNode): string | undefined {
  const member = memberOf(node);
  if (member !== undefined && Object.hasOwn(FORBIDDEN_MEMBERS, member)) {
    return `uses ${member}: ${FORBIDDEN_MEMBERS[member]}`;
  }
  if (node.type === "MetaProperty" && node["kind"] === "import.meta") {
    return `uses import.meta: ${FORBIDDEN_MEMBERS["import.meta"]}`;
  }
  if (node.type === "MemberExpression" && isLocaleMethod(node["property"])) {
    return `uses ${identifierOf(node["property"])}(): core has no locale`;
  }
  if (node.type === "AwaitExpression" || node["async"] === true || node["await"] === true) {
    return "waits (async or await): core answers with data";
  }
  return undefined;
}

function isLocaleMethod(property: unknown): boolean {
  const name = identifierOf(property) ?? textOf(property, "value");
  return name !== undefined && LOCALE_METHOD_REGEXP.test(name);
}

/** Checks that core's tsconfig offers the compiler neither Node nor the browser. */
export function checkPureCompilerOptions(
  path: string,
  options: { readonly types?: unknown; readonly lib?: unknown },
): readonly Finding[] {
  const rows = [
    { option: "types", is: options.types, accepted: [] },
    { option: "lib", is: options.lib, accepted: ["es2023"] },
  ];
  return rows
    .filter(({ is, accepted }) => JSON.stringify(is) !== JSON.stringify(accepted))
    .map(({ option, is, accepted }) => ({
      path,
      line: 1,
      rule: "purity",
      message: `"${option}" is ${JSON.stringify(is)}: core needs ${JSON.stringify(accepted)}`,
    }));
}
