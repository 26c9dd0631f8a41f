import { printLine } from "./print_line.ts";
import { runDemo } from "./run_demo.ts";

// The command behind "npm run demo", and the first part of "npm start".
printLine("Fieldpost: set up a unit, send on three ports, see what arrived");
printLine("");
const { isComplete } = await runDemo(printLine);
printLine("");
printLine(
  isComplete
    ? "Fieldpost: 3 messages delivered and witnessed, 2 refusals explained"
    : "Fieldpost: a message did not arrive",
);
process.exitCode = isComplete ? 0 : 1;
