// Writes the pages docs/benchmarks-*.md whose parts have all been measured.
import { readFileSync, writeFileSync } from "node:fs";
import { PAGES, RESULTS, renderPage } from "./render_page.mjs";

const results = JSON.parse(readFileSync(RESULTS, "utf8"));
for (const { page, title, folder } of PAGES) {
  const text = renderPage(page, results);
  if (text === undefined) {
    process.stderr.write(`benchmarks-${page}.md stays as it is: not all of it was measured\n`);
    continue;
  }
  const notes = readFileSync(new URL(`${folder}/notes.md`, import.meta.url), "utf8");
  writeFileSync(
    new URL(`../docs/benchmarks-${page}.md`, import.meta.url),
    `# ${title}

These figures are from **one machine**, taken when the first line says; \`npm run bench\` takes them anew and prints the same tables, and
\`node bench/render.mjs\` writes this page from them. Ratios travel to other machines better than rates do.

${text}
${notes}`,
  );
}
