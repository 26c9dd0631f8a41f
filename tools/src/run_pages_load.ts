import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { openFieldpost } from "@fieldpost/runtime";
import { PageViewer } from "./page_viewer.ts";

/** How much is asked of the pages. */
export interface PagesLoadOptions {
  readonly messages: number;
  readonly viewers: number;
}

/** What came of it; memory is that of the serving process alone, in MiB. */
export interface PagesLoadBooks {
  readonly accepted: number;
  readonly delivered: number;
  readonly seconds: number;
  readonly viewers: number;
  readonly viewersCut: number;
  /** Viewers that have heard that the queue is empty. */
  readonly viewersAtEnd: number;
  readonly leastEvents: number;
  readonly mostEvents: number;
  readonly mibSent: number;
  readonly mibBefore: number;
  readonly mibPeak: number;
  readonly mibAfter: number;
}

const LAUNCHER = fileURLToPath(new URL("../../packages/cli/bin/fieldpost.js", import.meta.url));

/** However it goes, it ends. */
const LIMIT_MS = 180_000;

const SENDERS = 10;
const LOOK_MS = 200;

/**
 * Lets viewers follow a unit while programs hand it messages, all on loopback: the unit in a process of
 * its own, the mail server, the viewers and the programs in this one.
 */
export async function runPagesLoad(options: PagesLoadOptions): Promise<PagesLoadBooks> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-load-"));
  const server = await startMockSmtp({
    listeners: [{ tls: "none" }],
    messageLimit: options.messages * 2,
  });
  const token = await setUp(home, server.port());
  const served = await startServe(home);
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    return await load(options, { ...served, token, server, limit });
  } finally {
    served.child.kill("SIGTERM");
    await once(served.child, "exit");
    await server.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function setUp(home: string, port: number): Promise<string> {
  const unit = await openFieldpost({ home });
  await unit.registry.assign([
    ["IpConfig/MailHost", "localhost"],
    ["IpConfig/EmailAddress", "unit7@example.com"],
    ["Email/Port", `${port}`],
  ]);
  const write = await unit.tokens.add("load", "control");
  if (write.kind === "refused") throw new Error(`Cannot make a token: ${write.refusal}`);
  return write.result.token;
}

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  readonly pid: number;
}

async function startServe(home: string): Promise<Served> {
  const portsFile = join(home, "ports.json");
  const argv = [LAUNCHER, "serve", "--json", "--http-port", "0", "--ports-file", portsFile];
  const child = spawn(process.execPath, argv, {
    env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    if ((JSON.parse(line) as { kind: string }).kind === "ready") break;
  }
  child.stdout.resume();
  for (;;) {
    const text = await readFile(portsFile, "utf8").catch(() => "");
    if (text !== "") {
      return { child, url: (JSON.parse(text) as { url: string }).url, pid: child.pid ?? 0 };
    }
    await wait(LOOK_MS);
  }
}

interface Stage extends Served {
  readonly token: string;
  readonly server: MockSmtp;
  readonly limit: AbortSignal;
}

async function load(options: PagesLoadOptions, stage: Stage): Promise<PagesLoadBooks> {
  const { limit, server, pid } = stage;
  const viewers = Array.from({ length: options.viewers }, () => new PageViewer(stage));
  await Promise.all(viewers.map((viewer) => viewer.opened));
  await wait(1000);
  const mibBefore = await memoryOf(pid);
  let mibPeak = mibBefore;
  const looking = setInterval(() => {
    void memoryOf(pid).then((mib) => {
      mibPeak = Math.max(mibPeak, mib);
    });
  }, LOOK_MS);
  const beganMs = performance.now();
  try {
    const accepted = await submitAll(options.messages, stage);
    while (server.messages.length < accepted && !limit.aborted) await wait(LOOK_MS);
    const seconds = (performance.now() - beganMs) / 1000;
    while (viewers.some((viewer) => !viewer.hasSeenEnd) && !limit.aborted) await wait(LOOK_MS);
    // What comes last comes to all of them.
    await wait(3000);
    const counts = viewers.map(({ events }) => events);
    return {
      ...{ accepted, delivered: server.messages.length, seconds: round(seconds) },
      viewers: viewers.length,
      viewersCut: viewers.filter(({ isCut }) => isCut).length,
      viewersAtEnd: viewers.filter(({ hasSeenEnd }) => hasSeenEnd).length,
      ...{ leastEvents: Math.min(...counts), mostEvents: Math.max(...counts) },
      mibSent: round(viewers.reduce((sum, { bytes }) => sum + bytes, 0) / 1024 / 1024),
      ...{ mibBefore, mibPeak, mibAfter: await memoryOf(pid) },
    };
  } finally {
    clearInterval(looking);
    for (const viewer of viewers) viewer.close();
  }
}

async function submitAll(messages: number, { url, token, limit }: Stage): Promise<number> {
  let accepted = 0;
  const numbers = Array.from({ length: messages }, (_, at) => at).values();
  const sender = async (): Promise<void> => {
    for (const number of numbers) {
      if (limit.aborted) return;
      const response = await fetch(new URL("/api/v1/messages", url), {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({
          to: [`r${number}@example.net`],
          subject: `Load ${number}`,
          text: "Look into the cellar.\n".repeat(20),
        }),
      });
      if (response.status === 202) accepted += 1;
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return accepted;
}

/** What a process holds in memory, as Linux tells it. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
