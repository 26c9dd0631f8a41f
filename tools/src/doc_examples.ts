/** A runnable piece of documentation. */
export interface DocExample {
  /** The file it stands in, relative to the repository. */
  readonly path: string;
  /** The 1-based line of its first statement. */
  readonly line: number;
  readonly code: string;
}

const DOC_COMMENT_REGEXP = /^[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*\*\//gmu;
const DOC_FENCE_REGEXP = /^[ \t]*\* ?```ts[^\n]*\n((?:(?![ \t]*\* ?```)[^\n]*\n)*)/gmu;
const README_FENCE_REGEXP = /^```ts run[^\n]*\n((?:(?!```)[^\n]*\n)*)/gmu;

/**
 * Finds the examples of a file: every `ts` fence in a doc comment of a source, and in a Markdown
 * document every fence opened with `ts run`.
 */
export function docExamples(path: string, text: string): readonly DocExample[] {
  if (path.endsWith(".md")) {
    return fences(README_FENCE_REGEXP, text).map(({ code, line }) => ({ path, line, code }));
  }
  return [...text.matchAll(DOC_COMMENT_REGEXP)].flatMap((comment) =>
    fences(DOC_FENCE_REGEXP, comment[0]).map(({ code, line }) => ({
      path,
      line: line + linesIn(text.slice(0, comment.index)),
      code: code.replace(/^[ \t]*\* ?/gmu, ""),
    })),
  );
}

function fences(
  pattern: RegExp,
  text: string,
): readonly { readonly code: string; readonly line: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    code: match[1] ?? "",
    line: linesIn(text.slice(0, match.index)) + 2,
  }));
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
