import { join } from "node:path";
import { INTERACTIVE_TIMEOUTS } from "@fieldpost/core";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach } from "@jest/globals";
import type { Clock } from "../clock.ts";
import { systemClock } from "../clock.ts";
import { nodeFiles } from "../durable_files.ts";
import type { Fieldpost } from "../fieldpost.ts";
import { MailQueue, type MailQueueOptions, type QueueSubmission } from "../mail_queue.ts";
import type { QueuePassReport } from "../queue_pass.ts";
import type { QueuedMessage } from "../queued_message.ts";
import { SecretVault } from "../secret_vault.ts";
import { MESSAGE, mailbox, openUnit } from "./delivery.ts";

export const MINUTE_MS = 60_000;
const servers: MockSmtp[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A capture server of the test's own, closed after it. */
export async function witness(options: MockSmtpOptions = {}): Promise<MockSmtp> {
  const server = await startMockSmtp({ listeners: [{ tls: "none" }], ...options });
  servers.push(server);
  return server;
}

/** A clock that a test moves on. */
export class MovedClock implements Clock {
  #aheadMs = 0;

  nowMs(): number {
    return systemClock.nowMs() + this.#aheadMs;
  }

  moveOn(ms: number): void {
    this.#aheadMs += ms;
  }
}

/** A queue whose clock a test moves on, and its unit. */
export interface TestQueue {
  readonly home: string;
  readonly unit: Fieldpost;
  readonly queue: MailQueue;
  readonly clock: MovedClock;
}

/** What a test may want to be different. */
export interface TestQueueOptions extends Pick<MailQueueOptions, "limits" | "dice" | "timeouts"> {
  readonly login?: boolean;
  readonly ca?: string;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Waiting moves the clock on instead. */
  readonly leapsWaits?: boolean;
}

export async function openQueue(port: number, options: TestQueueOptions = {}): Promise<TestQueue> {
  const { settings = {}, login = false, leapsWaits = false, ca, ...parts } = options;
  const { home, unit } = await openUnit({
    settings: { "Email/Port": port, ...settings },
    login,
    ...(ca === undefined ? {} : { ca }),
  });
  const clock = new MovedClock();
  const { registry, log } = unit;
  const vault = new SecretVault({
    keyPath: join(home, "secret.key"),
    files: nodeFiles,
    environment: {},
  });
  const wait = async (ms: number) => {
    clock.moveOn(ms);
    await new Promise(setImmediate);
  };
  const queue = new MailQueue({
    ...{ home, files: nodeFiles, clock, log, registry, vault, timeouts: INTERACTIVE_TIMEOUTS },
    machineName: "machine7",
    decide: async () => (await unit.plan()).decision,
    ...{ dice: () => 0.5, ...(leapsWaits ? { wait } : {}), ...parts },
  });
  return { home, unit, queue, clock };
}

/** Accepts the test message for these recipients. */
export async function accept(opened: TestQueue, ...to: readonly string[]): Promise<string> {
  return await acceptAs(opened, {}, ...to);
}

/** Accepts the test message, with something different. */
export async function acceptAs(
  { unit, queue }: TestQueue,
  change: Partial<QueueSubmission>,
  ...to: readonly string[]
): Promise<string> {
  const recipients = to.map((each) => mailbox(each));
  return await queue.accept({ ...(await unit.compose({ ...MESSAGE, to: recipients })), ...change });
}

/** Makes a pass; that the settings refuse it is a failure of the test. */
export async function run({ queue }: TestQueue): Promise<QueuePassReport> {
  const result = await queue.run();
  if (result.kind === "refused") throw new Error(JSON.stringify(result.decision.refusals));
  return result.report;
}

export async function listed({ queue }: TestQueue): Promise<QueuedMessage[]> {
  const messages: QueuedMessage[] = [];
  for await (const message of queue.list()) messages.push(message);
  return messages;
}

/** The recipients of the messages that a server has, in the order of their arrival. */
export function arrivals(server: MockSmtp): string[] {
  return server.messages.map(({ envelope }) =>
    envelope.recipients.map(({ address }) => address).join(" "),
  );
}
