import type { OppositeModeFinding } from "./diagnosis.ts";
import { outcomeOf } from "./outcome_of.ts";
import type { Verdict } from "./submission_outcome.ts";

/**
 * What a verdict amounts to once the opposite mode was tried: a greeting that did not come is no
 * server that is slow when a second connection, begun with encryption, was answered. Trying again
 * cannot help then.
 *
 * @example A silent port that speaks TLS
 * ```ts
 * import { outcomeOf, provenVerdict } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const silent = outcomeOf("greeting", { kind: "timeout" });
 * assert.equal(silent.kind, "transient");
 * const proven = provenVerdict(silent, { speaks: "tls" });
 * assert.deepEqual([proven.kind, proven.code], ["hold", "SMTPS_OFF_ON_TLS_PORT"]);
 * assert.equal(provenVerdict(silent, { speaks: "neither" }), silent);
 * ```
 */
export function provenVerdict(
  verdict: Verdict,
  opposite: OppositeModeFinding | undefined,
): Verdict {
  if (verdict.stage !== "greeting" || opposite?.speaks !== "tls") return verdict;
  return outcomeOf("greeting", { kind: "finding", code: "SMTPS_OFF_ON_TLS_PORT" });
}
