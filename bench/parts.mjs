import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { measureLatency } from "./capture/measure_latency.mjs";
import { LOADS, measureLoad } from "./capture/measure_load.mjs";
import { measureStart } from "./capture/measure_start.mjs";
import { measurePaint } from "./pages/measure_paint.mjs";
import { measureCommand } from "./queue/measure_command.mjs";
import { measureDelivery } from "./queue/measure_delivery.mjs";
import { measureEnqueue } from "./queue/measure_enqueue.mjs";
import { measureFull } from "./queue/measure_full.mjs";

const WAKE = fileURLToPath(new URL("capture/measure_wake.mjs", import.meta.url));

async function measureLoads() {
  const loads = [];
  for (const load of LOADS) {
    process.stderr.write(`  ${load.name}\n`);
    loads.push(await measureLoad(load));
  }
  return loads;
}

/** What can be measured: the page that shows it, its name, and how. */
export const PARTS = [
  { page: "mock-smtp", name: "loads", measure: measureLoads },
  { page: "mock-smtp", name: "latency", measure: measureLatency },
  {
    page: "mock-smtp",
    name: "wake",
    measure: async () => JSON.parse(execFileSync(process.execPath, [WAKE], { encoding: "utf8" })),
  },
  { page: "mock-smtp", name: "start", measure: measureStart },
  { page: "queue", name: "enqueue", measure: measureEnqueue },
  { page: "queue", name: "delivery", measure: measureDelivery },
  { page: "queue", name: "command", measure: measureCommand },
  { page: "queue", name: "full", measure: measureFull },
  { page: "pages", name: "paint", measure: measurePaint },
];
