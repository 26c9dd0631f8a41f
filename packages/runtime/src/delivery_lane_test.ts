import { INTERACTIVE_TIMEOUTS, parseEmailAddress } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { DeliveryLane, type DeliveryLaneOptions } from "./_delivery_lane.ts";
import type { SubmissionJob } from "./_submission_job.ts";
import { openUnit } from "./_testing/delivery.ts";
import { type LineServer, startLineServer } from "./_testing/line_server.ts";
import { systemClock } from "./clock.ts";
import { nodeSaslCrypto } from "./node_sasl_crypto.ts";
import type { QueueJob } from "./queue_job.ts";
import { toAscii } from "./to_ascii.ts";

/** A job of a name; a lane looks no deeper into it. */
function jobOf(name: string): QueueJob {
  return { message: name } as unknown as QueueJob;
}

function nameOf({ message }: QueueJob): string {
  return message as unknown as string;
}

interface Story {
  readonly begun: string[];
  readonly left: string[];
  readonly waits: number[];
}

/** A lane over a real connection whose jobs are names, and what it does with them. */
async function openLane(
  server: LineServer,
  parts: Pick<DeliveryLaneOptions, "next"> & Partial<DeliveryLaneOptions>,
): Promise<{ readonly lane: DeliveryLane; readonly story: Story }> {
  const { unit } = await openUnit({ settings: { "Email/Port": server.port } });
  const { plan } = (await unit.plan()).decision;
  if (plan === undefined) throw new Error("Cannot test a lane: there is no plan");
  const story: Story = { begun: [], left: [], waits: [] };
  const submissionOf = (job: QueueJob): SubmissionJob => {
    story.begun.push(nameOf(job));
    const to = parseEmailAddress(`${nameOf(job)}@example.net`, toAscii);
    const content = { sizeBytes: 8, eightBit: false };
    return {
      transaction: { sender: plan.from, recipients: [to], content },
      content: () => [Buffer.from("X: 1\r\n\r\n")],
      done: async () => undefined,
    };
  };
  const lane = new DeliveryLane({
    route: {
      ...{ plan, secret: undefined, secretProblem: undefined, ca: undefined, history: undefined },
      ...{ fingerprint: "", remember: async () => undefined },
    },
    ...{ crypto: nodeSaslCrypto, timeouts: INTERACTIVE_TIMEOUTS, clock: systemClock },
    ...{ atHand: () => undefined, submissionOf, putBack: () => undefined },
    files: {
      ...{ sending: () => undefined, sent: () => undefined },
      leave: async ({ message }) => void story.left.push(message as unknown as string),
    },
    takeSlot: async () => ({ release: async () => undefined }),
    ...{ isSlotWanted: () => false, isStopped: () => false },
    wait: async (ms) => void story.waits.push(ms),
    broke: async () => undefined,
    ...parts,
  });
  return { lane, story };
}

describe("DeliveryLane.run()", () => {
  it("DeliveryLane.run() does not begin what was found only when the pass had to end", async () => {
    const server = await startLineServer();
    const stop = new AbortController();
    const names = ["one", "two", "three"];
    const next = async () => {
      const name = names.shift();
      if (name === "two") stop.abort();
      return name === undefined || name === "three" ? undefined : jobOf(name);
    };
    const { lane, story } = await openLane(server, { next, stop: stop.signal });
    await lane.run();
    await server.close();
    expect(server.taken).toEqual(["one@example.net"]);
    expect(story).toEqual({ begun: ["one"], left: ["two"], waits: [] });
  });

  it("DeliveryLane.run() lets whoever waits for a slot have a turn after a connection", async () => {
    const server = await startLineServer();
    const names = ["one", "", "two"];
    const wishes = [true, false];
    const next = async () => {
      const name = names.shift() ?? "";
      return name === "" ? undefined : jobOf(name);
    };
    const isSlotWanted = () => wishes.shift() === true;
    const { lane, story } = await openLane(server, { next, isSlotWanted });
    await lane.run();
    await server.close();
    expect(story).toEqual({ begun: ["one", "two"], left: [], waits: [500] });
  });
});
