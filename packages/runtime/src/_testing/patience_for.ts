import { INTERACTIVE_TIMEOUTS, type SessionTimeouts } from "@fieldpost/core";
import type { Redirection } from "./redirect_connections.ts";

/** What decides whether anything answers at all. */
interface Quiet {
  readonly script?: readonly (string | null)[];
  readonly network?: Redirection | "closed-port" | "real";
}

/** Limits short where silence is what happens; whatever answers may be slow, as on a busy machine. */
export function patienceFor({ script, network }: Quiet): SessionTimeouts {
  const isDeaf = typeof network === "object" && network.kind === "silence";
  // A server of the other mode says nothing as well: it is asked afterwards, and has as long to answer.
  const greeting = script === undefined ? 3000 : INTERACTIVE_TIMEOUTS.greeting;
  return {
    ...INTERACTIVE_TIMEOUTS,
    connect: isDeaf ? 400 : INTERACTIVE_TIMEOUTS.connect,
    greeting: script?.length === 0 ? 100 : greeting,
  };
}
