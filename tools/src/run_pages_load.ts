import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { openFieldpost } from "@fieldpost/runtime";
import { PageViewer } from "./page_viewer.ts";
import type { PagesLoadBooks } from "./pages_load_books.ts";
import { ServedUnit } from "./served_unit.ts";

/** How much is asked of the pages. */
export interface PagesLoadOptions {
  /** In each round. */
  readonly messages: number;
  readonly viewers: number;
  readonly rounds: number;
}

/** However it goes, a round ends. */
const LIMIT_MS = 180_000;

const SENDERS = 10;
const LOOK_MS = 100;

/** What comes last comes to all of them. */
const SETTLE_MS = 3000;

/**
 * Lets viewers follow a unit while programs hand it messages, all on loopback: the unit in a process of
 * its own, the mail server, the viewers and the programs in this one. In the first round nothing is
 * collected by force; what is alive in the heap is asked for between rounds.
 */
export async function runPagesLoad(options: PagesLoadOptions): Promise<PagesLoadBooks> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-load-"));
  const messageLimit = options.messages * options.rounds + 1;
  const server = await startMockSmtp({ listeners: [{ tls: "none" }], messageLimit });
  const token = await setUp(home, server.port());
  const unit = await ServedUnit.start(home);
  const { url } = unit;
  const viewers = Array.from({ length: options.viewers }, () => new PageViewer({ url, token }));
  try {
    await Promise.all(viewers.map((viewer) => viewer.opened));
    await wait(SETTLE_MS);
    return await load(options, { token, server, unit, viewers });
  } finally {
    for (const viewer of viewers) viewer.close();
    await unit.stop();
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

interface Stage {
  readonly token: string;
  readonly server: MockSmtp;
  readonly unit: ServedUnit;
  readonly viewers: readonly PageViewer[];
}

async function load(options: PagesLoadOptions, stage: Stage): Promise<PagesLoadBooks> {
  const { server, unit, viewers } = stage;
  const mibBefore = await unit.residentMib();
  const seen = { firstThird: mibBefore, peak: 0 };
  const looking = setInterval(() => {
    const part = server.messages.length * 3 < options.messages ? "firstThird" : "peak";
    void unit.residentMib().then((mib) => {
      seen[part] = Math.max(seen[part], mib);
    });
  }, LOOK_MS);
  const first = await playRound(options.messages, stage).finally(() => clearInterval(looking));
  const mibAfter = await unit.residentMib();
  const mibAlive = [round(await unit.liveMib())];
  let { accepted } = first;
  while (mibAlive.length < options.rounds) {
    accepted += (await playRound(options.messages, stage)).accepted;
    mibAlive.push(round(await unit.liveMib()));
  }
  const counts = viewers.map(({ events }) => events);
  return {
    ...{ accepted, delivered: server.messages.length, seconds: round(first.seconds) },
    viewers: viewers.length,
    viewersCut: viewers.filter(({ isCut }) => isCut).length,
    viewersAtEnd: viewers.filter(({ hasSeenEnd }) => hasSeenEnd).length,
    ...{ leastEvents: Math.min(...counts), mostEvents: Math.max(...counts) },
    mibSent: round(viewers.reduce((sum, { bytes }) => sum + bytes, 0) / 1024 / 1024),
    ...{ mibBefore: round(mibBefore), mibFirstThird: round(seen.firstThird) },
    ...{ mibPeak: round(seen.peak), mibAfter: round(mibAfter), mibAlive },
  };
}

/** Sends, and waits until everything has arrived and everybody has heard of it, or the limit has come. */
async function playRound(
  messages: number,
  stage: Stage,
): Promise<{ readonly accepted: number; readonly seconds: number }> {
  const { server, viewers } = stage;
  const limit = AbortSignal.timeout(LIMIT_MS);
  const before = server.messages.length;
  const beganMs = performance.now();
  const accepted = await submitAll(messages, { ...stage, limit });
  while (server.messages.length - before < accepted && !limit.aborted) await wait(LOOK_MS);
  const seconds = (performance.now() - beganMs) / 1000;
  while (viewers.some((viewer) => !viewer.hasSeenEnd) && !limit.aborted) await wait(LOOK_MS);
  await wait(SETTLE_MS);
  return { accepted, seconds };
}

async function submitAll(
  messages: number,
  { unit, token, limit }: Stage & { readonly limit: AbortSignal },
): Promise<number> {
  let accepted = 0;
  const numbers = Array.from({ length: messages }, (_, at) => at).values();
  const sender = async (): Promise<void> => {
    for (const number of numbers) {
      if (limit.aborted) return;
      const response = await fetch(new URL("/api/v1/messages", unit.url), {
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

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
