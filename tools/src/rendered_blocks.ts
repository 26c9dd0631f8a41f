import type { Finding } from "./finding.ts";

/** Makes the text of one rendered block, without the markers. */
export type BlockRenderer = () => Promise<string> | string;

/** A document after its blocks were rendered. */
export interface RenderedDocument {
  readonly text: string;
  /** The renderers it used. */
  readonly used: readonly string[];
  readonly findings: readonly Finding[];
}

const BLOCK_REGEXP =
  /<!-- begin rendered: ([a-z0-9-]+) -->\n([\s\S]*?)<!-- end rendered: ([a-z0-9-]+) -->/gu;
const MARKER_REGEXP = /<!-- (?:begin|end) rendered: /gu;

/**
 * Replaces the text between the markers of a document with what their renderers answer.
 *
 * A marker that names no renderer, and one without its partner, is a finding; its text is kept.
 */
export async function renderBlocks(
  path: string,
  text: string,
  renderers: Readonly<Record<string, BlockRenderer>>,
): Promise<RenderedDocument> {
  const used: string[] = [];
  const findings: Finding[] = [];
  let rendered = "";
  let at = 0;
  const blocks = [...text.matchAll(BLOCK_REGEXP)];
  for (const block of blocks) {
    const [whole, name = "", , end] = block;
    const renderer = Object.hasOwn(renderers, name) ? renderers[name] : undefined;
    rendered += text.slice(at, block.index);
    at = block.index + whole.length;
    if (renderer === undefined || name !== end) {
      const message = name === end ? `no renderer "${name}"` : `"${name}" ends as "${end}"`;
      findings.push({ path, line: lineAt(text, block.index), rule: "rendered", message });
      rendered += whole;
      continue;
    }
    used.push(name);
    rendered += blockText(name, await renderer());
  }
  rendered += text.slice(at);
  if ([...text.matchAll(MARKER_REGEXP)].length !== blocks.length * 2) {
    findings.push({ path, line: 1, rule: "rendered", message: "a marker without its partner" });
  }
  return { text: rendered, used, findings };
}

function blockText(name: string, body: string): string {
  return `<!-- begin rendered: ${name} -->\n\n${body.trim()}\n\n<!-- end rendered: ${name} -->`;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
