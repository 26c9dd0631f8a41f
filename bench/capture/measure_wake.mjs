// From the 250 in the client's hands to `next()` resolving, in one process: prints JSON.
import { once } from "node:events";
import { connect } from "node:net";

const { startMockSmtp } = await import("../../packages/mock-smtp/dist/mod.js");
const ROUNDS = 300;

const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
const socket = connect({ port: server.port(), host: "127.0.0.1", noDelay: true });

async function command(line, code) {
  socket.write(`${line}\r\n`);
  let said = "";
  while (!new RegExp(`^${code} `, "m").test(said)) {
    said += String((await once(socket, "data"))[0]);
  }
  return performance.now();
}

await once(socket, "data");
await command("EHLO x", 250);
const times = [];
for (let round = 0; round < ROUNDS; round++) {
  const woken = server.next({ to: "b@x.test" }).then(() => performance.now());
  await command("MAIL FROM:<a@x.test>", 250);
  await command("RCPT TO:<b@x.test>", 250);
  await command("DATA", 354);
  const heard = await command("Subject: x\r\n\r\nHello\r\n.", 250);
  times.push((await woken) - heard);
}
socket.destroy();
await server.close();
times.sort((a, b) => a - b);
const at = (part) => times[Math.floor(times.length * part)];
process.stdout.write(JSON.stringify({ median: at(0.5), p99: at(0.99), max: times.at(-1) }));
