import type { LogExplanation, LogFinding } from "@fieldpost/core";
import type { Paint } from "./paint.ts";
import { answerDiagnosis, type DiagnosisAnswer, renderDiagnosis } from "./render_diagnosis.ts";
import { showLine, showLines } from "./show_text.ts";

/** An explained log as programs get it. */
export interface ExplanationAnswer {
  readonly product: string | null;
  readonly isCut: boolean;
  readonly firstLine: number;
  readonly findings: readonly {
    readonly line: number;
    readonly count: number;
    readonly stage: string | null;
    readonly words: string;
    readonly meaning: string | null;
    readonly diagnoses: readonly DiagnosisAnswer[];
  }[];
  /** Its secrets are masked. */
  readonly log: string;
}

export function answerExplanation(explanation: LogExplanation): ExplanationAnswer {
  const { product, findings, log, isCut, firstLine } = explanation;
  return {
    product: product ?? null,
    isCut,
    firstLine,
    findings: findings.map(({ stage, meaning, diagnoses, ...finding }) => ({
      ...finding,
      stage: stage ?? null,
      meaning: meaning ?? null,
      diagnoses: diagnoses.map(answerDiagnosis),
    })),
    log,
  };
}

const NOTHING_FOUND =
  "If something failed: the lines around it, or a log of the whole dialogue, may tell more.";

export function renderExplanation(
  { product, findings, log, isCut, firstLine }: LogExplanation,
  { paint, withLog }: { readonly paint: Paint; readonly withLog: boolean },
): string {
  const shown = withLog ? [showLines(log.trimEnd()), ""] : [];
  const form = product === undefined ? "" : ` It has the form of ${product}.`;
  const count = findings.length === 1 ? "1 failure" : `${findings.length || "No"} failures`;
  const notes = [
    ...(firstLine > 1 ? [`The log is long: it was read from line ${firstLine} on.`] : []),
    ...(isCut && firstLine === 1 ? ["There is more in it than is read or told."] : []),
    ...(findings.length === 0 ? [NOTHING_FOUND] : []),
  ];
  return [
    ...shown,
    `${count} found in this log.${form}`,
    ...notes,
    ...findings.flatMap((finding) => ["", ...renderFinding(finding, paint)]),
    "",
  ].join("\n");
}

function renderFinding(finding: LogFinding, paint: Paint): readonly string[] {
  const { line, count, stage, words, meaning, diagnoses } = finding;
  const times = count === 1 ? "" : `, ${count} times`;
  const at = stage === undefined ? "" : `, at ${stage}`;
  const [best, ...others] = diagnoses;
  const explained =
    best === undefined
      ? [meaning ?? "The catalogue of failures does not know this one."]
      : [
          ...renderDiagnosis(best, paint),
          ...(best.certainty === "certain" ? [] : others.map(({ cause }) => `Or: ${cause}`)),
        ];
  return [
    `${paint("strong", `Line ${line}${at}${times}:`)} ${showLine(words)}`,
    ...explained.map((text) => `  ${text}`),
  ];
}
