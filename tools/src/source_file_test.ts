import { describe, expect, it } from "@jest/globals";
import { parseSource } from "./source_file.ts";
import { isNode, listOf } from "./syntax_node.ts";

function statements(
  text: string,
): readonly (readonly [number, number, string, string | undefined])[] {
  const file = parseSource("a.ts", text);
  return listOf(file.program, "body")
    .filter(isNode)
    .map((node) => [file.lineOf(node), file.lastLineOf(node), file.textOf(node), file.docOf(node)]);
}

describe("parseSource()", () => {
  it("counts lines and cuts texts where letters take several bytes", () => {
    const text = '/** Grüße 📮 */\nconst é = "ü";\n\n// 📮\nf(\n  é,\n);\n';
    expect(statements(text)).toEqual([
      [2, 2, 'const é = "ü";', "/** Grüße 📮 */"],
      [5, 7, "f(\n  é,\n);", undefined],
    ]);
  });

  it.each([
    ["/** a */\n/** b */\nf();", "/** b */"],
    ["/* a */\nf();", undefined],
    ["/** a */\n// b\nf();", undefined],
    ['const s = "/** x";\n/** a */\nf();', "/** a */"],
    ["/**\n * a\n *\n * b\n */\nf();", "/**\n * a\n *\n * b\n */"],
  ])("of %j gives the last statement the comment %j", (text, doc) => {
    expect(statements(text).at(-1)?.[3]).toBe(doc);
  });

  it("reads the markup of a .tsx file, and its kind from its name", () => {
    expect(parseSource("a_test.tsx", "const a = <p>text</p>;").kind).toBe("test");
    expect(parseSource("a.tsx", "const a = <p>text</p>;").kind).toBe("source");
  });

  it("names the file that is not TypeScript", () => {
    expect(() => parseSource("a.ts", "const = 1;")).toThrow(
      /^Cannot parse a\.ts: Unexpected token `=`\. Expected yield, an identifier, \[ or \{$/u,
    );
  });
});
