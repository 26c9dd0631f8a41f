import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createTransport } from "nodemailer";
import { createTransport as createCurrent } from "nodemailer-current";
import { SERVERS, startFarAway } from "../servers/start_servers.mjs";
import { CONTENT, fill, openUnit, RECIPIENT, rateOf, SENDER } from "./bench_unit.mjs";

const SOURCE = "/usr/sbin/smtp-source";
const ROUNDS = 3;
const CONNECTIONS = [2, 5, 20];
/** What a provider is away, over a line at home or in the field. */
const ROUND_TRIP_MS = 20;
/** Messages that are enough where each takes tens of milliseconds. */
const FAR_COUNT = 400;

async function deliverSpool(port, connections, { count, asBurst }) {
  const { unit, accept, remove } = await openUnit({ port, connections });
  await fill(accept, count, asBurst);
  let report;
  const rate = await rateOf(count, async () => {
    ({ report } = await unit.queue.run());
  });
  await remove();
  if (report?.delivered !== count) {
    throw new Error(`Cannot trust the queue: ${report?.delivered} of ${count} were delivered`);
  }
  return rate;
}

async function deliverPool(port, connections, { count, create }) {
  const host = { host: "127.0.0.1", port, ignoreTLS: true };
  const transport = create({ ...host, pool: true, maxConnections: connections });
  const envelope = { from: SENDER, to: RECIPIENT };
  const rate = await rateOf(count, () =>
    Promise.all(
      Array.from({ length: count }, () => transport.sendMail({ envelope, raw: CONTENT })),
    ),
  );
  transport.close();
  return rate;
}

async function deliverSource(port, connections, { count }) {
  const load = ["-s", String(connections), "-l", String(CONTENT.length), "-d", "-m", String(count)];
  return await rateOf(count, async () => {
    const args = [...load, "-f", SENDER, "-t", RECIPIENT, `127.0.0.1:${port}`];
    await once(spawn(SOURCE, args, { stdio: "ignore" }), "exit");
  });
}

const SENDERS = [
  {
    name: "Fieldpost, spool of single messages",
    count: 2000,
    asBurst: false,
    deliver: deliverSpool,
  },
  { name: "Fieldpost, spool of bursts", count: 6000, asBurst: true, deliver: deliverSpool },
  { name: "nodemailer 10.6.0, pool", count: 4000, create: createCurrent, deliver: deliverPool },
  { name: "nodemailer 10.0.10, pool", count: 60, create: createTransport, deliver: deliverPool },
  { name: "smtp-source", count: 20_000, deliver: deliverSource },
];

/** Messages a second to one server, for so many connections; the senders take turns, the best counts. */
export async function measureDelivery() {
  const senders = SENDERS.filter((it) => it.deliver !== deliverSource || existsSync(SOURCE));
  const leftOut = SENDERS.filter((it) => !senders.includes(it)).map(({ name }) => ({
    name,
    missing: "apt-get install postfix brings it",
  }));
  const rows = [];
  for (const serverName of ["smtp-sink", "mock-smtp"]) {
    if (serverName === "smtp-sink" && !existsSync(SOURCE)) {
      continue;
    }
    const server = await SERVERS.find(({ name }) => name === serverName).start();
    try {
      for (const connections of CONNECTIONS) {
        rows.push(await measureRow(server, connections, senders));
      }
      if (serverName === "smtp-sink") rows.push(...(await measureFar(server, senders)));
    } finally {
      await server.stop();
    }
  }
  return { rows, leftOut };
}

async function measureFar(server, senders) {
  const far = await startFarAway(server, ROUND_TRIP_MS);
  const fewer = senders.map((it) => ({ ...it, count: Math.min(it.count, FAR_COUNT) }));
  const rows = [];
  for (const connections of CONNECTIONS.slice(1)) {
    rows.push(await measureRow(far, connections, fewer));
  }
  await far.stop();
  return rows;
}

async function measureRow(server, connections, senders) {
  process.stderr.write(`  ${server.name}, ${connections} connections\n`);
  const rates = new Map(senders.map((it) => [it, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const sender of senders) {
      await server.ask?.("clear");
      rates.get(sender).push(await sender.deliver(server.port, connections, sender));
    }
  }
  const results = senders.map((it) => ({ name: it.name, rate: Math.max(...rates.get(it)) }));
  return { server: server.name, connections, results };
}
