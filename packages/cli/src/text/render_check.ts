import {
  type ConnectionRecommendation,
  type Diagnosis,
  formatDiagnosis,
  type RegistryChange,
} from "@fieldpost/core";
import type { CheckProgress, CheckReport, CheckStatus, CheckStep } from "@fieldpost/runtime";
import type { Paint, Style } from "./paint.ts";
import { MODE_WORDS } from "./render_plan.ts";
import { answerChange } from "./render_registry.ts";
import { showLine } from "./show_text.ts";

type Recommended = Extract<ConnectionRecommendation, { kind: "recommended" }>;

const MARKS: Readonly<Record<CheckStatus, readonly [word: string, style: Style]>> = {
  ok: [" ok ", "good"],
  warn: ["warn", "warning"],
  fail: ["FAIL", "bad"],
  skipped: ["skip", "faint"],
  unknown: [" ?? ", "warning"],
};

const SPINNER: readonly string[] = ["|", "/", "-", "\\"];

const PATH_WORDS: Readonly<Record<CheckReport["path"], readonly [text: string, style: Style]>> = {
  works: ["Mail can leave.", "good"],
  fails: ["Mail cannot leave: the steps marked FAIL say why.", "bad"],
  refused: [
    'Nothing can be sent: a setting has to change first, "fieldpost plan" lists all.',
    "bad",
  ],
  unknown: ["The check was interrupted.", "warning"],
};

/** A check as programs get it. */
export interface CheckAnswer {
  readonly path: CheckReport["path"];
  readonly steps: readonly CheckStep[];
  readonly recommendation: ConnectionRecommendation | null;
  /** What `--apply` has changed; `null` without it. */
  readonly applied: readonly RegistryChange[] | null;
}

/** Picks what programs are promised of a check. */
export function answerCheck(
  { path, steps, recommendation }: CheckReport,
  applied: readonly RegistryChange[] | undefined,
): CheckAnswer {
  return {
    path,
    steps,
    recommendation: recommendation ?? null,
    applied: applied?.map(answerChange) ?? null,
  };
}

/** Whether a step has ended. */
export function hasEnded(step: CheckStep | CheckProgress): step is CheckStep {
  return step.status !== "waiting" && step.status !== "running";
}

/** Writes a step in one line; `frame` moves the mark of one that runs. */
export function renderStep(step: CheckStep | CheckProgress, paint: Paint, frame: number): string {
  const title = showLine(step.title);
  if (!hasEnded(step)) {
    if (step.status === "waiting") return paint("faint", `[    ] ${title}`);
    return `[ ${SPINNER[frame % SPINNER.length] ?? "|"}  ] ${title}`;
  }
  const [word, style] = MARKS[step.status];
  const text = `${title}: ${showLine(step.summary)}`;
  // A step that was not tried is faint as a whole.
  if (step.status === "skipped") return paint(style, `[${word}] ${text}`);
  return `[${paint(style, word)}] ${text}`;
}

/** Writes a step that has ended, and below it the key that was shown, and what a failure means. */
export function renderEnded(step: CheckStep, paint: Paint): string {
  const explained = diagnosesOf(step).flatMap(formatDiagnosis);
  const shown = [...keyOf(step), ...new Set(explained)];
  const lines = shown.map((line) => `       ${showLine(line)}`);
  return [renderStep(step, paint, 0), ...lines, ""].join("\n");
}

/** The key of a server as Email/Pin1 takes it, where nothing pins it yet. */
function keyOf({ facts }: CheckStep): readonly string[] {
  if (facts.kind !== "port" || facts.port.proof === "pin") return [];
  const pin = facts.port.tls?.spkiPin;
  return pin === undefined ? [] : [`Its key: ${pin}`];
}

function diagnosesOf({ facts }: CheckStep): readonly Diagnosis[] {
  if (facts.kind === "connection") return [facts.connection.diagnosis ?? []].flat();
  if (facts.kind !== "message" || facts.message.kind === "refused") return [];
  return facts.message.recipients.flatMap(({ diagnosis }) => diagnosis ?? []);
}

/** Writes what a check means and what it recommends. */
export function renderReport({ path, recommendation }: CheckReport, paint: Paint): string {
  const [text, style] = PATH_WORDS[path];
  const lines = recommendation === undefined ? [] : ["", ...adviceLines(recommendation, paint)];
  return `${["", paint(style, text), ...lines].join("\n")}\n`;
}

function adviceLines(recommendation: ConnectionRecommendation, paint: Paint): readonly string[] {
  const { reason, source } = recommendation;
  const why = `${reason}${source === null ? "" : ` (${source})`}`;
  if (recommendation.kind === "none") return [`Nothing is recommended. ${why}`];
  return [
    `Recommended: ${paint("strong", wayOf(recommendation))}`,
    `  ${why}`,
    ...commandLines(recommendation),
    ...recommendation.alternatives.map((way) => `Possible as well: ${wayOf(way)}`),
  ];
}

function wayOf({ port, mode }: Pick<Recommended, "port" | "mode">): string {
  return `port ${port}, ${MODE_WORDS[mode]}`;
}

function commandLines({ assignments }: Recommended): readonly string[] {
  if (assignments.length === 0) return ["  The settings are so already."];
  const words = assignments.map(([key, value]) => `"${key} = ${value}"`);
  return [
    "  To set it:",
    `    fieldpost registry ${showLine(words.join(" "))}`,
    '  or "fieldpost check --apply".',
  ];
}
