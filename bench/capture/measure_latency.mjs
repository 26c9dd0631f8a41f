import { createTransport } from "nodemailer";
import { createTransport as createCurrent } from "nodemailer-current";
import { SERVERS } from "../servers/start_servers.mjs";
import { median } from "../statistics.mjs";

const SENDS = 150;
const LIMIT_MS = 3000;
const CLIENTS = [
  { client: "nodemailer 10.0.10", create: createTransport },
  { client: "nodemailer 10.6.0", create: createCurrent },
];

async function send(create, port) {
  const transport = create({ host: "127.0.0.1", port, ignoreTLS: true });
  const start = performance.now();
  await transport.sendMail({ from: "a@x.test", to: "b@x.test", subject: "Hi", text: "Hello" });
  return performance.now() - start;
}

/** The median of one send over a fresh connection, for each server and client. */
export async function measureLatency() {
  const rows = [];
  for (const contender of SERVERS) {
    const server = await contender.start();
    try {
      for (const { client, create } of CLIENTS) {
        const times = [];
        const end = performance.now() + LIMIT_MS;
        while (times.length < SENDS && performance.now() < end) {
          times.push(await send(create, server.port));
        }
        rows.push({ server: contender.name, client, ms: median(times) });
      }
    } finally {
      await server.stop();
    }
  }
  return rows;
}
