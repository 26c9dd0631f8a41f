import { describe, expect, it } from "@jest/globals";
import { sampleWorkspace } from "./_testing/sample_workspace.ts";
import { checkBoundaries } from "./check_boundaries.ts";
import { formatFinding } from "./finding.ts";
import { PACKAGE_ARROWS } from "./package_arrows.ts";

function messages(
  files: Readonly<Record<string, string>>,
  manifests: Readonly<Record<string, object>> = {},
): readonly string[] {
  return checkBoundaries(sampleWorkspace(files, manifests)).findings.map(formatFinding);
}

const NOT_DECLARED = / manifest /u;

/** What an import alone costs, the manifest left aside. */
function importMessages(path: string, text: string): readonly string[] {
  return messages({ [path]: text }).filter((line) => !NOT_DECLARED.test(line));
}

const FORMS: readonly (readonly [string, (name: string) => string])[] = [
  ["a static import", (name) => `import { x } from "${name}";`],
  ["an import for effect", (name) => `import "${name}";`],
  ["an import of a type", (name) => `import type { X } from "${name}";`],
  ["an import type", (name) => `export type X = import("${name}").X;`],
  ["a dynamic import", (name) => `const x = await import("${name}");`],
  ["a dynamic import of a template", (name) => `const x = await import(\`${name}\`);`],
  ["an export from", (name) => `export { x } from "${name}";`],
  ["an export of everything", (name) => `export * from "${name}";`],
  ["require", (name) => `const x = require("${name}");`],
];

describe("checkBoundaries()", () => {
  it.each(FORMS)("sees %s", (_, write) => {
    expect(importMessages("packages/core/src/a.ts", write("node:fs"))).toEqual([
      'packages/core/src/a.ts:1 arrow core source: may not import "node:fs"',
    ]);
  });

  it("refuses a dynamic import whose name is computed", () => {
    expect(
      importMessages("packages/cli/src/a.ts", "export const x = import(process.title);"),
    ).toEqual(["packages/cli/src/a.ts:1 arrow cli source: a dynamic import must name its module"]);
  });

  const names = [...PACKAGE_ARROWS.map((arrow) => arrow.package)];
  const pairs = names.flatMap((from) =>
    names.filter((to) => to !== from).map((to) => [from, to] as const),
  );

  it.each(pairs)("draws the arrow from %s to %s as the table does", (from, to) => {
    const arrow = PACKAGE_ARROWS.find((row) => row.package === from);
    const path = `packages/${from}/src/a.ts`;
    const line = `${path}:1 arrow ${from} source: may not import "@fieldpost/${to}"`;
    expect(importMessages(path, `import { x } from "@fieldpost/${to}";`)).toEqual(
      arrow?.ours.includes(to) === true ? [] : [line],
    );
  });

  it.each([
    ["core", "a function of its arguments", []],
    ["mock-smtp", "the witness", []],
    ["runtime", "effects", ["core"]],
    ["cli", "translator", ["core", "runtime"]],
    ["web", "translator", ["core", "runtime"]],
  ])("lets %s (%s) import of ours exactly %j", (name, _, ours) => {
    expect(PACKAGE_ARROWS.find((row) => row.package === name)?.ours).toEqual(ours);
  });

  it("lets tests import the witness, jest and a foreign server", () => {
    const text = ["@jest/globals", "@fieldpost/mock-smtp", "nodemailer", "smtp-server", "node:net"]
      .map((name) => `import "${name}";`)
      .join("\n");
    expect(importMessages("packages/runtime/src/a_test.ts", text)).toEqual([]);
    expect(importMessages("packages/runtime/src/_testing/a.ts", text)).toEqual([]);
    expect(importMessages("packages/runtime/src/a.ts", text)).toHaveLength(3);
  });

  it.each([
    ["../../core/src/mod.ts", "leaves the package: import another package by its name"],
    ["./deep/_part.ts", "is private to its folder"],
    ["./_testing/part.ts", "is for tests only"],
    ["./part.js", "must name its file with its ending"],
    ["./part", "must name its file with its ending"],
  ])("refuses the path %s", (specifier, what) => {
    const path = "packages/cli/src/a.ts";
    expect(importMessages(path, `import { x } from "${specifier}";`)).toEqual([
      `${path}:1 path "${specifier}" ${what}`,
    ]);
  });

  it.each(["@fieldpost/core/dist/mod.js", "@fieldpost/core/src/registry.ts"])(
    "refuses %s: it is not a door",
    (specifier) => {
      expect(importMessages("packages/cli/src/a.ts", `import "${specifier}";`)).toEqual([
        `packages/cli/src/a.ts:1 path "${specifier}" is not a door of that package`,
      ]);
    },
  );

  it("accepts runtime's second door, and private files of the same folder", () => {
    const text = 'import "@fieldpost/runtime/testing";\nimport "./_part.ts";\n';
    expect(importMessages("packages/cli/src/a.ts", text)).toEqual([]);
  });

  it("accepts mock-smtp's doors for test runners", () => {
    const text = 'import "@fieldpost/mock-smtp/jest";\nimport "@fieldpost/mock-smtp/vitest";\n';
    expect(importMessages("packages/cli/src/a_test.ts", text)).toEqual([]);
  });

  it("lets one door import an optional peer, and no other file", () => {
    const door = "packages/mock-smtp/src/assertions/vitest.ts";
    expect(importMessages(door, 'import "vitest";')).toEqual([]);
    expect(importMessages(door, 'import "@jest/globals";')).toEqual([
      `${door}:1 arrow mock-smtp source: may not import "@jest/globals"`,
    ]);
    const other = "packages/mock-smtp/src/mod.ts";
    expect(importMessages(other, 'import "vitest";')).toEqual([
      `${other}:1 arrow mock-smtp source: may not import "vitest"`,
    ]);
  });

  it.each([
    [{ peerDependencies: { vitest: "4" } }, ["is imported by a door and is not an optional peer"]],
    [
      { dependencies: { vitest: "4" } },
      ["is imported by a door and is not an optional peer", "is not in the table of arrows"],
    ],
    [
      { peerDependencies: { vitest: "4" }, peerDependenciesMeta: { vitest: { optional: true } } },
      [],
    ],
  ])("asks that %j makes a door's peer optional", (manifest, problems) => {
    const files = { "packages/mock-smtp/src/assertions/vitest.ts": 'import "vitest";' };
    expect(messages(files, { "packages/mock-smtp": manifest })).toEqual(
      problems.map((it) => `packages/mock-smtp/package.json:1 manifest "vitest" ${it}`),
    );
  });

  it("holds what runs in the browser to its own row, and to types of the rest", () => {
    const page = "packages/web/src/client/app.tsx";
    const allowed = 'import "preact";\nimport type { A } from "../api/a.ts";\nimport "./b.tsx";';
    expect(importMessages(page, allowed)).toEqual([]);
    expect(importMessages(page, 'import "node:fs";\nimport "@fieldpost/runtime";')).toEqual([
      `${page}:1 arrow web source: may not import "node:fs"`,
      `${page}:2 arrow web source: may not import "@fieldpost/runtime"`,
    ]);
    expect(importMessages(page, 'import { A } from "../api/a.ts";')).toEqual([
      `${page}:1 path "../api/a.ts" leaves the folder client: only types may be imported from there`,
    ]);
    const server = "packages/web/src/server/a.ts";
    expect(importMessages(server, 'import "preact";')).toEqual([
      `${server}:1 arrow web source: may not import "preact"`,
    ]);
  });

  it("asks that what is bundled is a devDependency", () => {
    const files = { "packages/web/src/client/app.tsx": 'import "preact";' };
    const manifest = { devDependencies: { vite: "8" } };
    expect(messages(files, { "packages/web": manifest })).toEqual([
      'packages/web/package.json:1 manifest "preact" is bundled and is not a devDependency',
    ]);
  });

  it("holds package.json against the imports, both ways", () => {
    const found = messages(
      {
        "packages/runtime/src/a.ts": 'import "@fieldpost/core";',
        "packages/runtime/src/a_test.ts": 'import "smtp-server"; import "@jest/globals";',
      },
      { "packages/runtime": { dependencies: { nodemailer: "1" }, devDependencies: { hono: "1" } } },
    );
    const at = "packages/runtime/package.json:1 manifest";
    expect(found).toEqual([
      `${at} "nodemailer" is a dependency and no source imports it`,
      `${at} "hono" is a devDependency and no test imports it`,
      `${at} "@fieldpost/core" is imported and is not a dependency`,
      `${at} "smtp-server" is imported by tests and is not a devDependency`,
      `${at} "hono" is not in the table of arrows`,
    ]);
  });

  it("refuses a package that has no row", () => {
    expect(messages({ "packages/extra/src/a.ts": "" })).toEqual([
      "packages/extra/package.json:1 arrow extra has no row in the table of arrows",
    ]);
  });

  it("lets tools import anything by its name", () => {
    expect(messages({ "tools/src/a.ts": 'import "@fieldpost/core"; import "@swc/core";' })).toEqual(
      [],
    );
  });
});
