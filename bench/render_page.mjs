import { fileURLToPath } from "node:url";
import { renderCapture } from "./capture/render_capture.mjs";
import { renderPages } from "./pages/render_pages.mjs";
import { renderQueue } from "./queue/render_queue.mjs";
import { shown } from "./statistics.mjs";

/** Where the last results of each part are. */
export const RESULTS = fileURLToPath(new URL("results.json", import.meta.url));

/** The pages, and what each is made of. */
export const PAGES = [
  {
    page: "mock-smtp",
    title: "mock-smtp beside other capture servers",
    folder: "capture",
    parts: ["loads", "latency", "wake", "start"],
    render: renderCapture,
  },
  {
    page: "queue",
    title: "The queue beside other senders",
    folder: "queue",
    parts: ["enqueue", "delivery", "command", "full"],
    render: renderQueue,
  },
  {
    page: "pages",
    title: "How fast the configuration pages come",
    folder: "pages",
    parts: ["paint"],
    render: renderPages,
  },
];

/** The results of a page as Markdown; `undefined` while a part of it was never measured. */
export function renderPage(name, results) {
  const { parts, render } = PAGES.find(({ page }) => page === name);
  const found = parts.map((part) => results[`${name}.${part}`]);
  if (found.includes(undefined)) {
    return undefined;
  }
  const runs = [...new Set(found.map(({ machine }) => describeRun(machine)))];
  const lead = runs.length === 1 ? "One run on" : `Parts of ${runs.length} runs on`;
  const values = Object.fromEntries(parts.map((part, at) => [part, found[at].result]));
  return [`${lead} ${runs.join("; ")}.`, ...render(values), ""].join("\n");
}

function describeRun({ date, cores, cpu, node, loadBefore }) {
  return `${date}: ${cores} cores, ${cpu}, Node ${node}, load before the run ${shown(loadBefore)}`;
}
