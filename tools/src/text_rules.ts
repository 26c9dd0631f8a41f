import type { Finding } from "./finding.ts";

/** A rule that reads any text file line by line. */
interface TextRule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly message: string;
}

/** The bracketed letters keep this table from finding itself. Joe lives in examples only. */
const TEXT_RULES: readonly TextRule[] = [
  {
    name: "machine-path",
    pattern:
      /(?<![\w.])\/(?:wor[k]|hom[e]|User[s]|roo[t])\/(?!jo[e]\b)[\w.]|\b[A-Z]:\\Users\\(?!jo[e]\b)/u,
    message: "a path of one machine",
  },
  { name: "todo", pattern: /\b(?:TOD[O]|FIXM[E]|XX[X])\b/u, message: "do it, or leave it out" },
  {
    name: "provenance",
    pattern: /\b(?:issu[e] #?\d|Co-Author[e]d-By|generated wit[h])/u,
    message: "say what is true now, not where it came from",
  },
];

const TEXT_FILE_REGEXP = /(?:\.(?:ts|tsx|js|mjs|json|md|sh|css|html)|\/run)$/u;

/** Whether the text rules read a file of this name. */
export function isTextFile(path: string): boolean {
  return TEXT_FILE_REGEXP.test(path) && !path.endsWith("package-lock.json");
}

/** Checks the lines of any text file. */
export function checkText(path: string, text: string): readonly Finding[] {
  return text.split("\n").flatMap((content, index) =>
    TEXT_RULES.filter(({ pattern }) => pattern.test(content)).map(({ name, message }) => ({
      path,
      line: index + 1,
      rule: name,
      message: `${message}: ${content.trim().slice(0, 60)}`,
    })),
  );
}
