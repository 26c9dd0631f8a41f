import { describe, expect, it } from "@jest/globals";
import { docExamples } from "./doc_examples.ts";

describe("docExamples()", () => {
  it("finds every ts fence of every doc comment, with its line", () => {
    const text = [
      "/**",
      " * Says.",
      " *",
      " * @example One",
      " * ```ts",
      ' * const a = "**bold**";',
      " *",
      " *   indented();",
      " * ```",
      " */",
      "export function a() {}",
      "class B {",
      "  /**",
      "   * ```ts",
      "   * b();",
      "   * ```",
      "   * ```text",
      "   * not code",
      "   * ```",
      "   */",
      "}",
      "",
    ].join("\n");
    expect(docExamples("a.ts", text)).toEqual([
      { path: "a.ts", line: 6, code: 'const a = "**bold**";\n\n  indented();\n' },
      { path: "a.ts", line: 15, code: "b();\n" },
    ]);
  });

  it("leaves out fences that stand outside doc comments", () => {
    expect(
      docExamples("a.ts", 'const s = "```ts\\na\\n```";\n// ```ts\n// a();\n// ```\n'),
    ).toEqual([]);
  });

  it("finds in a document the fences that are marked as runnable", () => {
    const text = "# A\n\n```ts\nsketch();\n```\n\n```ts run\nreal();\n```\n";
    expect(docExamples("README.md", text)).toEqual([
      { path: "README.md", line: 8, code: "real();\n" },
    ]);
  });
});
