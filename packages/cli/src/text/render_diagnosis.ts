import { type Diagnosis, formatDiagnosis } from "@fieldpost/core";
import type { Paint } from "./paint.ts";
import { showLine } from "./show_text.ts";

/** A diagnosis as programs get it. */
export type DiagnosisAnswer = Pick<
  Diagnosis,
  "id" | "certainty" | "cause" | "fix" | "side" | "act" | "asOf" | "isStale"
> & {
  readonly change: readonly {
    readonly key: string;
    readonly value: string;
    readonly isExact: boolean;
    readonly command: string | null;
  }[];
  readonly proof: string | null;
};

export function answerDiagnosis(diagnosis: Diagnosis): DiagnosisAnswer {
  const { id, certainty, cause, fix, change, side, act, proof, asOf, isStale } = diagnosis;
  return {
    id,
    certainty,
    cause,
    proof: proof ?? null,
    fix,
    change: change.map(({ command, ...each }) => ({ ...each, command: command ?? null })),
    side,
    act,
    asOf,
    isStale,
  };
}

/** Writes a diagnosis in lines; what to change stands out. */
export function renderDiagnosis(diagnosis: Diagnosis, paint: Paint): readonly string[] {
  return formatDiagnosis(diagnosis).map((line) =>
    line.startsWith("Change: ") ? paint("strong", showLine(line)) : showLine(line),
  );
}
