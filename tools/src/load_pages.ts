import { findLoadFaults } from "./pages_load_books.ts";
import { printLine } from "./print_line.ts";
import { runPagesLoad } from "./run_pages_load.ts";

// The command behind "node tools/dist/load_pages.js [messages] [viewers] [rounds]".
const [messages = "1000", viewers = "200", rounds = "2"] = process.argv.slice(2);
const books = await runPagesLoad({
  messages: Number(messages),
  viewers: Number(viewers),
  rounds: Number(rounds),
});
for (const [name, value] of Object.entries(books)) printLine(`${name.padEnd(20)} ${value}`);
const faults = findLoadFaults(books);
printLine(
  faults.length === 0
    ? "Every viewer saw everything, and memory stayed flat."
    : `Not as it has to be: ${faults.join("; ")}.`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
