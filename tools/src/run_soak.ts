import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INTERACTIVE_TIMEOUTS, parseEmailAddress } from "@fieldpost/core";
import { type FaultRule, type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { type Fieldpost, openFieldpost, toAscii } from "@fieldpost/runtime";

/** How many messages a soak sends, and over how many connections. */
export interface SoakOptions {
  readonly messages: number;
  readonly connections: number;
}

/** The books of a soak: what went in, and where all of it came out. */
export interface SoakBooks {
  readonly accepted: number;
  /** Reports that the queue made of what failed. */
  readonly reports: number;
  readonly delivered: number;
  readonly failed: number;
  readonly waiting: number;
  readonly attempts: number;
  readonly passes: number;
  /** Copies at the server beyond the first of each message. */
  readonly duplicates: number;
  /** Copies beyond the first of a message whose 250 was never lost: there must be none. */
  readonly unexplained: number;
  /** Recipients that should have the message and have not: there must be none. */
  readonly missing: number;
  readonly acceptMs: number;
  readonly runMs: number;
}

const PASS_LIMIT = 1000;
const BURST = 50;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STRIDE_MS = 4 * HOUR_MS;

/** What the recipients of a soak are called: each kind has a fate of its own. */
const FATES = ["plain", "grey", "lost", "busy", "reset", "full", "gone"] as const;
/** The share of each in a hundred messages; the rest is plain. */
const SHARES: Readonly<Record<(typeof FATES)[number], number>> = {
  ...{ plain: 0, grey: 10, lost: 5, busy: 5, reset: 5, full: 5, gone: 5 },
};

const FAULTS: readonly FaultRule[] = [
  { when: { stage: "connect", times: 10 }, act: { drop: "rst" } },
  {
    when: { stage: "rcpt", to: "grey*", per: "triplet", times: 1 },
    act: { reply: "451 4.7.1 Greylisted, please try again later" },
  },
  {
    when: { stage: "end-of-data", to: "lost*", per: "recipient", times: 1 },
    act: { reply: null, takeEffect: true, drop: "rst" },
  },
  {
    when: { stage: "rcpt", to: "busy*", per: "recipient", times: 2 },
    act: { reply: "421 4.3.2 Shutting down", drop: "fin" },
  },
  {
    when: { stage: "data", to: "reset*", per: "recipient", times: 1 },
    act: { drop: "rst" },
  },
  { when: { stage: "rcpt", to: "full*" }, act: { reply: "452 4.2.2 The mailbox is full" } },
  { when: { stage: "rcpt", to: "gone*" }, act: { reply: "550 5.1.1 No such user here" } },
];

/**
 * Sends many messages through a server that greylists, resets, is busy, is full, refuses and loses its
 * last answers, until the queue is empty; the clock is moved on from pass to pass.
 *
 * Everything happens on loopback and in a temporary directory that is removed at the end.
 */
export async function runSoak(options: SoakOptions): Promise<SoakBooks> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-soak-"));
  const server = await startMockSmtp({
    listeners: [{ tls: "none" }],
    faults: [...FAULTS],
    messageLimit: options.messages * 3,
    totalLimitBytes: 4 * 1024 ** 3,
  });
  try {
    return await soak(home, server, options);
  } finally {
    await server.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function soak(home: string, server: MockSmtp, options: SoakOptions): Promise<SoakBooks> {
  let aheadMs = 0;
  const clock = { nowMs: () => Date.now() + aheadMs };
  const unit = await openFieldpost({
    home,
    clock,
    environment: {},
    timeouts: INTERACTIVE_TIMEOUTS,
  });
  await unit.registry.assign([
    ["IpConfig/MailHost", "localhost"],
    ["IpConfig/EmailAddress", "unit7@example.com"],
    ["IpConfig/HostName", "unit7.example.com"],
    ["Email/Port", String(server.port())],
    ["Queue/GiveUpAfter", "24"],
    ["Queue/Connections", String(options.connections)],
  ]);
  const beganMs = Date.now();
  const recipients = await acceptAll(unit, options.messages);
  const acceptedMs = Date.now();
  const counts = { delivered: 0, failed: 0, attempts: 0, passes: 0, waiting: recipients.length };
  while (counts.waiting > 0 && counts.passes < PASS_LIMIT) {
    const result = await unit.queue.run();
    if (result.kind === "refused") throw new Error("Cannot run the soak: the settings refuse");
    const { report } = result;
    counts.passes += 1;
    counts.attempts += report.attempted;
    counts.delivered += report.delivered;
    counts.failed += report.failed;
    counts.waiting = report.waiting;
    // In strides, or each message would have a pass of its own.
    const nextAtMs = report.path?.retryAtMs ?? (report.nextAtMs ?? 0) + STRIDE_MS;
    aheadMs += Math.min(DAY_MS, Math.max(0, nextAtMs - clock.nowMs()));
  }
  const times = { acceptMs: acceptedMs - beganMs, runMs: Date.now() - acceptedMs };
  return { accepted: recipients.length, ...counts, ...audit(server, recipients), ...times };
}

async function acceptAll(unit: Fieldpost, count: number): Promise<string[]> {
  const from = { name: undefined, address: parseEmailAddress("unit7@example.com", toAscii) };
  const recipients = Array.from({ length: count }, (_, at) => `${fateOf(at)}${at}@example.net`);
  for (let at = 0; at < count; at += BURST) {
    const burst = recipients.slice(at, at + BURST).map(async (recipient) => {
      const to = { name: undefined, address: parseEmailAddress(recipient, toAscii) };
      const subject = `Soak ${recipient}`;
      return await unit.queue.accept(await unit.compose({ from, to: [to], subject, text: "Up." }));
    });
    await Promise.all(burst);
  }
  return recipients;
}

function fateOf(at: number): (typeof FATES)[number] {
  // Spread, as they come in life: the same fault twice in a row is a fault of the path.
  let left = (at * 37) % 100;
  for (const fate of FATES) {
    if (left < SHARES[fate]) return fate;
    left -= SHARES[fate];
  }
  return "plain";
}

function audit(
  server: MockSmtp,
  recipients: readonly string[],
): Pick<SoakBooks, "reports" | "duplicates" | "unexplained" | "missing"> {
  const copies = new Map<string, number>();
  const reports = new Set<string | undefined>();
  for (const message of server.messages) {
    if (message.envelope.from === "") reports.add(message.header("message-id"));
    for (const { address } of message.envelope.recipients) {
      copies.set(address, (copies.get(address) ?? 0) + 1);
    }
  }
  const excess = recipients.map((each) => Math.max(0, (copies.get(each) ?? 0) - 1));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return {
    reports: reports.size,
    duplicates: sum(excess),
    unexplained: sum(excess.filter((_, at) => !recipients[at]?.startsWith("lost"))),
    missing: recipients.filter((each) => !copies.has(each) && !/^(?:full|gone)/.test(each)).length,
  };
}
