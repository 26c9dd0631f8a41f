import { once } from "node:events";
import { createServer } from "node:net";
import { parseHostName } from "@fieldpost/core";
import { PROBE_LIMITS, type ProbeLimits } from "../probe_limits.ts";
import type { PortProbeOptions } from "../probe_port.ts";
import { toAscii } from "../to_ascii.ts";

/**
 * Limits for servers of either mode: one that wants TLS first is silent when it is spoken to in plain
 * text, and that is waited for. One that does answer has as long, on a machine that may be busy.
 */
export const SHORT_LIMITS: ProbeLimits = { ...PROBE_LIMITS, greetingMs: 2000 };

/** Limits that let a test wait for silence where it is; whatever answers may be slow. */
export function shortAt(...limits: readonly (keyof ProbeLimits)[]): ProbeLimits {
  return { ...PROBE_LIMITS, ...Object.fromEntries(limits.map((each) => [each, 150])) };
}

/** A probe of a port of this machine. */
export function probeOf(port: number, more: Partial<PortProbeOptions> = {}): PortProbeOptions {
  return {
    host: parseHostName("localhost", toAscii),
    address: "127.0.0.1",
    family: "ipv4",
    port,
    heloName: "unit7.example.com",
    ca: undefined,
    pins: [],
    nowMs: Date.now(),
    limits: SHORT_LIMITS,
    ...more,
  };
}

/** A port of loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
