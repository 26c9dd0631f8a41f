import type { DiagnosedChange, Diagnosis } from "./diagnosis.ts";
import type { Certainty, DiagnosisSide } from "./known_failure.ts";

const CERTAINTIES: Readonly<Record<Certainty, string>> = {
  certain: "Cause",
  likely: "Likely cause",
  possible: "Possible cause",
};

const NOTHING_HERE: Readonly<Record<DiagnosisSide, readonly string[]>> = {
  here: [],
  network: ["Change: nothing here; it is on the way to the server."],
  server: ["Change: nothing here; it is the server's or the provider's side."],
};

/**
 * Writes a diagnosis for a person, one thing per line: what it means, what helps, which key to
 * change and to what. The server's own words are not in it.
 *
 * @example
 * ```ts
 * import { diagnose, formatDiagnosis } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const [found] = diagnose({ stage: "greeting", outcome: "SMTPS_OFF_ON_TLS_PORT", port: 465 });
 * assert.ok(found);
 * assert.equal(
 *   formatDiagnosis(found).at(-1),
 *   "Change: Email/SMTPS = enabled, with: fieldpost registry 'Email/SMTPS = enabled'",
 * );
 * ```
 */
export function formatDiagnosis(diagnosis: Diagnosis): readonly string[] {
  const { certainty, cause, fix, change, side, act, proof, asOf, isStale } = diagnosis;
  const none = change.length === 0 ? NOTHING_HERE[side] : [];
  return [
    `${act === "none" ? "Note" : CERTAINTIES[certainty]}: ${cause}`,
    ...(proof === undefined ? [] : [`Proof: ${proof}`]),
    `Remedy: ${fix}`,
    ...change.map(formatChange),
    ...none,
    ...(isStale ? [`Note: this was last known to be so in ${asOf}.`] : []),
  ];
}

function formatChange({ key, value, isExact, command }: DiagnosedChange): string {
  const how = command === undefined ? "" : `, with: ${command}`;
  return isExact ? `Change: ${key} = ${value}${how}` : `Change: ${key} to ${value}${how}`;
}
