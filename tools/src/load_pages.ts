import { printLine } from "./print_line.ts";
import { runPagesLoad } from "./run_pages_load.ts";

// The command behind "node tools/dist/load_pages.js [messages] [viewers]".
const [messages = "1000", viewers = "200"] = process.argv.slice(2);
const books = await runPagesLoad({ messages: Number(messages), viewers: Number(viewers) });
for (const [name, value] of Object.entries(books)) printLine(`${name.padEnd(20)} ${value}`);
const isWhole = books.delivered === books.accepted && books.viewersCut === 0;
const isAgreed = books.leastEvents === books.mostEvents && books.viewersAtEnd === books.viewers;
printLine(isWhole && isAgreed ? "Every viewer saw everything." : "Something was dropped.");
process.exitCode = isWhole && isAgreed ? 0 : 1;
