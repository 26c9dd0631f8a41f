import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { SERVERS } from "../servers/start_servers.mjs";
import { median } from "../statistics.mjs";
import { fill, openUnit, rateOf } from "./bench_unit.mjs";
import { startPrograms, timeOf } from "./programs.mjs";

const FLOOR = fileURLToPath(new URL("fsync_floor.mjs", import.meta.url));
const ROUNDS = 3;
const SINGLE = 400;
const BURST = 10_000;
const PROGRAM_ROUNDS = 15;

/** Messages a second into the queue, beside what the disk can do; they take turns, the best counts. */
async function measureRates() {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const floor = JSON.parse(execFileSync(process.execPath, [FLOOR], { encoding: "utf8" }));
    const { accept, remove } = await openUnit({ port: 25 });
    await fill(accept, 20, false);
    const single = await rateOf(SINGLE, () => fill(accept, SINGLE, false));
    const burst = await rateOf(BURST, () => fill(accept, BURST, true));
    await remove();
    rounds.push({ ...floor, single, burst });
  }
  const best = (name) => Math.max(...rounds.map((round) => round[name]));
  return Object.fromEntries(["sync", "acceptance", "single", "burst"].map((it) => [it, best(it)]));
}

/** Milliseconds for one message through a program that is started for it. */
async function measurePrograms() {
  const server = await SERVERS.find(({ name }) => name === "mock-smtp").start();
  const { programs, leftOut, remove } = await startPrograms(server.port);
  try {
    const times = new Map(programs.map((program) => [program, []]));
    for (let round = 0; round < PROGRAM_ROUNDS; round++) {
      for (const program of programs) {
        times.get(program).push(await timeOf(program));
      }
    }
    const rows = programs.map((it) => ({ name: it.name, ms: median(times.get(it)) }));
    return { rows, leftOut };
  } finally {
    await remove();
    await server.stop();
  }
}

export async function measureEnqueue() {
  return { rates: await measureRates(), programs: await measurePrograms() };
}
