import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { printLine } from "./print_line.ts";

const LIMIT_MS = 10_000;

// Started by run_examples with the folder and the number of examples in it.
const [, , folder = "", count = "0"] = process.argv;

/** Imports one example; an example that neither ends nor fails is stopped by the limit. */
async function play(index: number): Promise<void> {
  const url = pathToFileURL(join(folder, `example_${index}.js`)).href;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const error = new Error(`Cannot finish within ${LIMIT_MS} ms: is something left open`);
    timer = setTimeout(() => reject(error), LIMIT_MS);
  });
  try {
    await Promise.race([import(url), limit]);
  } finally {
    clearTimeout(timer);
  }
}

for (let index = 0; index < Number(count); index += 1) {
  try {
    await play(index);
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    printLine(`failed ${index} ${text.replace(/\s+/gu, " ").trim()}`);
  }
}
printLine(`played ${count}`);
process.exit(0);
