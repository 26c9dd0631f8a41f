import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  INTERACTIVE_TIMEOUTS,
  parseEmailAddress,
  Secret,
  type SessionTimeouts,
  type SubmissionStage,
} from "@fieldpost/core";
import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { type Fieldpost, openFieldpost, toAscii } from "@fieldpost/runtime";
import { type Cut, type CutPoint, CutProxy } from "./cut_proxy.ts";

/** How a dialogue is made private. */
export type CutDialogue = "in clear" | "STARTTLS" | "TLS from the first octet";

/** Which octets of the server's part the way is cut after. */
export interface CutOptions {
  /** Every so many octets of the dialogue in clear; 1 is every one. */
  readonly step: number;
  /** The same for the dialogues with TLS, which are ten times as long. */
  readonly tlsStep: number;
  /** How long the client waits for a server that has fallen silent. */
  readonly patienceMs: number;
}

/** The books of one dialogue that was cut in one way after one octet after the other. */
export interface CutBooks {
  readonly dialogue: CutDialogue;
  readonly cut: Cut;
  /** Every so many octets of it were cut after. */
  readonly step: number;
  /** Octets of the server in the whole dialogue. */
  readonly octets: number;
  readonly cases: number;
  /** Messages that nobody has, and that are in no queue: there must be none. */
  readonly lost: number;
  /** Messages that came twice, each with the mark that says that this could be. */
  readonly twice: number;
  /** Messages that came twice without that mark: there must be none. */
  readonly unmarked: number;
  /** Cases in which the secret was to be read on the wire: there must be none. */
  readonly leaks: number;
}

const SETTINGS: Readonly<Record<CutDialogue, readonly (readonly [string, string])[]>> = {
  // Here a login may go without encryption, because the server is on this machine; it is a SCRAM.
  "in clear": [],
  STARTTLS: [["Email/StartTLS", "required"]],
  "TLS from the first octet": [["Email/SMTPS", "enabled"]],
};

const LISTENERS = {
  "in clear": "none",
  STARTTLS: "starttls",
  "TLS from the first octet": "implicit",
} as const;

const CUTS: readonly Cut[] = ["close", "reset", "stall", "garbage"];
const USER = "unit7";
const SECRET_TEXT = "correct horse battery";
const SECRET_FORMS: readonly string[] = [
  SECRET_TEXT,
  Buffer.from(SECRET_TEXT).toString("base64"),
  Buffer.from(`\0${USER}\0${SECRET_TEXT}`).toString("base64"),
];
const DAY_MS = 24 * 3_600_000;
const PASSES = 6;

/**
 * Delivers one message after the other over a way that is cut one octet later each time, until the
 * dialogue is whole, and then looks where every message is.
 *
 * Everything happens on loopback and in temporary directories that are removed at the end.
 */
export async function runCutDialogues(options: CutOptions): Promise<readonly CutBooks[]> {
  const dialogues = Object.keys(SETTINGS) as CutDialogue[];
  const runs = dialogues.flatMap((dialogue) =>
    CUTS.map((cut) => playDialogue(dialogue, cut, options)),
  );
  return await Promise.all(runs);
}

async function playDialogue(
  dialogue: CutDialogue,
  cut: Cut,
  options: CutOptions,
): Promise<CutBooks> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-cut-"));
  const tls = LISTENERS[dialogue];
  const server = await startMockSmtp({
    listeners: [{ tls }],
    users: { [USER]: SECRET_TEXT },
    authRequired: true,
    messageLimit: 100_000,
  });
  const proxy = await CutProxy.open(server.port(tls));
  try {
    const bench = new CutBench({ home, server, proxy, dialogue, patienceMs: options.patienceMs });
    await bench.setUp();
    const step = tls === "none" ? options.step : options.tlsStep;
    let afterBytes = 0;
    let cases = 0;
    for (let isWhole = false; !isWhole; afterBytes += step) {
      isWhole = await bench.deliver({ afterBytes, cut });
      cases += 1;
    }
    return { dialogue, cut, step, octets: afterBytes - step, cases, ...bench.counts };
  } finally {
    await proxy.close();
    await server.close();
    await rm(home, { recursive: true, force: true });
  }
}

interface CutBenchParts {
  readonly home: string;
  readonly server: MockSmtp;
  readonly proxy: CutProxy;
  readonly dialogue: CutDialogue;
  readonly patienceMs: number;
}

/** One unit, its way, and where its messages came to. */
class CutBench {
  readonly #parts: CutBenchParts;
  readonly #counts = { lost: 0, twice: 0, unmarked: 0, leaks: 0 };
  #aheadMs = 0;
  #unit: Fieldpost | undefined;

  constructor(parts: CutBenchParts) {
    this.#parts = parts;
  }

  get counts(): Pick<CutBooks, "lost" | "twice" | "unmarked" | "leaks"> {
    return this.#counts;
  }

  async setUp(): Promise<void> {
    const { home, server, proxy, dialogue, patienceMs } = this.#parts;
    const clock = { nowMs: () => Date.now() + this.#aheadMs };
    const timeouts = limitsOf(patienceMs);
    const unit = await openFieldpost({ home, environment: {}, clock, timeouts });
    const caFile = join(home, "ca.pem");
    await writeFile(caFile, server.ca);
    const written = await unit.registry.assign([
      ["IpConfig/HostName", "unit7.example.com"],
      ["IpConfig/MailHost", "localhost"],
      ["IpConfig/EmailAddress", "unit7@example.com"],
      ["Email/Username", USER],
      ["Email/CaFile", caFile],
      ["Email/Port", String(proxy.port)],
      ["Queue/GiveUpAfter", "720"],
      ...SETTINGS[dialogue],
    ]);
    if (written.kind === "refused") throw new Error(JSON.stringify(written.problems));
    await unit.setSecret(new Secret(SECRET_TEXT));
    this.#unit = unit;
  }

  /** Accepts a message, cuts the way in its first pass, and then lets it through; tells whether it was never cut. */
  async deliver(point: CutPoint): Promise<boolean> {
    const { proxy } = this.#parts;
    const unit = this.#open();
    const to = { name: undefined, address: parseEmailAddress("a@example.net", toAscii) };
    const from = { name: undefined, address: parseEmailAddress("unit7@example.com", toAscii) };
    const composed = await unit.compose({ from, to: [to], subject: "Cut", text: "Up." });
    const message = await unit.queue.accept(composed);
    proxy.cutAt(point);
    await unit.queue.retryPath();
    await unit.queue.run();
    // On a slow machine a dialogue can also end because patience did.
    const isWhole = proxy.struck === 0 && (await unit.queue.find(message)) === undefined;
    proxy.cutAt(undefined);
    for (let pass = 0; pass < PASSES && (await unit.queue.find(message)) !== undefined; pass++) {
      this.#aheadMs += DAY_MS;
      await unit.queue.retryPath();
      await unit.queue.run();
    }
    await this.#count(message, composed.messageId);
    return isWhole;
  }

  /** Where a message is, and what went over the wire meanwhile. */
  async #count(message: string, messageId: string): Promise<void> {
    const { home, server, proxy } = this.#parts;
    const { queue } = this.#open();
    const waiting = await queue.find(message);
    const { journal } = waiting ?? (await queue.findEnded(message)) ?? { journal: [] };
    const marks = journal.filter(({ event }) => event.kind === "uncertain").length;
    const copies = server.messages.filter((each) => each.header("message-id") === messageId).length;
    if (copies === 0 && waiting === undefined) this.#counts.lost += 1;
    if (copies > 1) this.#counts.twice += 1;
    if (copies > 1 && marks < copies) this.#counts.unmarked += 1;
    const sent = Buffer.concat(proxy.clientBytes.splice(0)).toString("latin1");
    if (SECRET_FORMS.some((form) => sent.includes(form))) this.#counts.leaks += 1;
    server.clear();
    // To look for one journal among a thousand old ones would be most of the work.
    const done = join(home, "spool/done");
    for (const name of await readdir(done)) await rm(join(done, name));
  }

  #open(): Fieldpost {
    if (this.#unit === undefined) throw new Error("Cannot deliver: the unit is not set up");
    return this.#unit;
  }
}

/** Every wait as long, but for the connection itself: that one is never cut. */
function limitsOf(patienceMs: number): SessionTimeouts {
  const stages = Object.keys(INTERACTIVE_TIMEOUTS) as SubmissionStage[];
  const limits = Object.fromEntries(stages.map((stage) => [stage, patienceMs]));
  return { ...INTERACTIVE_TIMEOUTS, ...limits, connect: INTERACTIVE_TIMEOUTS.connect };
}
