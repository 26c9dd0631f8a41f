import type { RegistryChange } from "./registry_change.ts";
import { foldRegistryKey, isDynamicKey, parseRegistryKey } from "./registry_key.ts";

/** A key and the value it is given; an empty value removes the key. */
export type RegistryAssignment = readonly [key: string, value: string];

/** A registry after one assignment; `change` is `undefined` when nothing is different. */
export interface RegistryEdit {
  readonly registry: Registry;
  readonly change: RegistryChange | undefined;
}

/** A registry after many assignments, with at most one change per key against the one before. */
export interface RegistryEdits {
  readonly registry: Registry;
  readonly changes: readonly RegistryChange[];
}

/** What stands directly below a node: last parts of names, in the order in which they came. */
export interface RegistryListing {
  readonly nodes: readonly string[];
  readonly keys: readonly string[];
}

/**
 * An immutable set of keys and values; every edit answers a new registry and what changed.
 *
 * Keys are looked up in any case and with or without a leading slash; the first spelling is kept.
 * An empty value is no value: setting it removes the key. Values are not judged here, that is
 * `checkAssignment()`.
 *
 * @example Set, look up, remove
 * ```ts
 * import { Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry, change } = Registry.empty.set("Email/Port", "587");
 * assert.deepEqual(change, { kind: "added", key: "Email/Port", after: "587" });
 * assert.equal(registry.get("/email/port"), "587");
 * assert.equal(registry.remove("EMAIL/PORT").registry.has("Email/Port"), false);
 * assert.equal(registry.has("Email/Port"), true);
 * ```
 */
export class Registry {
  /** The registry without keys, from which every other begins. */
  static readonly empty: Registry = new Registry(new Map());

  readonly #entries: ReadonlyMap<string, RegistryAssignment>;

  private constructor(entries: ReadonlyMap<string, RegistryAssignment>) {
    this.#entries = entries;
  }

  /** The value of a key; `undefined` when it is not set. */
  get(key: string): string | undefined {
    return this.#entries.get(foldRegistryKey(key))?.[1];
  }

  has(key: string): boolean {
    return this.#entries.has(foldRegistryKey(key));
  }

  /** The spelling under which a key was first set; `undefined` when it is not set. */
  spelling(key: string): string | undefined {
    return this.#entries.get(foldRegistryKey(key))?.[0];
  }

  /** Every key and value, in the order in which the keys were first set. */
  entries(): readonly RegistryAssignment[] {
    return [...this.#entries.values()];
  }

  /** As {@linkcode Registry.entries}, without the dynamic keys, which are never saved. */
  persistentEntries(): readonly RegistryAssignment[] {
    return this.entries().filter(([key]) => !isDynamicKey(key));
  }

  /**
   * What stands directly below a node, not deeper; `""` and `"/"` are the root.
   *
   * A name can be a node and a key at once.
   */
  list(node: string): RegistryListing {
    const bare = foldRegistryKey(node).replace(/\/$/, "");
    const prefix = bare === "" ? "" : `${bare}/`;
    const depth = prefix.split("/").length - 1;
    const nodes = new Map<string, string>();
    const keys: string[] = [];
    for (const [folded, [key]] of this.#entries) {
      if (!folded.startsWith(prefix)) continue;
      const [name, ...below] = key.split("/").slice(depth);
      if (name === undefined) continue;
      if (below.length === 0) keys.push(name);
      else if (!nodes.has(foldRegistryKey(name))) nodes.set(foldRegistryKey(name), name);
    }
    return { nodes: [...nodes.values()], keys };
  }

  /**
   * Gives a key a value; an empty value removes it.
   *
   * @throws {SyntaxError} If the key is not a key.
   */
  set(key: string, value: string): RegistryEdit {
    const { registry, changes } = this.apply([[key, value]]);
    return { registry, change: changes[0] };
  }

  /**
   * Takes a key and its value away.
   *
   * @throws {SyntaxError} If the key is not a key.
   */
  remove(key: string): RegistryEdit {
    return this.set(key, "");
  }

  /**
   * Makes many assignments at once, in linear time; of several to one key the last one counts.
   *
   * @throws {SyntaxError} If a key is not a key; then nothing has happened.
   */
  apply(assignments: Iterable<RegistryAssignment>): RegistryEdits {
    const wanted = new Map<string, RegistryAssignment>();
    for (const [text, value] of assignments) {
      const key = parseRegistryKey(text);
      const folded = foldRegistryKey(key);
      wanted.set(folded, [wanted.get(folded)?.[0] ?? key, value]);
    }
    const entries = new Map(this.#entries);
    const changes: RegistryChange[] = [];
    for (const [folded, assignment] of wanted) {
      const change = assign(entries, folded, assignment);
      if (change !== undefined) changes.push(change);
    }
    return { registry: changes.length === 0 ? this : new Registry(entries), changes };
  }
}

function assign(
  entries: Map<string, RegistryAssignment>,
  folded: string,
  [spelling, after]: RegistryAssignment,
): RegistryChange | undefined {
  const [key, before = ""] = entries.get(folded) ?? [spelling];
  if (before === after) return undefined;
  if (after === "") {
    entries.delete(folded);
    return { kind: "removed", key, before };
  }
  entries.set(folded, [key, after]);
  return before === "" ? { kind: "added", key, after } : { kind: "changed", key, before, after };
}
