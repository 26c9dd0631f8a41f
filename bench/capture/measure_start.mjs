import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort, MAILDEV, untilGreeted } from "../servers/start_servers.mjs";
import { median } from "../statistics.mjs";

const ROUNDS = 7;
const COMMAND = fileURLToPath(
  new URL("../../packages/mock-smtp/bin/mock_smtp.js", import.meta.url),
);

const LOAD_AND_START = `
const zero = performance.now();
const { startMockSmtp } = await import(${JSON.stringify(new URL("../../packages/mock-smtp/dist/mod.js", import.meta.url).href)});
const loaded = performance.now();
const first = await startMockSmtp();
const started = performance.now();
const second = await startMockSmtp();
const again = performance.now();
process.stdout.write(JSON.stringify({ load: loaded - zero, start: started - loaded, again: again - started }));
await first.close();
await second.close();
`;

function inProcess() {
  const args = ["--input-type=module", "-e", LOAD_AND_START];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

/** Milliseconds until a program says its first line, or until it greets a client. */
async function untilReady(args, ready) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await ready(child);
  const ms = performance.now() - start;
  child.kill("SIGKILL");
  await once(child, "exit");
  return ms;
}

async function medianOf(measure) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await measure());
  }
  return median(times);
}

/** How long it takes until a server is there. */
export async function measureStart() {
  const runs = Array.from({ length: ROUNDS }, inProcess);
  const ports = ["--smtp-port", "0", "--submission-port", "0", "--smtps-port", "0"];
  return {
    load: median(runs.map((it) => it.load)),
    start: median(runs.map((it) => it.start)),
    again: median(runs.map((it) => it.again)),
    bareNode: await medianOf(() => untilReady(["-e", "process.stdout.write('x')"], firstWord)),
    command: await medianOf(() => untilReady([COMMAND, ...ports], firstWord)),
    mailDev: await medianOf(async () => {
      const port = await freePort();
      const args = [MAILDEV, "-s", String(port), "--ip", "127.0.0.1", "--disable-web", "--silent"];
      return untilReady(args, () => untilGreeted(port));
    }),
  };
}

function firstWord(child) {
  return once(child.stdout, "data");
}
