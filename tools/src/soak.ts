import { printLine } from "./print_line.ts";
import { runSoak } from "./run_soak.ts";

// The command behind "node tools/dist/soak.js [messages] [connections]".
const [messages = "50000", connections = "5"] = process.argv.slice(2);
const books = await runSoak({ messages: Number(messages), connections: Number(connections) });
for (const [name, value] of Object.entries(books)) printLine(`${name.padEnd(12)} ${value}`);
const { accepted, reports, delivered, failed, waiting, unexplained, missing } = books;
const isBalanced = accepted + reports === delivered + failed + waiting;
printLine(isBalanced ? "The books are balanced." : "The books are NOT balanced.");
process.exitCode = isBalanced && unexplained === 0 && missing === 0 ? 0 : 1;
