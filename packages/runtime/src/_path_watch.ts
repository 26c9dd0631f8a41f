import type { OutcomeCode, RecipientOutcome, Verdict } from "@fieldpost/core";
import type { PathState } from "./path_state.ts";

interface Suspicion {
  /** Those that have met it. */
  readonly messages: readonly string[];
  readonly code: OutcomeCode;
  /** Whether the path had failed with it before: then the next message is enough. */
  readonly isKnown: boolean;
  /** Absent while it comes from an earlier pass. */
  readonly verdict?: Verdict;
}

/** What a pass has learnt about the path: it failed, one message says so, it is well, or nothing. */
export type PathFinding =
  | {
      readonly kind: "failed";
      readonly verdict: Verdict;
      /** Whether messages met it, and not a connection. */
      readonly isMet: boolean;
      /** Whether a message had come through before. */
      readonly wasWell: boolean;
    }
  | {
      readonly kind: "suspected";
      readonly verdict: Verdict;
      readonly messages: readonly string[];
    }
  | { readonly kind: "well" }
  | { readonly kind: "nothing" };

/** How many messages meet the same before it is the path's. A busy server has single bad moments. */
const PROOF: Readonly<Record<Verdict["kind"], number>> = {
  ...{ hold: 2, uncertain: 2, permanent: 2, transient: 3, delivered: Infinity },
};

/**
 * Watches what a pass learns about the path.
 *
 * A connection that does not come to be is a fault of the path. What a message meets may be its own: the
 * path counts as failed only when a second message meets the same, a third where it may pass by
 * itself, so that a poison message stops nobody and a wrong setting costs no more than two attempts.
 * A path that has failed before is not given another one.
 */
export class PathWatch {
  readonly #blamed = new WeakSet<Verdict>();
  #suspicion: Suspicion | undefined;
  #failure: { readonly verdict: Verdict; readonly isMet: boolean } | undefined;
  #isWell = false;

  constructor(before: PathState | undefined) {
    if (before !== undefined) {
      const { code, suspects } = before;
      this.#suspicion = { messages: suspects ?? [], code, isKnown: suspects === undefined };
    }
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Takes what became of one message; a report may be refused for having no sender. */
  observe(
    message: { readonly name: string; readonly isReport: boolean },
    outcomes: readonly RecipientOutcome[],
  ): void {
    for (const { verdict } of outcomes) this.#blamed.add(verdict);
    const verdict = pathVerdictOf(outcomes);
    if (verdict === undefined) {
      this.#isWell = true;
      this.#suspicion = undefined;
    } else if (!message.isReport || verdict.kind !== "hold") this.#suspect(message.name, verdict);
  }

  /**
   * Takes what broke a connection off; what a message has met already does not count twice.
   *
   * @returns Whether this is now what the path failed of.
   */
  broke(verdict: Verdict): boolean {
    if (!this.#blamed.has(verdict)) this.#failure ??= { verdict, isMet: false };
    return this.#failure?.verdict === verdict;
  }

  /** Puts what a look of its own has proved in the place of what a connection has met. */
  prove(met: Verdict, proved: Verdict): void {
    if (this.#failure?.verdict === met) this.#failure = { ...this.#failure, verdict: proved };
  }

  finding(): PathFinding {
    const wasWell = this.#isWell;
    if (this.#failure !== undefined) return { kind: "failed", ...this.#failure, wasWell };
    const { messages, verdict } = this.#suspicion ?? {};
    if (messages !== undefined && verdict !== undefined) {
      return { kind: "suspected", verdict, messages };
    }
    return { kind: wasWell ? "well" : "nothing" };
  }

  #suspect(message: string, verdict: Verdict): void {
    const { code } = verdict;
    const before = this.#suspicion?.code === code ? this.#suspicion : undefined;
    const messages = [...new Set([...(before?.messages ?? []), message])];
    const isKnown = before?.isKnown === true;
    if (isKnown || messages.length >= PROOF[verdict.kind]) {
      this.#failure ??= { verdict, isMet: true };
    } else this.#suspicion = { messages, code, verdict, isKnown };
  }
}

/** What all recipients of a message have met that any other message could meet as well. */
function pathVerdictOf(outcomes: readonly RecipientOutcome[]): Verdict | undefined {
  const isOfPath = outcomes.every(
    ({ verdict }) => verdict.scope === "path" || verdict.kind === "uncertain",
  );
  return isOfPath ? outcomes[0]?.verdict : undefined;
}
