import { printLine } from "./print_line.ts";
import { sumCounts } from "./sum_counts.ts";

// Started by .ci/run with the reports of jest and of the gate.
const [, , results = "", gate = ""] = process.argv;
const { passed, failed } = sumCounts(results, gate);
printLine(`${passed} passed, ${failed} failed`);
