import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { lookup } from "node:dns/promises";
import {
  encodeSntpQuery,
  type HostName,
  readSntpAnswer,
  SNTP_NONCE_BYTES,
  type SntpAnswer,
  type TransportFailure,
} from "@fieldpost/core";
import { failureOf, type ProbeLimit, ProbeStop, within } from "./_probe_stop.ts";
import type { Clock } from "./clock.ts";

/** The UDP port of time servers (RFC 4330 section 4). */
export const NTP_PORT = 123 as const;

/** What a time server said, or why it did not. */
export interface ClockProbe {
  readonly server: string;
  readonly answer: SntpAnswer | { readonly kind: "no-answer"; readonly failure: TransportFailure };
}

/** How to ask for the time. */
export interface ClockProbeOptions extends ProbeLimit {
  readonly clock: Clock;
  /** @default {123} */
  readonly port?: number;
}

/**
 * Compares the clock with a time server by one SNTP query; the clock is not set.
 *
 * An answer that fails its checks is passed over while there is time, because anybody may have sent
 * it; it is told when nothing better comes.
 *
 * *Diagnostics*: throws nothing; the socket is closed in every case.
 *
 * @see RFC 4330
 */
export async function probeClock(
  server: HostName,
  options: ClockProbeOptions,
): Promise<ClockProbe> {
  const seen: { invalid?: SntpAnswer } = {};
  const opened: { socket?: Socket; isOver: boolean } = { isOver: false };
  const ask = async (): Promise<SntpAnswer> => {
    const { address, family } = await lookup(server.text);
    // A lookup that was given up must not open a socket that nobody closes.
    if (opened.isOver) throw new ProbeStop({ code: "ETIMEDOUT", message: "too late" });
    const socket = createSocket(family === 6 ? "udp6" : "udp4");
    opened.socket = socket;
    return await exchange(socket, { ...options, address, onInvalid: (it) => (seen.invalid = it) });
  };
  try {
    return { server: server.text, answer: await within(ask(), options) };
  } catch (error) {
    const answer = seen.invalid ?? ({ kind: "no-answer", failure: failureOf(error) } as const);
    return { server: server.text, answer };
  } finally {
    opened.isOver = true;
    opened.socket?.close();
  }
}

interface ExchangeOptions extends ClockProbeOptions {
  readonly address: string;
  readonly onInvalid: (answer: SntpAnswer) => void;
}

async function exchange(socket: Socket, options: ExchangeOptions): Promise<SntpAnswer> {
  const { clock, address, port = NTP_PORT, onInvalid } = options;
  const nonce = randomBytes(SNTP_NONCE_BYTES);
  return await new Promise((resolve, reject) => {
    socket.on("error", reject);
    // A connected socket hears its server only, and learns that nobody listens there.
    socket.connect(port, address, () => {
      const sentAtMs = clock.nowMs();
      socket.on("message", (bytes) => {
        const answer = readSntpAnswer(bytes, { nonce, sentAtMs, receivedAtMs: clock.nowMs() });
        if (answer.kind === "invalid") onInvalid(answer);
        else resolve(answer);
      });
      socket.send(encodeSntpQuery(nonce));
    });
  });
}
