import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { checkAssignment } from "./check_assignment.ts";
import { checkRegistryDocument } from "./check_registry_document.ts";
import { editRegistryDocument, formatRegistry } from "./edit_registry_document.ts";
import { isWarning } from "./is_warning.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";
import {
  formatRegistryDocument,
  parseRegistryDocument,
  readRegistryDocument,
} from "./registry_document.ts";
import { foldRegistryKey, tryParseRegistryKey } from "./registry_key.ts";

const PIECES = [
  "\n",
  "\r",
  "\r\n",
  " ",
  "\t",
  "=",
  " = ",
  "[",
  "]",
  '"',
  "\\",
  "\\n",
  "\\u00e9",
  "\\u",
  ";",
  "#",
  "/",
  "$",
  "Email",
  "email",
  "Port",
  "Email/Port",
  "[Email]\n",
  "\n[a/b]\r",
  "a",
  "A",
  "b",
  "1",
  "é",
  "\u0000",
  "\uFEFF",
  "\u2028",
  "\u0085",
  "\ud83d",
  "\ude00",
  "😀",
  "ß",
  "ẞ",
  "__proto__",
  "\u001b",
  "\v",
] as const;
const NAMES = [
  "a",
  "A",
  "b",
  "B c",
  "$d",
  "é",
  "É",
  "ß",
  "ss",
  "x.y",
  "a;b",
  "a#",
  "\\",
  "'",
  "😀",
  "Email",
];
const NODES = ["", "", "Email/", "email/", "a/b/", "A/", "a/b/c/", "ß/", "SS/"];
const VALUE_PIECES = [
  ...PIECES,
  "plain",
  "two words",
  "C:\\temp\\u0041",
  '"quoted"',
  "; no comment",
];

function pick(random: SeededRandom, texts: readonly string[]): string {
  return texts[random.below(texts.length)] ?? "";
}

/** The seeds for which the property does not hold; a failing test then names them. */
function failingSeeds(count: number, holds: (seed: number) => boolean): number[] {
  return Array.from({ length: count }, (_, seed) => seed).filter((seed) => !holds(seed));
}

function randomKey(random: SeededRandom): string {
  return pick(random, NODES) + pick(random, NAMES);
}

function randomAssignments(random: SeededRandom): RegistryAssignment[] {
  return Array.from({ length: random.below(6) }, () => [
    randomKey(random),
    random.text(VALUE_PIECES, 4),
  ]);
}

function sameMeaning(one: Registry, other: Registry): boolean {
  return meaningOf(one) === meaningOf(other);
}

function meaningOf(registry: Registry): string {
  const pairs = registry.persistentEntries().map(([key, value]) => [foldRegistryKey(key), value]);
  return JSON.stringify(pairs.toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1)));
}

describe("parseRegistryDocument() with text of strangers", () => {
  it("parseRegistryDocument() never throws, and formatRegistryDocument() gives every text back", () => {
    const failing = failingSeeds(10_000, (seed) => {
      const text = new SeededRandom(seed).text(PIECES, 40);
      const document = parseRegistryDocument(text);
      return (
        formatRegistryDocument(document) === text &&
        document.complete &&
        document.problems.every(({ line = 0 }) => line >= 1 && line <= document.lines.length) &&
        checkRegistryDocument(document).length >= document.problems.length
      );
    });
    expect(failing).toEqual([]);
  });

  it("parseRegistryDocument() never throws at random code units", () => {
    const failing = failingSeeds(2_000, (seed) => {
      const random = new SeededRandom(seed);
      const units = Array.from({ length: random.below(200) }, () =>
        random.below(random.below(4) === 0 ? 0x10000 : 0x80),
      );
      const text = String.fromCharCode(...units);
      return formatRegistryDocument(parseRegistryDocument(text)) === text;
    });
    expect(failing).toEqual([]);
  });
});

describe("editRegistryDocument() with any document and any changes", () => {
  it("editRegistryDocument() means exactly the registry that the changes led to", () => {
    const failing = failingSeeds(4_000, (seed) => {
      const random = new SeededRandom(seed);
      let document = parseRegistryDocument(random.text(PIECES, 40));
      let registry = readRegistryDocument(document);
      for (let round = 0; round < 4; round++) {
        const edits = registry.apply(randomAssignments(random));
        document = editRegistryDocument(document, edits.changes);
        registry = edits.registry;
        if (!sameMeaning(readRegistryDocument(document), registry)) return false;
      }
      return true;
    });
    expect(failing).toEqual([]);
  });

  it("editRegistryDocument() keeps every line whose key does not change, in order", () => {
    const failing = failingSeeds(4_000, (seed) => {
      const random = new SeededRandom(seed);
      const document = parseRegistryDocument(random.text(PIECES, 40));
      const { changes } = readRegistryDocument(document).apply(randomAssignments(random));
      const changed = new Set(changes.map(({ key }) => foldRegistryKey(key)));
      const touched = new Set(
        document.entries
          .filter(({ key }) => changed.has(foldRegistryKey(key)))
          .map(({ line }) => line),
      );
      const kept = document.lines.filter((_, index) => !touched.has(index + 1));
      return inOrder(kept, formatRegistryDocument(editRegistryDocument(document, changes)));
    });
    expect(failing).toEqual([]);
  });

  it("editRegistryDocument() keeps the spelling of keys whose nodes are spelled alike", () => {
    const failing = failingSeeds(4_000, (seed) => {
      const assignments = randomAssignments(new SeededRandom(seed)).filter(
        ([key]) => !/^(?:email|A|SS)\//.test(key),
      );
      const { registry } = Registry.empty.apply(assignments);
      const read = readRegistryDocument(parseRegistryDocument(formatRegistry(registry)));
      return registry.persistentEntries().every(([key]) => read.spelling(key) === key);
    });
    expect(failing).toEqual([]);
  });
});

function inOrder(lines: readonly string[], text: string): boolean {
  let at = 0;
  for (const line of lines) {
    const found = text.indexOf(line, at);
    if (found < 0) return false;
    at = found + line.length;
  }
  return true;
}

describe("formatRegistry() with every valid key and value", () => {
  it("formatRegistry() carries every character that a key may hold, first, last and between", () => {
    const codes = Array.from({ length: 0x10000 }, (_, code) => code);
    // Every Latin character, and of the others one in eleven.
    const keys = codes
      .filter((code) => code < 0x300 || code % 11 === 0)
      .map((code) => String.fromCharCode(code))
      .flatMap((unit) => [`n/${unit}`, `n/${unit}x`, `n/x${unit}`, `n/x${unit}x`])
      .filter((key) => tryParseRegistryKey(key) === key);
    expect(keys.length).toBeGreaterThan(10_000);
    const { registry, changes } = Registry.empty.apply(keys.map((key) => [key, key] as const));
    const document = editRegistryDocument(parseRegistryDocument(""), changes, {
      keys: keys.length,
    });
    expect(document.problems).toEqual([]);
    const read = readRegistryDocument(document);
    expect(registry.persistentEntries().filter(([key, value]) => read.get(key) !== value)).toEqual(
      [],
    );
    expect(read.entries().length).toBe(registry.persistentEntries().length);
  });

  it("formatRegistry() carries every code unit of a value, first, last and between", () => {
    const assignments: RegistryAssignment[] = [];
    for (let code = 0; code < 0x10000; code += 8) {
      const units = Array.from({ length: 8 }, (_, at) => String.fromCharCode(code + at));
      const value = units.flatMap((unit) => [`${unit}x`, `x${unit}`, unit]).join("|");
      assignments.push([`v/k${code}`, value]);
      for (const [at, unit] of units.entries()) {
        if (code < 0x100)
          assignments.push([`v/u${code + at}`, unit], [`v/s${code + at}`, `${unit}x`]);
      }
    }
    const { registry } = Registry.empty.apply(assignments);
    const read = readRegistryDocument(parseRegistryDocument(formatRegistry(registry)));
    expect(registry.entries().filter(([key, value]) => read.get(key) !== value)).toEqual([]);
  });

  it("formatRegistry() carries the longest value that is accepted, also when all of it is escaped", () => {
    for (const unit of ["x", "\n", "\r\n", '"', "\\", "\uFEFF", "\u2028", "😀"]) {
      const value = unit.repeat(65_536 / unit.length);
      expect(checkAssignment("Email/B/Message", value).filter((p) => !isWarning(p))).toEqual([]);
      const { registry } = Registry.empty.set("Email/B/Message", value);
      const document = parseRegistryDocument(formatRegistry(registry));
      expect(document.problems).toEqual([]);
      expect(readRegistryDocument(document).get("Email/B/Message") === value).toBe(true);
    }
  });
});
