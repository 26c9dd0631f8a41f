import { parseSync } from "@swc/core";
import type { SyntaxNode } from "./syntax_node.ts";

/** A TypeScript file of the repository with its tree. */
export interface SourceFile {
  /** Path relative to the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Tests are `*_test.ts`, `*_test.tsx` and everything in a `_testing` folder. */
  readonly kind: "source" | "test";
  readonly program: SyntaxNode;
  /** The 1-based line on which a node starts. */
  readonly lineOf: (node: SyntaxNode) => number;
  /** The 1-based line on which a node ends. */
  readonly lastLineOf: (node: SyntaxNode) => number;
  /** The text of a node. */
  readonly textOf: (node: SyntaxNode) => string;
  /** The doc comment that stands directly before a node. */
  readonly docOf: (node: SyntaxNode) => string | undefined;
}

/** Decides by its path whether a file is a test. */
export function kindOf(path: string): "source" | "test" {
  return /_test\.tsx?$/u.test(path) || path.includes("/_testing/") ? "test" : "source";
}

/**
 * Parses one TypeScript file.
 *
 * @param path Path relative to the repository, with forward slashes.
 * @throws {SyntaxError} If the text is not TypeScript.
 */
export function parseSource(path: string, text: string): SourceFile {
  const bytes = Buffer.from(text);
  // The parser counts bytes from 1.
  const lineAt = (position: number): number => {
    let line = 1;
    for (let at = bytes.indexOf(10); at >= 0 && at < position - 1; at = bytes.indexOf(10, at + 1)) {
      line += 1;
    }
    return line;
  };
  return {
    path,
    text,
    kind: kindOf(path),
    program: parseProgram(path, text),
    lineOf: (node) => lineAt(node.span.start),
    lastLineOf: (node) => lineAt(node.span.end - 1),
    textOf: (node) => bytes.subarray(node.span.start - 1, node.span.end - 1).toString(),
    docOf: (node) => docBefore(bytes.subarray(0, node.span.start - 1).toString()),
  };
}

function parseProgram(path: string, text: string): SyntaxNode {
  try {
    return parseSync(text, {
      syntax: "typescript",
      tsx: path.endsWith(".tsx"),
      target: "es2022",
    }) as unknown as SyntaxNode;
  } catch (cause) {
    const [what = ""] = String(cause).split("\n");
    throw new SyntaxError(`Cannot parse ${path}: ${what.replace(/^Error:\s*x\s*/u, "")}`, {
      cause,
    });
  }
}

const DOC_COMMENT_REGEXP = /^[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*\*\/$/gmu;

function docBefore(before: string): string | undefined {
  const head = before.trimEnd();
  if (!head.endsWith("*/")) {
    return undefined;
  }
  const last = [...head.matchAll(DOC_COMMENT_REGEXP)].at(-1);
  return last !== undefined && last.index + last[0].length === head.length ? last[0] : undefined;
}
