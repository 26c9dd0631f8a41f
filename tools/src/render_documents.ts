import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DOC_RENDERERS } from "./doc_renderers.ts";
import type { Finding } from "./finding.ts";
import { type BlockRenderer, renderBlocks } from "./rendered_blocks.ts";
import type { StepReport } from "./step_report.ts";
import { listFiles } from "./workspace.ts";

const DOCUMENT_REGEXP = /^(?:[A-Z]+\.md|docs\/.*\.md|packages\/[^/]+\/README\.md)$/u;

/** What to do with a document whose blocks are not what their renderers answer. */
export type StaleDocument = "report" | "rewrite";

/**
 * Renders the blocks of every document of the repository.
 *
 * @param stale With `rewrite` the documents are brought up to date on disk.
 */
export async function renderDocuments(
  root: string,
  stale: StaleDocument,
  renderers: Readonly<Record<string, BlockRenderer>> = DOC_RENDERERS,
): Promise<StepReport> {
  const documents = listFiles(root, ".").filter((path) => DOCUMENT_REGEXP.test(path));
  const used = new Set<string>();
  const findings: Finding[] = [];
  for (const path of documents) {
    const before = readFileSync(join(root, path), "utf8");
    const document = await renderBlocks(path, before, renderers);
    findings.push(...document.findings);
    for (const name of document.used) {
      used.add(name);
    }
    if (document.text !== before && stale === "rewrite") {
      writeFileSync(join(root, path), document.text);
    } else if (document.text !== before) {
      findings.push(staleFinding(path, before, document.text));
    }
  }
  return {
    summary: `${documents.length} documents, ${used.size} blocks rendered`,
    findings: [...findings, ...unused(renderers, used)],
  };
}

function staleFinding(path: string, before: string, after: string): Finding {
  const fresh = after.split("\n");
  const line = before.split("\n").findIndex((text, index) => text !== fresh[index]) + 1;
  return { path, line: line || 1, rule: "rendered", message: 'is stale: run "npm run docs"' };
}

function unused(
  renderers: Readonly<Record<string, BlockRenderer>>,
  used: ReadonlySet<string>,
): readonly Finding[] {
  return Object.keys(renderers)
    .filter((name) => !used.has(name))
    .map((name) => ({
      path: "tools/src/doc_renderers.ts",
      line: 1,
      rule: "rendered",
      message: `no document has a block "${name}"`,
    }));
}
