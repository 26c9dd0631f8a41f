import { connect, type Socket } from "node:net";
import type { ConnectionPlan, SessionObservation } from "@fieldpost/core";
import type { Inbox } from "./_inbox.ts";
import { connectFailureOf, failureOf } from "./_transport_failure.ts";

/** How long the first address may take before the next one is tried beside it (RFC 8305). */
const ADDRESS_DELAY_MS = 250;

/** How long the last octets may take. */
const CLOSE_MS = 1000;

/** Opens a connection, whose fate goes to an inbox. */
export function openSocket(
  { host, port }: ConnectionPlan,
  inbox: Inbox<SessionObservation>,
): Socket {
  const socket = connect({
    host: host.text,
    port,
    noDelay: true,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_DELAY_MS,
  });
  const onError = (error: Error) =>
    inbox.put({ kind: "connectFailed", failure: connectFailureOf(error) });
  socket.once("error", onError);
  socket.once("connect", () => {
    socket.off("error", onError);
    listen(socket, inbox);
    const { localAddress = "", remoteAddress = "" } = socket;
    inbox.put({ kind: "connected", localAddress, remoteAddress });
  });
  return socket;
}

/** Resolves when a socket that is being closed is; where nobody takes its last octets it is cut off. */
export async function closing(socket: Socket): Promise<void> {
  if (socket.closed) return;
  const timer = setTimeout(() => socket.destroy(), CLOSE_MS);
  await new Promise<void>((resolve) => socket.once("close", () => resolve()));
  clearTimeout(timer);
}

/** Puts what comes over a connection into an inbox. */
export function listen(socket: Socket, inbox: Inbox<SessionObservation>): void {
  socket.on("data", (bytes) => inbox.put({ kind: "bytes", bytes }));
  socket.on("error", (error) => inbox.put({ kind: "closed", failure: failureOf(error) }));
  socket.on("close", () => inbox.put({ kind: "closed", failure: undefined }));
  // A half-open connection is of no use to a client: the server has said its last word.
  socket.on("end", () => inbox.put({ kind: "closed", failure: undefined }));
}
