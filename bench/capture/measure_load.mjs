import { spawn } from "node:child_process";
import { once } from "node:events";
import { SERVERS } from "../servers/start_servers.mjs";

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

/** One round of a load on a running server. */
async function measureRound(server, load) {
  const count = load.counts[server.name];
  const perMessage = load.unit === "MB/s" ? load.bytes / 1e6 : 1;
  const before = await server.ask?.("clear");
  const cpuBefore = server.cpuMs();
  const seconds = await deliver(server.port, load.args, count);
  const cpuMs = (server.cpuMs() - cpuBefore) / (count * perMessage);
  const after = await server.ask?.("look");
  if (after !== undefined && after.stored !== count) {
    throw new Error(`Cannot trust ${server.name}: ${after.stored} of ${count} were stored`);
  }
  const memory =
    after === undefined ? undefined : { grown: after.rss - before.rss, stored: count * load.bytes };
  return { rate: (count * perMessage) / seconds, cpuMs, memory };
}

/**
 * All servers under one load. They take turns, so that what else the machine does meets all of
 * them, and the best round counts, since a disturbance only ever slows.
 */
export async function measureLoad(load, only) {
  const contenders = SERVERS.filter(({ name }) => only === undefined || only.includes(name));
  const servers = await Promise.all(contenders.map((it) => it.start()));
  const rounds = new Map(servers.map((it) => [it, []]));
  try {
    for (const server of servers) {
      await deliver(server.port, load.args, Math.ceil(load.counts[server.name] / 10));
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const server of servers) {
        rounds.get(server).push(await measureRound(server, load));
      }
    }
  } finally {
    await Promise.all(servers.map((it) => it.stop()));
  }
  const results = servers.map((server) => {
    const own = rounds.get(server);
    return {
      server: server.name,
      rate: Math.max(...own.map((it) => it.rate)),
      cpuMs: Math.min(...own.map((it) => it.cpuMs)),
      memory: own[0].memory,
    };
  });
  return { name: load.name, unit: load.unit, results };
}
