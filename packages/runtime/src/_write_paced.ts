import type { Socket } from "node:net";
import type { SessionObservation } from "@fieldpost/core";
import type { Inbox } from "./_inbox.ts";
import type { Clock } from "./clock.ts";

/**
 * Writes at the pace of the network: waits until the socket has taken it, something has come
 * meanwhile, or the limit is over, which is then an observation.
 */
export async function writePaced(
  socket: Socket,
  octets: Uint8Array,
  {
    inbox,
    clock,
    limitMs,
  }: {
    readonly inbox: Inbox<SessionObservation>;
    readonly clock: Clock;
    readonly limitMs: number;
  },
): Promise<void> {
  const isDrained = octets.length === 0 || socket.write(octets);
  if (isDrained || socket.writableCorked > 0) return;
  const deadlineMs = clock.nowMs() + limitMs;
  const drained = { isDone: false };
  const onDrain = () => {
    drained.isDone = true;
    inbox.nudge();
  };
  socket.once("drain", onDrain);
  while (!drained.isDone && inbox.isEmpty && clock.nowMs() < deadlineMs) {
    await inbox.wait(deadlineMs, clock.nowMs());
  }
  // Nobody may be woken later by what is not waited for any more.
  socket.off("drain", onDrain);
  if (!drained.isDone && inbox.isEmpty) inbox.put({ kind: "timedOut" });
}
