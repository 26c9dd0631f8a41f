import { printLine } from "./print_line.ts";
import { runTests } from "./test_run.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

// The command behind "npm test"; arguments go to jest.
const { passed, failed, problem } = await runTests(REPOSITORY_ROOT, process.argv.slice(2));
if (problem !== undefined) {
  printLine(`Fieldpost: ${problem}`);
}
printLine(`Fieldpost: ${passed} tests passed, ${failed} failed`);
process.exitCode = problem === undefined ? 0 : 1;
