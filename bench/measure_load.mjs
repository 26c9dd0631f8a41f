import { spawn } from "node:child_process";
import { once } from "node:events";
import { SERVERS } from "./servers/start_servers.mjs";
import { median } from "./statistics.mjs";

const ROUNDS = 3;

/** What smtp-source is told, and how many messages each server gets: about a second's worth. */
export const LOADS = [
  {
    name: "1 KB, 20 reused connections",
    unit: "messages/s",
    bytes: 1024,
    args: ["-s", "20", "-l", "1024", "-d"],
    counts: { "smtp-sink": 20_000, "smtp-server": 5000, MailDev: 800, "mock-smtp": 20_000 },
  },
  {
    name: "1 KB, a fresh connection each, 20 at once",
    unit: "messages/s",
    bytes: 1024,
    args: ["-s", "20", "-l", "1024"],
    counts: { "smtp-sink": 6000, "smtp-server": 150, MailDev: 80, "mock-smtp": 6000 },
  },
  {
    name: "100 KB, 20 reused connections",
    unit: "MB/s",
    bytes: 100 * 1024,
    args: ["-s", "20", "-l", String(100 * 1024), "-d"],
    counts: { "smtp-sink": 2000, "smtp-server": 2000, MailDev: 100, "mock-smtp": 5000 },
  },
  {
    name: "10 MB, 4 reused connections",
    unit: "MB/s",
    bytes: 10 * 1024 * 1024,
    args: ["-s", "4", "-l", String(10 * 1024 * 1024), "-d"],
    counts: { "smtp-sink": 60, "smtp-server": 40, MailDev: 4, "mock-smtp": 100 },
  },
];

/** Seconds that smtp-source takes to deliver so many messages. */
async function deliver(port, args, count) {
  const start = performance.now();
  const all = [...args, "-m", String(count), "-f", "a@x.test", "-t", "b@x.test"];
  const child = spawn("/usr/sbin/smtp-source", [...all, `127.0.0.1:${port}`], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) {
    throw new Error(`Cannot measure the load: smtp-source ended with ${code}`);
  }
  return (performance.now() - start) / 1000;
}

/** One load on one server in a fresh process: its rate in each round, and memory where told. */
async function measureServer(contender, load) {
  const server = await contender.start();
  const count = load.counts[contender.name];
  const perMessage = load.unit === "MB/s" ? load.bytes / 1e6 : 1;
  const rates = [];
  const cpuTimes = [];
  let memory;
  try {
    await deliver(server.port, load.args, Math.ceil(count / 10));
    for (let round = 0; round < ROUNDS; round++) {
      const before = await server.ask?.("clear");
      const cpuBefore = server.cpuMs();
      rates.push((count * perMessage) / (await deliver(server.port, load.args, count)));
      cpuTimes.push((server.cpuMs() - cpuBefore) / (count * perMessage));
      const after = await server.ask?.("look");
      if (after !== undefined && after.stored !== count) {
        throw new Error(`Cannot trust ${contender.name}: ${after.stored} of ${count} were stored`);
      }
      if (round === 0 && after !== undefined) {
        memory = { grown: after.rss - before.rss, stored: count * load.bytes };
      }
    }
  } finally {
    await server.stop();
  }
  return { server: contender.name, rate: median(rates), cpuMs: median(cpuTimes), memory };
}

/** All servers under one load, one after the other. */
export async function measureLoad(load, only) {
  const results = [];
  for (const contender of SERVERS) {
    if (only === undefined || only.includes(contender.name)) {
      results.push(await measureServer(contender, load));
    }
  }
  return { name: load.name, unit: load.unit, results };
}
