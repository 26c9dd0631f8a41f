import { describe, expect, it } from "@jest/globals";
import { editRegistryDocument, formatRegistry } from "./edit_registry_document.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";
import {
  formatRegistryDocument,
  parseRegistryDocument,
  readRegistryDocument,
} from "./registry_document.ts";

/** Applies assignments to the registry of a text, and writes the changes into the text. */
function edit(text: string, assignments: readonly RegistryAssignment[]): string {
  const document = parseRegistryDocument(text);
  const { registry, changes } = readRegistryDocument(document).apply(assignments);
  const edited = editRegistryDocument(document, changes);
  expect(folded(readRegistryDocument(edited))).toEqual(folded(registry));
  return formatRegistryDocument(edited);
}

function folded(registry: Registry): Record<string, string> {
  const pairs = registry
    .persistentEntries()
    .map(([key, value]) => [key.toLowerCase(), value] as const);
  return Object.fromEntries(pairs);
}

describe("editRegistryDocument()", () => {
  it.each<[string, string, RegistryAssignment[], string]>([
    ["nothing", "A = 1\noops\n", [], "A = 1\noops\n"],
    ["the same value", 'A =  "1"\n', [["a", "1"]], 'A =  "1"\n'],
    [
      "a value in place",
      "\uFEFF; c\r\n[Email]\r\n  Port=25  \r\noops\r\n",
      [["email/port", "465"]],
      "\uFEFF; c\r\n[Email]\r\n  Port=465  \r\noops\r\n",
    ],
    ["a quoted value", 'A\t=\t"x\\ny"\t\n', [["A", "z"]], "A\t=\tz\t\n"],
    [
      "a value that needs quotes",
      "A = x",
      [["A", ' say "hi"\n\u0000']],
      'A = " say \\"hi\\"\\n\\u0000"',
    ],
    ["the deciding one of several lines", "A=1\nA=2\nA=3\n", [["A", "4"]], "A=1\nA=2\nA=4\n"],
    [
      "a line whose value is empty",
      "A =\nB=\nC=  \n",
      [
        ["A", "1"],
        ["B", "2"],
        ["C", "3"],
      ],
      "A = 1\nB= 2\nC= 3  \n",
    ],
    [
      "every line of a removed key",
      "a=1\n; A\nA=2\n[x]\nb=\nB=3",
      [
        ["A", ""],
        ["x/b", ""],
      ],
      "; A\n[x]\n",
    ],
    [
      "a new key below the last one of its section",
      "[Email]\nPort = 25\n; end\n\n; next\n[Device]\nProfile = fieldpost\n",
      [["Email/SMTPS", "on"]],
      "[Email]\nPort = 25\nSMTPS = on\n; end\n\n; next\n[Device]\nProfile = fieldpost\n",
    ],
    [
      "a new key in an empty section",
      "[Email]\n\n[B]\n",
      [["Email/Port", "25"]],
      "[Email]\nPort = 25\n\n[B]\n",
    ],
    [
      "a new key in the last of equal sections",
      "[A]\nx=1\n[B]\n[A]\ny=1\n[C]",
      [["A/z", "1"]],
      "[A]\nx=1\n[B]\n[A]\ny=1\nz = 1\n[C]",
    ],
    [
      "a new key in a section of other spelling",
      "[EMAIL]\n",
      [["Email/Port", "25"]],
      "[EMAIL]\nPort = 25\n",
    ],
    [
      "a new key beside whole keys",
      "Email/Port = 25\n[Z]\n",
      [["Email/SMTPS", "on"]],
      "Email/Port = 25\nEmail/SMTPS = on\n[Z]\n",
    ],
    [
      "a new key beside deep names",
      "[Email]\nB/Subject = x\n",
      [["Email/B/Message", "y"]],
      "[Email]\nB/Subject = x\nB/Message = y\n",
    ],
    [
      "a new key behind a bad line of its section",
      "[A]\nx=1\noops\n\n[B]\n",
      [["A/y", "2"]],
      "[A]\nx=1\noops\ny = 2\n\n[B]\n",
    ],
    [
      "a new section",
      "A=1",
      [
        ["Email/Port", "25"],
        ["email/SMTPS", "on"],
      ],
      "A=1\n\n[Email]\nPort = 25\nSMTPS = on\n",
    ],
    [
      "new sections in an empty document",
      "",
      [
        ["A/x", "1"],
        ["y", "2"],
        ["B/x", "3"],
      ],
      "y = 2\n\n[A]\nx = 1\n\n[B]\nx = 3\n",
    ],
    ["a new section, not below a bad one", "[A\nx=1\n", [["A/x", "2"]], "[A\nx=1\n\n[A]\nx = 2\n"],
    [
      "a new key of one part above the sections",
      "[A]\r\nx=1\r\n",
      [["y", "2"]],
      "y = 2\r\n[A]\r\nx=1\r\n",
    ],
    ["a new key of one part behind a mark", "\uFEFF[A]\n", [["y", "2"]], "\uFEFFy = 2\n[A]\n"],
    ["a new key of one part below comments", "; mine\n", [["y", "2"]], "; mine\ny = 2\n"],
    ["a key that only a bad line sets", 'A = "\n', [["A", "1"]], 'A = "\nA = 1\n'],
    ["CR as line ending", "[A]\rx=1", [["A/y", "2"]], "[A]\rx=1\ry = 2\r"],
    [
      "a key renewed in other spelling",
      "A=1\n",
      [
        ["a", ""],
        ["a", "2"],
      ],
      "A=2\n",
    ],
    ["a dynamic key", "A=1\n", [["$Tag", "2"]], "A=1\n"],
  ])("editRegistryDocument() writes %s", (_, text, assignments, edited) => {
    expect(edit(text, assignments)).toBe(edited);
  });

  it("editRegistryDocument() takes changes that the document does not know of", () => {
    const document = parseRegistryDocument("A=1\n");
    const edited = editRegistryDocument(document, [
      { kind: "changed", key: "B", before: "x", after: "y" },
      { kind: "removed", key: "C", before: "x" },
      { kind: "added", key: "A", after: "2" },
    ]);
    expect(formatRegistryDocument(edited)).toBe("A=2\nB = y\n");
  });

  it("editRegistryDocument() does not let a key outgrow its limit in a section of longer spelling", () => {
    const name = "x".repeat(250);
    // Both spellings fold to "ss", and the section's is the longer one.
    expect(edit("[ss/S]\n", [[`ß/s/${name}`, "1"]])).toBe(`[ss/S]\n\n[ß/s]\n${name} = 1\n`);
  });

  it("editRegistryDocument() refuses an incomplete document", () => {
    const document = parseRegistryDocument("A=1\nB=1\n", { keys: 1 });
    expect(() => editRegistryDocument(document, [])).toThrow(RangeError);
  });

  it("editRegistryDocument() says when the changes outgrow the limits", () => {
    const document = parseRegistryDocument("A=1\n", { keys: 1 });
    const edited = editRegistryDocument(document, [{ kind: "added", key: "B", after: "1" }], {
      keys: 1,
    });
    expect(edited.complete).toBe(false);
    expect(edited.problems.map(({ code }) => code)).toEqual(["too-many-keys"]);
  });

  it("editRegistryDocument() refuses what is not a key", () => {
    const document = parseRegistryDocument("");
    expect(() =>
      editRegistryDocument(document, [{ kind: "added", key: "a\nb", after: "1" }]),
    ).toThrow(SyntaxError);
  });

  it("editRegistryDocument() adds, changes and removes 10,000 keys", () => {
    const keys = Array.from({ length: 10_000 }, (_, at) => `Node${at % 100}/Key${at}`);
    const full = edit(
      "",
      keys.map((key) => [key, "1"]),
    );
    expect(full.match(/^\[/gm)).toHaveLength(100);
    const changed = edit(
      full,
      keys.map((key) => [key, "2"]),
    );
    expect(changed).toBe(full.replaceAll("= 1\n", "= 2\n"));
    expect(
      edit(
        changed,
        keys.map((key) => [key, ""]),
      ),
    ).toBe(full.replace(/^Key.*\n/gm, ""));
  });
});

describe("formatRegistry()", () => {
  it("formatRegistry() writes what a document reads back, without dynamic keys", () => {
    const { registry } = Registry.empty.apply([
      ["Email/Port", "587"],
      ["$Tag", "x"],
      ["Single", "y"],
      ["IO/$Hours", "x"],
    ]);
    expect(formatRegistry(registry)).toBe("Single = y\n\n[Email]\nPort = 587\n");
    expect(formatRegistry(Registry.empty)).toBe("");
  });
});
