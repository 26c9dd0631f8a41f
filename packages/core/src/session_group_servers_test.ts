import { describe, expect, it } from "@jest/globals";
import { nodeSaslCrypto } from "./_testing/node_sasl_crypto.ts";
import { address, PLAN } from "./_testing/play_dialogue.ts";
import { SeededRandom } from "./_testing/seeded_random.ts";
import type { SessionAlarm, SessionEffect } from "./session_effect.ts";
import type { SubmissionTransaction } from "./session_observation.ts";
import { QUEUE_TIMEOUTS } from "./session_timeouts.ts";
import type { Verdict } from "./submission_outcome.ts";
import { SubmissionSession } from "./submission_session.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** A server that keeps to the protocol, refuses what it likes, and goes when it likes. */
class ModelServer {
  readonly #random: SeededRandom;
  readonly #forgetsGroups: boolean;
  #text = "";
  #isContent = false;
  #hasMail = false;
  #recipients: string[] = [];
  #says = "220 mx\r\n";
  isGone = false;
  /** Content that it was sent for nobody. */
  readonly wasted: string[] = [];
  /** Every message that it has taken: its recipients and its content. */
  readonly taken: { readonly recipients: readonly string[]; readonly content: string }[] = [];

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#forgetsGroups = random.below(8) === 0;
  }

  hear(text: string): void {
    this.#text += text;
    while (!this.isGone) {
      const mark = this.#isContent ? ".\r\n" : "\r\n";
      const end = this.#isContent && this.#text.startsWith(mark) ? 0 : this.#endOf(mark);
      if (end < 0) return;
      const line = this.#text.slice(0, end);
      this.#text = this.#text.slice(end + mark.length);
      if (this.#isContent && this.#forgetsGroups) this.#text = "";
      this.#take(line);
    }
  }

  /** Some of what it has said, split anywhere; nothing while it thinks. */
  take(): string {
    const length =
      this.#random.below(4) === 0 ? this.#random.below(this.#says.length + 1) : this.#says.length;
    const said = this.#says.slice(0, length);
    this.#says = this.#says.slice(length);
    return said;
  }

  get isSilent(): boolean {
    return this.#says === "";
  }

  #endOf(mark: string): number {
    if (mark === "\r\n") return this.#text.indexOf(mark);
    const at = this.#text.indexOf(`\r\n${mark}`);
    return at < 0 ? -1 : at + 2;
  }

  #take(line: string): void {
    const fate = this.#random.below(60);
    if (fate === 0) {
      this.isGone = true;
      return;
    }
    if (fate === 1 && !this.#isContent) return this.#go();
    if (this.#isContent) return this.#takeContent(line);
    const [word = ""] = line.split(/[ :]/);
    if (word === "EHLO") return this.#say("250-mx\r\n250 PIPELINING");
    if (word === "RSET") {
      this.#hasMail = false;
      this.#recipients = [];
      return this.#say(this.#random.below(40) === 0 ? "502 what" : "250-reset\r\n250 done");
    }
    if (word === "QUIT") {
      this.#say("221 bye");
      this.isGone = true;
    } else if (word === "MAIL") {
      this.#hasMail = this.#random.below(10) > 0;
      this.#say(this.#hasMail ? "250 ok" : "451 later");
    } else if (word === "RCPT") {
      const isGood = this.#hasMail && this.#random.below(6) > 0;
      if (isGood) this.#recipients.push(line.slice("RCPT TO:<".length, -1));
      this.#say(isGood ? "250 ok" : this.#hasMail ? "550 5.1.1 no" : "503 no");
    } else if (word === "DATA") {
      // Some ask for content that nobody is to get.
      this.#isContent =
        this.#recipients.length > 0 ? this.#random.below(10) > 0 : this.#random.below(2) > 0;
      this.#say(this.#isContent ? "354 go" : "554 no");
    } else this.#say("500 what");
  }

  #takeContent(content: string): void {
    this.#isContent = false;
    const recipients = this.#recipients;
    this.#recipients = [];
    this.#hasMail = false;
    if (recipients.length === 0) {
      this.wasted.push(content);
      return this.#say(this.#random.below(2) > 0 ? "554 nobody" : "250 ok");
    }
    const fate = this.#random.below(12);
    if (fate === 0) return this.#say("554 5.7.1 spam");
    if (fate === 1) return this.#say("451 later");
    if (fate === 2) return this.#go();
    this.taken.push({ recipients, content });
    if (fate === 3) this.isGone = true;
    else this.#say("250 queued");
  }

  #go(): void {
    this.#say("421 enough");
    this.isGone = true;
  }

  #say(text: string): void {
    this.#says += `${text}\r\n`;
  }
}

/** What a client did with a server, message by message. */
class ModelClient {
  readonly #session: SubmissionSession;
  readonly #server: ModelServer;
  readonly #waiting: SubmissionTransaction[];
  readonly #random: SeededRandom;
  #current: SubmissionTransaction | undefined;
  #follower: SubmissionTransaction | undefined;
  #held = "";
  #alarm: SessionAlarm = { kind: "off" };
  #isReady = false;
  isOver = false;
  grouped = 0;
  readonly verdicts = new Map<string, Verdict>();
  readonly begun = new Set<string>();
  readonly marked = new Set<string>();

  constructor(server: ModelServer, random: SeededRandom, waiting: SubmissionTransaction[]) {
    const options = { plan: PLAN, secret: undefined, crypto: nodeSaslCrypto("nonce") };
    this.#session = new SubmissionSession({ ...options, timeouts: QUEUE_TIMEOUTS });
    [this.#server, this.#random, this.#waiting] = [server, random, waiting];
  }

  get left(): readonly SubmissionTransaction[] {
    return this.#follower === undefined ? this.#waiting : [this.#follower, ...this.#waiting];
  }

  run(): void {
    this.#observe({ kind: "connected", localAddress: "192.0.2.7", remoteAddress: "198.51.100.1" });
    for (let step = 0; step < 2000 && !this.isOver; step++) {
      if (this.#isReady) this.#begin();
      else this.#listen();
    }
  }

  #listen(): void {
    const said = this.#server.take();
    if (said !== "") return this.#observe({ kind: "bytes", bytes: encodeUtf8(said) });
    if (!this.#server.isSilent) return;
    if (this.#server.isGone) return this.#observe({ kind: "closed", failure: undefined });
    // Nobody says anything any more: a session without an alarm would hang.
    if (this.#alarm.kind !== "set") throw new Error("hangs");
    this.#observe({ kind: "timedOut" });
  }

  #begin(): void {
    this.#isReady = false;
    this.#current = this.#waiting.shift();
    const transaction = this.#current;
    this.#observe(transaction === undefined ? { kind: "quit" } : { kind: "submit", transaction });
  }

  #observe(observation: Parameters<SubmissionSession["observe"]>[0]): void {
    const { effects, alarm } = this.#session.observe(observation);
    if (alarm.kind !== "keep") this.#alarm = alarm;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: SessionEffect): void {
    if (effect.kind === "write") {
      this.#server.hear(this.#held + decodeUtf8(effect.bytes));
      this.#held = "";
    } else if (effect.kind === "sendContent") {
      this.#held = `Content of ${nameOf(this.#current)}\r\n`;
      const goesAlong = this.#session.takesNext && this.#random.below(5) > 0;
      if (goesAlong) this.#follower = this.#waiting.shift();
      if (this.#follower !== undefined) this.grouped += 1;
      this.#observe({ kind: "contentSent", next: this.#follower });
    } else if (effect.kind === "markUncertain") {
      for (const recipient of effect.recipients) this.marked.add(recipient);
    } else if (effect.kind === "transactionDone") this.#end(effect);
    else if (effect.kind === "ready") this.#isReady = true;
    else if (effect.kind === "finished") this.isOver = true;
  }

  #end({ outcome, isFollowed }: Extract<SessionEffect, { kind: "transactionDone" }>): void {
    for (const { recipient, verdict } of outcome.recipients) this.verdicts.set(recipient, verdict);
    this.#current = isFollowed ? this.#follower : undefined;
    if (isFollowed) this.#follower = undefined;
  }
}

function nameOf(transaction: SubmissionTransaction | undefined): string {
  return transaction?.recipients[0]?.text ?? "nobody";
}

function transactions(): SubmissionTransaction[] {
  return [1, 2, 3, 4, 5, 6].map((at) => ({
    sender: address("unit@example.com"),
    recipients: [address(`a${at}@example.net`), address(`b${at}@example.net`)],
    content: { sizeBytes: 100, eightBit: false },
  }));
}

/** What is wrong with what became of six messages. */
function faultsOf(client: ModelClient, server: ModelServer): string[] {
  const taken = new Map(
    server.taken.flatMap(({ recipients, content }) => recipients.map((each) => [each, content])),
  );
  const left = client.left.flatMap(({ recipients }) => recipients.map(({ text }) => text));
  const all = transactions().flatMap(({ recipients }) => recipients.map(({ text }) => text));
  return all.flatMap((recipient) => {
    const verdict = client.verdicts.get(recipient);
    const content = taken.get(recipient);
    const own = `Content of a${recipient.slice(1)}\r\n`;
    const wrong: string[] = [];
    const mayHave = verdict?.kind === "delivered" || verdict?.kind === "uncertain";
    if (content !== undefined && content !== own) wrong.push(`${recipient} has ${content}`);
    if (content !== undefined && !mayHave) wrong.push(`${recipient} would get it twice`);
    if (content === undefined && verdict?.kind === "delivered") wrong.push(`${recipient} is lost`);
    if (mayHave && !client.marked.has(recipient)) wrong.push(`${recipient} has no mark`);
    if ((verdict === undefined) !== left.includes(recipient))
      wrong.push(`${recipient} is forgotten`);
    return wrong;
  });
}

describe("SubmissionSession with a server that keeps to the protocol", () => {
  it("SubmissionSession gives every answer to its own message, and never hangs", () => {
    const random = new SeededRandom(5321);
    const seen = { grouped: 0, uncertain: 0, left: 0, delivered: 0, wrong: [] as string[] };
    for (let round = 0; round < 20_000; round++) {
      const server = new ModelServer(random);
      const client = new ModelClient(server, random, transactions());
      client.run();
      seen.grouped += client.grouped;
      seen.left += client.left.length;
      for (const { kind } of client.verdicts.values()) {
        if (kind === "uncertain") seen.uncertain += 1;
        if (kind === "delivered") seen.delivered += 1;
      }
      if (!client.isOver) seen.wrong.push("goes on");
      seen.wrong.push(...faultsOf(client, server), ...server.wasted.filter((each) => each !== ""));
    }
    process.stdout.write(
      `Servers that keep to the protocol: ${JSON.stringify({ ...seen, wrong: 0 })}\n`,
    );
    expect(seen.wrong).toEqual([]);
    expect(Math.min(seen.grouped, seen.uncertain, seen.left, seen.delivered)).toBeGreaterThan(3000);
  });
});
