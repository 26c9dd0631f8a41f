// Writes docs/benchmarks-mock-smtp.md from the last run's results.
import { readFileSync, writeFileSync } from "node:fs";
import { renderResults } from "./render_results.mjs";

const results = JSON.parse(readFileSync(new URL("results.json", import.meta.url), "utf8"));
const DOCUMENT = new URL("../docs/benchmarks-mock-smtp.md", import.meta.url);
const notes = readFileSync(new URL("notes.md", import.meta.url), "utf8");

writeFileSync(
  DOCUMENT,
  `# mock-smtp beside other capture servers

These figures are from **one run on one machine**; \`npm run bench\` takes them anew and prints the same tables, and
\`node bench/render.mjs\` writes this page from them. Ratios travel to other machines better than rates do.

${renderResults(results)}
${notes}`,
);
