/** A node of the parser's tree, read without its many types: only `type` and `span` are certain. */
export interface SyntaxNode {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [field: string]: unknown;
}

/**
 * Narrows anything found in the tree to a node.
 *
 * The parser's helper objects (a call's arguments, a class method's function) have no type or no
 * span and are not nodes.
 */
export function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === "object" &&
    value !== null &&
    "span" in value &&
    "type" in value &&
    typeof value.type === "string"
  );
}

/** The field of a node when it holds a node. */
export function nodeOf(value: unknown, field: string): SyntaxNode | undefined {
  const found = readField(value, field);
  return isNode(found) ? found : undefined;
}

/** The field of a node when it holds a list; an empty list otherwise. */
export function listOf(value: unknown, field: string): readonly unknown[] {
  const found = readField(value, field);
  return Array.isArray(found) ? found : [];
}

/** The field of a node when it holds text. */
export function textOf(value: unknown, field: string): string | undefined {
  const found = readField(value, field);
  return typeof found === "string" ? found : undefined;
}

/** The name of a node that is an identifier. */
export function identifierOf(node: unknown): string | undefined {
  return isNode(node) && node.type === "Identifier" ? textOf(node, "value") : undefined;
}

/** `a.b` for a member expression of two plain names. */
export function memberOf(node: unknown): string | undefined {
  if (!isNode(node) || node.type !== "MemberExpression") {
    return undefined;
  }
  const object = identifierOf(node["object"]);
  const property = identifierOf(node["property"]);
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

function readField(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[field]
    : undefined;
}

/**
 * Calls `visit` for every node below and including `root`, parents first.
 *
 * @param visit Gets the node and its ancestors, nearest first; answering `false` skips what is below.
 */
export function walkNodes(
  root: unknown,
  visit: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => boolean | undefined,
): void {
  descend(root, [], visit);
}

function descend(
  value: unknown,
  ancestors: readonly SyntaxNode[],
  visit: (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => boolean | undefined,
): void {
  if (Array.isArray(value)) {
    for (const item of value) {
      descend(item, ancestors, visit);
    }
    return;
  }
  if (typeof value !== "object" || value === null) {
    return;
  }
  if (isNode(value) && visit(value, ancestors) === false) {
    return;
  }
  const below = isNode(value) ? [value, ...ancestors] : ancestors;
  for (const [name, child] of Object.entries(value)) {
    if (name !== "span") {
      descend(child, below, visit);
    }
  }
}
