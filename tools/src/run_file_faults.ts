import { join } from "node:path";
import { runCommand } from "./run_command.ts";

/** What the harness of the file calls printed: each is a sentence with its counts. */
export type FileFaultLines = readonly string[];

/**
 * Runs the test that kills a unit at each of its file calls, and takes what it counted.
 *
 * @throws {Error} If it failed: then there is nothing to write down
 */
export async function runFileFaults(root: string): Promise<FileFaultLines> {
  const jest = join(root, "node_modules/jest/bin/jest.js");
  const { code, output } = await runCommand(
    [
      process.execPath,
      "--experimental-vm-modules",
      jest,
      "--selectProjects",
      "runtime",
      "--",
      "crash_proof",
    ],
    { cwd: root },
  );
  if (code !== 0)
    throw new Error(`Cannot prove anything: the harness of file calls ended with ${code}`);
  return [...output.matchAll(/^Crash proof: (.+)$/gmu)].map(([, line = ""]) => line);
}
