import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type DocExample, docExamples } from "./doc_examples.ts";
import type { Finding } from "./finding.ts";
import { runCommand } from "./run_command.ts";
import type { StepReport } from "./step_report.ts";
import { stripTypes } from "./strip_types.ts";
import { listFiles, REPOSITORY_ROOT, type Workspace } from "./workspace.ts";

/** Packages whose door shows something that an example can call. */
const EXAMPLE_PACKAGES_REGEXP = /^packages\//u;

/** Where the examples are unpacked: inside the repository, so that package names resolve. */
const FOLDER = "tools/dist/examples";

/** Compiles and runs every example in the documentation, and asks for one in each package. */
export async function runExamples(workspace: Workspace): Promise<StepReport> {
  const examples = findExamples(workspace.root);
  const folder = join(workspace.root, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeExamples(folder, examples);
  const [compiled, ran] = await Promise.all([
    compileExamples(folder, examples),
    playExamples(folder, examples),
  ]);
  return {
    summary: `${examples.length} examples run`,
    findings: [...missingExamples(workspace, examples), ...compiled, ...ran],
  };
}

function findExamples(root: string): readonly DocExample[] {
  return listFiles(root, ".")
    .filter((path) => path.endsWith(".md") || /^packages\/[^/]+\/src\/.*\.tsx?$/u.test(path))
    .filter((path) => !path.endsWith("_test.ts") && !path.includes("/_testing/"))
    .flatMap((path) => docExamples(path, readFileSync(join(root, path), "utf8")));
}

function missingExamples(
  workspace: Workspace,
  examples: readonly DocExample[],
): readonly Finding[] {
  return workspace.packages
    .filter(({ directory }) => EXAMPLE_PACKAGES_REGEXP.test(directory))
    .filter(({ directory }) => !examples.some(({ path }) => path.startsWith(`${directory}/`)))
    .map(({ directory }) => ({
      path: `${directory}/src/mod.ts`,
      line: 1,
      rule: "example",
      message: "the package has no example that runs",
    }));
}

const COMPILER_OPTIONS = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    moduleDetection: "force",
    types: ["node"],
  },
  include: ["*.ts"],
};

function writeExamples(folder: string, examples: readonly DocExample[]): void {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(COMPILER_OPTIONS));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const [index, { code }] of examples.entries()) {
    writeFileSync(join(folder, `example_${index}.ts`), code);
    writeFileSync(join(folder, `example_${index}.js`), tryStripTypes(code));
  }
}

/** What cannot be parsed is reported by the compiler, with its line. */
function tryStripTypes(code: string): string {
  try {
    return stripTypes(code);
  } catch {
    return "";
  }
}

async function compileExamples(
  folder: string,
  examples: readonly DocExample[],
): Promise<readonly Finding[]> {
  const compiler = join(REPOSITORY_ROOT, "node_modules/typescript/bin/tsc");
  const { output } = await runCommand([process.execPath, compiler, "-p", folder], { cwd: folder });
  return [...output.matchAll(/^example_(\d+)\.ts\((\d+),\d+\): error (.*)$/gmu)].map(
    ([, index, line, message = ""]) => {
      const example = examples[Number(index)];
      return {
        path: example?.path ?? FOLDER,
        line: (example?.line ?? 1) + Number(line) - 1,
        rule: "example-compiles",
        message,
      };
    },
  );
}

async function playExamples(
  folder: string,
  examples: readonly DocExample[],
): Promise<readonly Finding[]> {
  const player = join(REPOSITORY_ROOT, "tools/dist/play_examples.js");
  const { output } = await runCommand(
    [process.execPath, player, folder, String(examples.length)],
    // An example that writes leaves nothing outside its folder.
    { cwd: folder, env: { FIELDPOST_HOME: join(folder, "home") } },
  );
  const failures = [...output.matchAll(/^failed (\d+) (.*)$/gmu)].map(
    ([, index, message = ""]) => ({
      path: examples[Number(index)]?.path ?? FOLDER,
      line: examples[Number(index)]?.line ?? 1,
      rule: "example-runs",
      message: message,
    }),
  );
  return output.includes(`played ${examples.length}\n`)
    ? failures
    : [...failures, { path: FOLDER, line: 1, rule: "example-runs", message: output.trim() }];
}
