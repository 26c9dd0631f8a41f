import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryFolder } from "./_testing/temporary_folder.ts";
import { runCommand } from "./run_command.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

// Purity of core hangs in four nets. Here the compiler and the lint rules are broken on purpose;
// the sources' search is in check_purity_test.ts, the realm in evaluate_in_empty_realm_test.ts, and
// the clock and the dice in core's own no_clock_no_dice_test.ts.

/** Compiles one file under core's own tsconfig. */
async function compileAsCore(text: string): Promise<string> {
  const folder = temporaryFolder({
    "src/mod.ts": text,
    "tsconfig.json": JSON.stringify({
      extends: join(REPOSITORY_ROOT, "packages/core/tsconfig.json"),
      compilerOptions: { rootDir: "src", outDir: "out", tsBuildInfoFile: "out/.tsbuildinfo" },
      include: ["src/**/*.ts"],
    }),
  });
  const compiler = join(REPOSITORY_ROOT, "node_modules/typescript/bin/tsc");
  const { output } = await runCommand([process.execPath, compiler, "-p", folder], { cwd: folder });
  return output.replace(/^.*error /gmu, "").trim();
}

describe("core's tsconfig", () => {
  it.each([
    ["node:fs", 'import { readFileSync } from "node:fs";\nreadFileSync("x");\n', "'node:fs'"],
    ["process", "export const pid: number = process.pid;\n", "'process'"],
    ["Buffer", 'export const x: object = Buffer.from("x");\n', "'Buffer'"],
    ["setTimeout", "setTimeout(() => {}, 1);\n", "'setTimeout'"],
    ["console", "console.log(1);\n", "'console'"],
    ["document", "export const x: object = document;\n", "'document'"],
    ["fetch", 'export const x: object = fetch("x");\n', "'fetch'"],
    ["crypto", "export const x: string = crypto.randomUUID();\n", "'crypto'"],
  ])("does not know %s", async (_, text, name) => {
    const output = await compileAsCore(text);
    expect(output).toMatch(/^TS2\d{3}: Cannot find /u);
    expect(output).toContain(name);
  });

  it("compiles a function of its arguments", async () => {
    expect(
      await compileAsCore("export function twice(n: number): number {\n  return n * 2;\n}\n"),
    ).toBe("");
  });
});

/** Lints a text with the repository's rules, as if it stood at this path. */
async function lintAs(path: string, text: string): Promise<string> {
  const config = readFileSync(join(REPOSITORY_ROOT, "biome.json"), "utf8");
  const folder = temporaryFolder({ [path]: text, "biome.json": config }, tmpdir());
  const biome = join(REPOSITORY_ROOT, "node_modules/@biomejs/biome/bin/biome");
  const { output } = await runCommand([process.execPath, biome, "lint", "--colors=off", "."], {
    cwd: folder,
  });
  return output;
}

describe("core's lint rules", () => {
  it.each([
    ["Date", "export const now: number = Date.now();\n"],
    ["Intl", "export const x: object = new Intl.Collator();\n"],
    ["globalThis", "export const x: object = globalThis;\n"],
    ["process", "export const x: number = process.pid;\n"],
  ])("refuse %s, in core alone", async (name, text) => {
    const output = await lintAs("packages/core/src/sample.ts", text);
    expect(output).toContain("lint/style/noRestrictedGlobals");
    expect(output).toContain(name);
    expect(await lintAs("packages/runtime/src/sample.ts", text)).not.toContain(
      "lint/style/noRestrictedGlobals",
    );
  });

  it.each([
    ["a node module", 'import { x } from "node:fs";\nexport const y: unknown = x;\n'],
    ["a package", 'import { x } from "nodemailer";\nexport const y: unknown = x;\n'],
    ["a folder above", 'import { x } from "../a.ts";\nexport const y: unknown = x;\n'],
  ])("refuse an import of %s, in core alone", async (_, text) => {
    expect(await lintAs("packages/core/src/sample.ts", text)).toContain(
      "lint/style/noRestrictedImports",
    );
    expect(await lintAs("packages/runtime/src/sample.ts", text)).not.toContain("noRestricted");
  });
});
