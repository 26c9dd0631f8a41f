import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryFolder } from "./_testing/temporary_folder.ts";
import { formatFinding } from "./finding.ts";
import { renderDocuments } from "./render_documents.ts";

const RENDERERS = { table: () => "| fresh |", async: async () => "later\n" };

function block(name: string, body: string): string {
  return `<!-- begin rendered: ${name} -->\n${body}\n<!-- end rendered: ${name} -->\n`;
}

const FRESH = `# A\n\n${block("table", "\n| fresh |\n")}\n${block("async", "\nlater\n")}end\n`;

describe("renderDocuments()", () => {
  it("accepts documents that say what their renderers say", async () => {
    const root = temporaryFolder({ "README.md": FRESH });
    expect(await renderDocuments(root, "report", RENDERERS)).toEqual({
      summary: "1 documents, 2 blocks rendered",
      findings: [],
    });
  });

  it("reports a stale document, a marker of no renderer and a renderer of no marker", async () => {
    const root = temporaryFolder({
      "docs/a.md": `# A\n\n${block("table", "\n| old |\n")}`,
      "packages/core/README.md": block("other", "x"),
      "ARCHITECTURE.md": "<!-- begin rendered: table -->\n",
      "docs/b.txt": block("other", "not a document"),
    });
    const { findings } = await renderDocuments(root, "report", RENDERERS);
    expect(findings.map(formatFinding)).toEqual([
      "ARCHITECTURE.md:1 rendered a marker without its partner",
      'docs/a.md:5 rendered is stale: run "npm run docs"',
      'packages/core/README.md:1 rendered no renderer "other"',
      'tools/src/doc_renderers.ts:1 rendered no document has a block "async"',
    ]);
  });

  it("brings documents up to date, keeps everything else, and is then content", async () => {
    const root = temporaryFolder({
      "README.md": `# A\n\n${block("table", "| old |")}\n${block("async", "")}end\n`,
    });
    await renderDocuments(root, "rewrite", RENDERERS);
    expect(readFileSync(join(root, "README.md"), "utf8")).toBe(FRESH);
    expect((await renderDocuments(root, "report", RENDERERS)).findings).toEqual([]);
  });
});
