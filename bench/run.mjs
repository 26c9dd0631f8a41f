// Measures mock-smtp beside its peers in one run and prints the ratios. Ends by itself.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { measureLatency } from "./measure_latency.mjs";
import { LOADS, measureLoad } from "./measure_load.mjs";
import { measureStart } from "./measure_start.mjs";
import { renderResults } from "./render_results.mjs";

const WAKE = fileURLToPath(new URL("measure_wake.mjs", import.meta.url));
const RESULTS = fileURLToPath(new URL("results.json", import.meta.url));

const machine = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? "unknown",
  loadBefore: loadavg()[0],
};
process.stderr.write(`${machine.cores} cores, Node ${machine.node}, load ${machine.loadBefore}\n`);

const loads = [];
for (const load of LOADS) {
  process.stderr.write(`${load.name}\n`);
  loads.push(await measureLoad(load));
}
process.stderr.write("one send over a fresh connection\n");
const latency = await measureLatency();
const wake = JSON.parse(execFileSync(process.execPath, [WAKE], { encoding: "utf8" }));
process.stderr.write("start-up\n");
const start = await measureStart();

const results = { machine, loads, latency, wake, start };
writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
process.stdout.write(renderResults(results));
