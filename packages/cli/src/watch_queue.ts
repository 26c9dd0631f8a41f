import type { MessageStatus } from "@fieldpost/core";
import type { Fieldpost, QueuedMessage } from "@fieldpost/runtime";
import type { CommandContext } from "./command.ts";
import { type QueueState, readQueueState } from "./queue_state.ts";
import { renderTally, renderWatch } from "./text/render_watch.ts";

const FRAME_MS = 1000;

/** The size of a terminal that does not say it. */
const USUAL_SIZE = { rows: 24, columns: 80 } as const;

/** What has become of the messages that a watch has seen. */
export interface Tally {
  readonly delivered: number;
  readonly failed: number;
  readonly deleted: number;
  readonly waiting: number;
  /** How many of those that wait are being sent at this moment. */
  readonly sending: number;
}

type End = "delivered" | "failed" | "deleted";

/** What is on the disk at one moment. */
export interface QueueView {
  readonly messages: readonly QueuedMessage[];
  readonly state: QueueState;
  readonly tally: Tally;
}

/**
 * Shows the queue until Ctrl-C. On a terminal it is redrawn each second; elsewhere a line is written
 * when a count has changed, and an empty queue is the end.
 */
export async function watchQueue(unit: Fieldpost, context: CommandContext): Promise<number> {
  const { io, paint } = context;
  const isLive = io.isOutputTerminal && io.environment["TERM"] !== "dumb";
  const ended = new Map<string, End>();
  const seen = new Set<string>();
  let told = "";
  for (;;) {
    const view = await look(unit, seen, ended);
    if (isLive) {
      const size = io.terminalSize?.() ?? USUAL_SIZE;
      io.write(renderWatch(view, { nowMs: Date.now(), paint, ...size }));
    } else {
      const line = `${renderTally(view.tally)}\n`;
      if (line !== told) io.write(line);
      told = line;
      if (view.tally.waiting === 0) return 0;
    }
    if ((await io.pause(FRAME_MS)) === "interrupted") return 0;
  }
}

async function look(
  unit: Fieldpost,
  seen: Set<string>,
  ended: Map<string, End>,
): Promise<QueueView> {
  const messages: QueuedMessage[] = [];
  for await (const queued of unit.queue.list()) messages.push(queued);
  const here = new Set(messages.map(({ message }) => message));
  for (const message of here) seen.add(message);
  for (const message of seen) {
    if (here.has(message) || ended.has(message)) continue;
    const story = (await unit.queue.find(message)) ?? (await unit.queue.findEnded(message));
    ended.set(message, endOf(story?.status));
  }
  const count = (kind: End) => [...ended.values()].filter((each) => each === kind).length;
  const tally = {
    delivered: count("delivered"),
    failed: count("failed"),
    deleted: count("deleted"),
    waiting: here.size,
    sending: messages.filter(({ sending }) => sending !== undefined).length,
  };
  return { messages, state: await readQueueState(unit), tally };
}

/** A message without a journal is one that was taken out before anything had happened to it. */
function endOf(status: MessageStatus | undefined): End {
  if (status === undefined || status.phase === "deleted") return "deleted";
  return status.recipients.every(({ state }) => state === "delivered") ? "delivered" : "failed";
}
