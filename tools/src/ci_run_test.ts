import { chmodSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryFolder } from "./_testing/temporary_folder.ts";
import { runCommand } from "./run_command.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

/** What the stand-ins for npm and the tools do in one run. */
interface Play {
  readonly install: number;
  readonly test: number;
  readonly gate: number;
  readonly counts: string;
}

/** Runs .ci/run in a folder where npm, apt-get and the tools are stand-ins: a test installs nothing. */
async function runCi(play: Play): Promise<{ readonly code: number; readonly last: string }> {
  const script = readFileSync(join(REPOSITORY_ROOT, ".ci/run"), "utf8");
  const folder = temporaryFolder({
    ".ci/run": script.replace("=/usr/sbin/policy-rc.d", "=policy-rc.d"),
    "bin/npm": `#!/bin/sh\n[ "$1" = ci ] && exit ${play.install}\nexit ${play.test}\n`,
    "bin/apt-get": "#!/bin/sh\nexit 0\n",
    "tools/dist/gate.js": `process.exit(${play.gate});\n`,
    "tools/dist/print_counts.js": `console.log("${play.counts}");\n`,
  });
  for (const name of ["npm", "apt-get"]) chmodSync(join(folder, "bin", name), 0o755);
  const path = `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  const { code, output } = await runCommand(["bash", join(folder, ".ci/run")], {
    env: { PATH: path },
  });
  return { code, last: output.trimEnd().split("\n").at(-1) ?? "" };
}

const GOOD: Play = { install: 0, test: 0, gate: 0, counts: "9 passed, 0 failed" };

describe(".ci/run", () => {
  it.each([
    [GOOD, { code: 0, last: "9 passed, 0 failed" }],
    [
      { ...GOOD, test: 1, counts: "8 passed, 1 failed" },
      { code: 1, last: "8 passed, 1 failed" },
    ],
    [
      { ...GOOD, gate: 1, counts: "8 passed, 1 failed" },
      { code: 1, last: "8 passed, 1 failed" },
    ],
    // A failure that nobody counted, and a counted failure that nobody returned.
    [
      { ...GOOD, gate: 3 },
      { code: 3, last: "9 passed, 1 failed" },
    ],
    [
      { ...GOOD, counts: "8 passed, 1 failed" },
      { code: 1, last: "8 passed, 1 failed" },
    ],
    [
      { ...GOOD, install: 7, counts: "0 passed, 2 failed" },
      { code: 7, last: "0 passed, 2 failed" },
    ],
  ])("ends %j with %j", async (play, end) => {
    expect(await runCi(play)).toEqual(end);
  });
});
