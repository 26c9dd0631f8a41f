import { describe, expect, it } from "@jest/globals";
import { temporaryFolder } from "./_testing/temporary_folder.ts";
import { formatFinding } from "./finding.ts";
import { runExamples } from "./run_examples.ts";
import { readWorkspace } from "./workspace.ts";

const PACKAGES = JSON.stringify({ workspaces: ["packages/core", "packages/cli"] });

function comment(...code: readonly string[]): string {
  return `/**\n * @example Title\n * \`\`\`ts\n${code.map((line) => ` * ${line}\n`).join("")} * \`\`\`\n */\n`;
}

const ASSERT = 'import assert from "node:assert/strict";';

/** Runs the examples of a monorepo whose core has this file, and whose cli has none. */
async function run(source: string): Promise<readonly string[]> {
  const root = temporaryFolder({
    "package.json": PACKAGES,
    "packages/core/package.json": '{"name":"core"}',
    "packages/cli/package.json": '{"name":"cli"}',
    "packages/core/src/a.ts": source,
    "packages/core/src/a_test.ts": comment("not run;"),
    "README.md": "```ts run\nconst isolated = 1;\nexport { isolated };\n```\n",
  });
  const { summary, findings } = await runExamples(readWorkspace(root));
  return [summary, ...findings.map(formatFinding).sort()];
}

const NONE = "packages/cli/src/mod.ts:1 example the package has no example that runs";

describe("runExamples()", () => {
  it("runs what is shown, each on its own, and reports what is wrong at its line", async () => {
    const texts = [
      comment(ASSERT, "const isolated: number = 1;", "assert.equal(isolated, 1);"),
      comment(ASSERT, "assert.equal(1, 2);"),
      comment('const n: number = "text";'),
      comment("await Promise.reject(new TypeError('Cannot go on'));"),
    ];
    expect(await run(texts.join(""))).toEqual([
      "5 examples run",
      NONE,
      "packages/core/src/a.ts:12 example-runs AssertionError: Expected values to be strictly equal: 1 !== 2",
      "packages/core/src/a.ts:19 example-compiles TS2322: Type 'string' is not assignable to type 'number'.",
      "packages/core/src/a.ts:25 example-runs TypeError: Cannot go on",
    ]);
  });

  it("reports an example that is not TypeScript", async () => {
    expect(await run(comment("const a = ;"))).toEqual([
      "2 examples run",
      NONE,
      "packages/core/src/a.ts:4 example-compiles TS1109: Expression expected.",
    ]);
  });
});
