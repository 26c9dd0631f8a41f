import { missingSetting } from "./_missing_setting.ts";
import { printable } from "./_printable.ts";
import type { Reading } from "./_reading.ts";
import { checkAssignment } from "./check_assignment.ts";
import { findCatalogueEntry } from "./find_catalogue_entry.ts";
import { isWarning } from "./is_warning.ts";
import type { Problem } from "./problem.ts";
import type { Registry } from "./registry.ts";
import { tryParseRegistryBoolean } from "./registry_boolean.ts";
import { tryParseRegistryChoice } from "./registry_choice.ts";

function defaultOf(key: string): string | undefined {
  return findCatalogueEntry(key)?.default;
}

/** Reads settings out of a registry one by one and collects what is wrong with them. */
export class SettingReader {
  readonly problems: Problem[] = [];
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Whether the key has a value, usable or not. */
  has(key: string): boolean {
    return this.#registry.has(key);
  }

  /** The value of a key; `undefined` when it is not set, or is not what the catalogue accepts. */
  text(key: string): string | undefined {
    const value = this.#registry.get(key);
    if (value === undefined) return undefined;
    const problems = checkAssignment(key, value);
    this.problems.push(...problems);
    return problems.every(isWarning) ? value : undefined;
  }

  /** The value of a key, read; `undefined` when it is not set or cannot be used. */
  read<T>(key: string, reader: (text: string) => Reading<T>): T | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const reading = reader(value);
    if ("value" in reading) return reading.value;
    const facts = { value: printable(value), ...reading.fault };
    this.problems.push({ code: "value-invalid", path: key, facts });
    return undefined;
  }

  /** As {@linkcode SettingReader.read}; that the key is not set is a problem. */
  readNeeded<T>(key: string, reader: (text: string) => Reading<T>): T | undefined {
    if (!this.has(key)) this.problems.push(missingSetting(key));
    return this.read(key, reader);
  }

  /** The value of a key, read; the catalogue's default only when the key is not set. */
  readOrDefault<T>(key: string, reader: (text: string) => Reading<T>): T | undefined {
    if (this.has(key)) return this.read(key, reader);
    const reading = reader(defaultOf(key) ?? "");
    return "value" in reading ? reading.value : undefined;
  }

  /** The value of a key, read; the catalogue's default when it is not set or cannot be used. */
  readAnyway<T>(key: string, reader: (text: string) => Reading<T>): T | undefined {
    const value = this.read(key, reader);
    if (value !== undefined) return value;
    const reading = reader(defaultOf(key) ?? "");
    return "value" in reading ? reading.value : undefined;
  }

  /** A switch; `undefined` when it is not set or cannot be read. */
  switch(key: string): boolean | undefined {
    return tryParseRegistryBoolean(this.text(key) ?? "");
  }

  /** A switch; the catalogue's default when it is not set or cannot be read. */
  switchOrDefault(key: string): boolean {
    return this.switch(key) ?? tryParseRegistryBoolean(defaultOf(key) ?? "") ?? false;
  }

  /** A choice in the catalogue's spelling; the default when it is not set or cannot be read. */
  choice(key: string): string | undefined {
    const entry = findCatalogueEntry(key);
    const value = this.text(key) ?? entry?.default;
    return entry === undefined ? undefined : tryParseRegistryChoice(entry, value ?? "");
  }

  /** Warns of every key directly below a node that nothing reads. */
  warnOfUnknownKeys(node: string): void {
    for (const name of this.#registry.list(node).keys) {
      const path = `${node}/${name}`;
      if (findCatalogueEntry(path) !== undefined) continue;
      this.problems.push({ code: "key-unknown", path, facts: {} });
    }
  }
}
