// Measures Fieldpost and mock-smtp beside their peers in one run and prints the ratios. Ends by itself.
// With names ("queue", "queue.delivery") only those parts; their results replace the earlier ones.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { PARTS } from "./parts.mjs";
import { RESULTS, renderPage } from "./render_page.mjs";

const names = process.argv.slice(2);
const isWanted = ({ page, name }) =>
  names.length === 0 || names.includes(page) || names.includes(`${page}.${name}`);
const wanted = PARTS.filter(isWanted);
const known = PARTS.flatMap(({ page, name }) => [page, `${page}.${name}`]);
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  const choice = [...new Set(known)].join(", ");
  throw new Error(`Cannot measure ${unknown.join(", ")}: there are ${choice}`);
}

const machine = {
  date: new Date().toISOString().slice(0, 16).replace("T", " "),
  node: process.version,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? "unknown",
  loadBefore: loadavg()[0],
};
process.stderr.write(`${machine.cores} cores, Node ${machine.node}, load ${machine.loadBefore}\n`);

for (const { page, name, measure } of wanted) {
  process.stderr.write(`${page}.${name}\n`);
  const result = await measure();
  // Written at once: what comes after may be interrupted.
  const results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, "utf8")) : {};
  results[`${page}.${name}`] = { machine, result };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}
const results = JSON.parse(readFileSync(RESULTS, "utf8"));
for (const page of new Set(wanted.map((part) => part.page))) {
  process.stdout.write(renderPage(page, results) ?? `${JSON.stringify(results, null, 2)}\n`);
}
