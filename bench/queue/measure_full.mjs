import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../servers/start_servers.mjs";
import { fill, openUnit } from "./bench_unit.mjs";
import { FIELDPOST, timeOf } from "./programs.mjs";

const COUNT = 100_000;
const FILL = fileURLToPath(new URL("fill_singles.mjs", import.meta.url));
const MANY_THREADS = { ...process.env, UV_THREADPOOL_SIZE: "16" };
const SETTLE_MS = 15_000;

/** Resident memory of a service in MB, when it has nothing more to do. */
async function memoryOf(home) {
  const child = spawn(process.execPath, [FIELDPOST, "serve"], {
    env: { ...process.env, FIELDPOST_HOME: home },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await sleep(SETTLE_MS);
  if (child.exitCode !== null) {
    throw new Error(`Cannot measure serve: it ended with ${child.exitCode}`);
  }
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  child.kill("SIGTERM");
  await once(child, "exit");
  const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
  return { residentMb: kilobytes("VmRSS") / 1024, highestMb: kilobytes("VmHWM") / 1024 };
}

/** What a queue of 100,000 costs that cannot be delivered: nobody listens on its port. */
async function measureQueue(asBurst) {
  const opened = await openUnit({ port: await freePort() });
  try {
    process.stderr.write(`  accepting ${COUNT} messages\n`);
    if (asBurst) {
      await fill(opened.accept, COUNT, true);
    } else {
      execFileSync(process.execPath, [FILL, opened.home, String(COUNT)], { env: MANY_THREADS });
    }
    const program = {
      command: process.execPath,
      args: [FIELDPOST, "queue", "--json"],
      env: { FIELDPOST_HOME: opened.home },
    };
    const listMs = await timeOf(program, "");
    const start = performance.now();
    await opened.unit.queue.run();
    const passMs = performance.now() - start;
    return { listMs, passMs, ...(await memoryOf(opened.home)) };
  } finally {
    await opened.remove();
  }
}

/** A full queue, in files of one message each and in bursts, and a service without work. */
export async function measureFull() {
  const idle = await openUnit({ port: await freePort() });
  const memory = await memoryOf(idle.home);
  await idle.remove();
  return {
    count: COUNT,
    idle: memory,
    single: await measureQueue(false),
    burst: await measureQueue(true),
  };
}
