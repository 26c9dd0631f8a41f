import { tmpdir } from "node:os";
import { describe, expect, it } from "@jest/globals";
import { temporaryFolder } from "./_testing/temporary_folder.ts";
import { checkLint } from "./check_lint.ts";
import { formatFinding } from "./finding.ts";

/** Lints these files in a folder outside the repository, whose rules leave out what is built. */
async function lint(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { summary, findings } = await checkLint(temporaryFolder(files, tmpdir()));
  return [summary, ...findings.map(formatFinding)];
}

describe("checkLint()", () => {
  it("turns what the linter and the formatter find into findings", async () => {
    expect(await lint({ "src/a.ts": "let a = 1;\nf(a );\n" })).toEqual([
      "2 findings",
      "src/a.ts:1 lint/style/useConst This let declares a variable that is only assigned once.",
      "src/a.ts:1 format File content differs from formatting output",
    ]);
  });

  it("accepts a clean folder, and no folder without files", async () => {
    expect(await lint({ "a.ts": "export const a = 1;\n" })).toEqual(["lint and format"]);
    const [summary, finding] = await lint({});
    expect(summary).toBe("0 findings");
    expect(finding).toMatch(/^biome\.json:1 lint /u);
  });
});
