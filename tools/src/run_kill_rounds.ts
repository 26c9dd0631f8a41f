import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { INTERACTIVE_TIMEOUTS } from "@fieldpost/core";
import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { type Fieldpost, openFieldpost } from "@fieldpost/runtime";

/** How often processes are killed, and the seed of the moments. */
export interface KillOptions {
  readonly rounds: number;
  readonly seed: number;
}

/** The books of many rounds in which whoever accepts and delivers is killed. */
export interface KillBooks {
  readonly rounds: number;
  readonly killed: number;
  /** Messages whose acceptance was told before the end came. */
  readonly accepted: number;
  /** Of them, those that are nowhere: there must be none. */
  readonly lost: number;
  readonly twice: number;
  /** Messages that came twice without the mark that says that this could be: there must be none. */
  readonly unmarked: number;
  /** Files that could not be read afterwards: there must be none. */
  readonly quarantined: number;
}

const RUNNERS = 2;
const ACCEPTS = 40;
/** The longest that a process works, in milliseconds: long enough to deliver some, rarely all. */
const LIFE_MS = 250;
/** What a process says first: how long its start takes is the machine's affair, and not what is tested. */
const READY = "ready";
/** The journals of a thousand deliveries are kept: in as many rounds there are fewer. */
const ROUNDS_PER_HOME = 20;
const HOUR_MS = 3_600_000;
const RUNTIME_DOOR = import.meta.resolve("@fieldpost/runtime");
const CORE_DOOR = import.meta.resolve("@fieldpost/core");
const MONOREPO = fileURLToPath(new URL("../..", import.meta.url));

const ACCEPTING = `
  const { openFieldpost, toAscii } = await import(${JSON.stringify(RUNTIME_DOOR)});
  const { parseEmailAddress } = await import(${JSON.stringify(CORE_DOOR)});
  const unit = await openFieldpost({ home: process.env.FIELDPOST_HOME, environment: {} });
  const mailbox = { name: undefined, address: parseEmailAddress("unit7@example.com", toAscii) };
  process.stdout.write("${READY}\\n");
  for (let at = 0; at < ${ACCEPTS}; at++) {
    const composed = await unit.compose({ from: mailbox, to: [mailbox], subject: "Kill", text: "Up." });
    const message = await unit.queue.accept(composed);
    process.stdout.write(composed.messageId + " " + message + "\\n");
  }`;

const DELIVERING = `
  const { openFieldpost } = await import(${JSON.stringify(RUNTIME_DOOR)});
  const unit = await openFieldpost({ home: process.env.FIELDPOST_HOME, environment: {} });
  process.stdout.write("${READY}\\n");
  for (;;) {
    await unit.queue.run();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }`;

/**
 * Kills, in each round at random moments, a process that accepts messages and two that deliver them;
 * then lets the queue run to its end and looks where every accepted message is.
 *
 * Everything happens on loopback and in a temporary directory that is removed at the end.
 */
export async function runKillRounds(options: KillOptions): Promise<KillBooks> {
  const random = seededRandom(options.seed);
  const sum = { rounds: 0, killed: 0, accepted: 0, lost: 0, twice: 0, unmarked: 0, quarantined: 0 };
  for (let left = options.rounds; left > 0; left -= ROUNDS_PER_HOME) {
    const books = await runInOneHome(Math.min(left, ROUNDS_PER_HOME), random);
    for (const name of Object.keys(sum) as (keyof KillBooks)[]) sum[name] += books[name];
  }
  return sum;
}

async function runInOneHome(rounds: number, random: () => number): Promise<KillBooks> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-kill-"));
  const server = await startMockSmtp({
    listeners: [{ tls: "none" }],
    messageLimit: rounds * ACCEPTS * 2,
  });
  try {
    await setUp(home, server);
    const accepted = new Map<string, string>();
    let killed = 0;
    for (let round = 0; round < rounds; round++) killed += await playRound(home, random, accepted);
    return { rounds, killed, ...(await settle(home, server, accepted)) };
  } finally {
    await server.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function setUp(home: string, server: MockSmtp): Promise<void> {
  const unit = await openFieldpost({ home, environment: {} });
  const written = await unit.registry.assign([
    ["IpConfig/HostName", "unit7.example.com"],
    ["IpConfig/MailHost", "localhost"],
    ["IpConfig/EmailAddress", "unit7@example.com"],
    ["Email/Port", String(server.port())],
  ]);
  if (written.kind === "refused") throw new Error(JSON.stringify(written.problems));
}

/** One process accepts, two deliver; each is killed at a moment of its own. */
async function playRound(
  home: string,
  random: () => number,
  accepted: Map<string, string>,
): Promise<number> {
  const runners = Array.from({ length: RUNNERS }, () =>
    lifeOf(start(home, DELIVERING), { lines: 1, workMs: random() * LIFE_MS }),
  );
  // The first line says that it is ready, and then comes one for each message.
  const lines = 1 + Math.floor(random() * ACCEPTS);
  const accepting = lifeOf(start(home, ACCEPTING), { lines, workMs: random() * LIFE_MS * 0.1 });
  const lives = await Promise.all([accepting, ...runners]);
  // A line that the end has cut off was told to nobody.
  for (const line of lives[0]?.told.split("\n").slice(1, -1) ?? []) {
    const [messageId = "", message = ""] = line.split(" ");
    accepted.set(messageId, message);
  }
  return lives.filter(({ isKilled }) => isKilled).length;
}

interface Life {
  readonly told: string;
  readonly isKilled: boolean;
}

/** Lets a process tell so many lines and work for a while longer, and kills it where it then is. */
async function lifeOf(
  child: ChildProcess,
  { lines, workMs }: { readonly lines: number; readonly workMs: number },
): Promise<Life> {
  const closed = once(child, "close");
  let told = "";
  await new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.stdout?.on("data", (bytes: Buffer) => {
      told += bytes.toString();
      if (told.split("\n").length > lines) resolve();
    });
  });
  await sleep(workMs);
  child.kill("SIGKILL");
  await closed;
  return { told, isKilled: child.signalCode === "SIGKILL" };
}

function start(home: string, script: string): ChildProcess {
  return spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: MONOREPO,
    env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** Lets the queue run to its end and looks where every message is. */
async function settle(
  home: string,
  server: MockSmtp,
  accepted: ReadonlyMap<string, string>,
): Promise<Omit<KillBooks, "rounds" | "killed">> {
  let aheadMs = 0;
  const clock = { nowMs: () => Date.now() + aheadMs };
  const timeouts = INTERACTIVE_TIMEOUTS;
  const unit = await openFieldpost({ home, environment: {}, clock, timeouts });
  for (let pass = 0; pass < 6; pass++) {
    aheadMs += HOUR_MS;
    await unit.queue.retryPath();
    await unit.queue.run();
  }
  const copies = new Map<string, number>();
  for (const each of server.messages) {
    const id = each.header("message-id") ?? "";
    copies.set(id, (copies.get(id) ?? 0) + 1);
  }
  const twice = [...copies].filter(([, count]) => count > 1);
  let unmarked = 0;
  for (const [messageId, count] of twice) {
    // What was accepted and not told has no name here; the journal of a delivery is kept all the same.
    const message = accepted.get(messageId);
    if (message !== undefined && (await marksOf(unit, message)) < count) unmarked += 1;
  }
  const lost = [...accepted.keys()].filter((id) => !copies.has(id)).length;
  const quarantined = (await unit.log.records()).filter(
    ({ event }) => event === "queue-quarantine",
  ).length;
  return { accepted: accepted.size, lost, twice: twice.length, unmarked, quarantined };
}

async function marksOf(unit: Fieldpost, message: string): Promise<number> {
  const { journal } = (await unit.queue.findEnded(message)) ?? { journal: [] };
  return journal.filter(({ event }) => event.kind === "uncertain").length;
}

/** Mulberry32: small, and the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
