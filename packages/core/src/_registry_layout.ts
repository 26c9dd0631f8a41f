import { type AssignmentLine, type RegistryLine, readRegistryLine } from "./_registry_line.ts";
import type { RegistryDocument } from "./registry_document.ts";
import { foldRegistryKey } from "./registry_key.ts";
import type { RegistryLimits } from "./registry_limits.ts";

/** A section of a document: its node and the line after which a new key goes. */
interface Section {
  readonly node: string;
  lastLine: number;
}

/** Where a new key is written: after which line, and how it is spelled there. */
export interface KeyPlace {
  readonly line: number;
  readonly name: string;
}

/** The node of a key, `""` for a key of one part. */
export function nodeOf(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf("/"), 0));
}

/** Which lines of a document give keys their values, and where new keys belong. */
export class RegistryLayout {
  /** The assignment on each line, where there is one. */
  readonly assignments: Map<number, AssignmentLine> = new Map();
  /** The line that decides the value of each folded key. */
  readonly decidingLines: Map<string, number> = new Map();
  readonly #sections = new Map<string, Section>();
  readonly #siblings = new Map<string, Section>();

  constructor(
    document: RegistryDocument,
    limits: Pick<RegistryLimits, "lineLength" | "valueLength">,
  ) {
    const root: Section = { node: "", lastLine: -1 };
    this.#sections.set("", root);
    let section: Section | undefined = root;
    let headers = 0;
    for (const [index, text] of document.lines.entries()) {
      const line = readRegistryLine(text, section?.node, limits);
      if (line.kind === "section") {
        section = line.node === undefined ? undefined : this.#open(line.node, index);
        headers++;
      } else if (section !== undefined) this.#place(line, index, section);
    }
    // A document of comments alone keeps them above its first key.
    if (headers === 0 && root.lastLine < 0) root.lastLine = document.lines.length - 1;
  }

  /** The place of a key that no line sets; `undefined` when it needs a section of its own. */
  placeOf(key: string): KeyPlace | undefined {
    const node = foldRegistryKey(nodeOf(key));
    for (const section of [this.#sections.get(node), this.#siblings.get(node)]) {
      const name = section === undefined ? undefined : nameBelow(section.node, key);
      if (section !== undefined && name !== undefined) return { line: section.lastLine, name };
    }
    return undefined;
  }

  #open(node: string, lastLine: number): Section {
    const section = { node, lastLine };
    this.#sections.set(foldRegistryKey(node), section);
    return section;
  }

  #place(line: RegistryLine, index: number, section: Section): void {
    if (line.kind !== "assignment" && line.kind !== "skipped") return;
    section.lastLine = index;
    if (line.kind === "skipped") return;
    const folded = foldRegistryKey(line.key);
    this.assignments.set(index, line);
    this.decidingLines.set(folded, index);
    this.#siblings.set(nodeOf(folded), section);
  }
}

// A node in another spelling may be longer, and a key must not outgrow its limit by moving there.
function nameBelow(node: string, key: string): string | undefined {
  if (node === "") return key;
  const spelled = key.slice(0, node.length);
  if (key[node.length] !== "/" || foldRegistryKey(spelled) !== foldRegistryKey(node)) {
    return undefined;
  }
  return key.slice(node.length + 1);
}
