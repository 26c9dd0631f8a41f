import {
  describeOutcome,
  lastWordsOf,
  pathRetry,
  type RetryTimetable,
  type Verdict,
} from "@fieldpost/core";
import type { PathFinding } from "./_path_watch.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import type { MailRoute } from "./mail_route.ts";
import { type PathState, readAnyPathState, writePathState } from "./path_state.ts";
import type { SystemLog } from "./system_log.ts";

/** What remembering a path works with. */
export interface PathMemory {
  readonly route: MailRoute;
  readonly pathStatePath: string;
  readonly files: DurableFiles;
  readonly clock: Clock;
  readonly log: SystemLog;
  readonly timetable: RetryTimetable;
  readonly dice: () => number;
}

/** Writes down what a pass has found out about the path, and says how the path stands then. */
export async function rememberPath(
  finding: PathFinding,
  before: PathState | undefined,
  memory: PathMemory,
): Promise<PathState | undefined> {
  // Without an attempt nothing is known that was not known before.
  if (finding.kind === "nothing") return before;
  const state = stateOf(finding, before, memory);
  // With other settings a state means nothing, and yet the queue has waited until now.
  const left = before ?? (await readAnyPathState(memory.pathStatePath));
  if (state === undefined && left === undefined) return undefined;
  await writePathState(memory.pathStatePath, state, memory.files);
  if (state === undefined) await logOpening(left, memory);
  else if (state.suspects === undefined) await logState(state, memory);
  return state;
}

function stateOf(
  finding: Exclude<PathFinding, { kind: "nothing" }>,
  before: PathState | undefined,
  memory: PathMemory,
): PathState | undefined {
  if (finding.kind === "well") return undefined;
  const { verdict } = finding;
  if (finding.kind === "suspected") {
    return { ...factsOf(verdict, memory), failures: 0, isMet: true, suspects: finding.messages };
  }
  const { clock, dice, timetable } = memory;
  const failures = (finding.wasWell ? 0 : (before?.failures ?? 0)) + 1;
  const retry = pathRetry(verdict, { failures, nowMs: clock.nowMs(), dice: dice() }, timetable);
  return {
    ...factsOf(verdict, memory),
    failures,
    ...(retry.kind === "at" ? { retryAtMs: retry.atMs } : {}),
    ...(verdict.kind === "hold" ? { holds: true } : {}),
    ...(finding.isMet ? { isMet: true } : {}),
  };
}

function factsOf(verdict: Verdict, { route }: PathMemory): Omit<PathState, "failures"> {
  const { host, port, username } = route.plan;
  const lastWords = lastWordsOf(verdict);
  return {
    fingerprint: route.fingerprint,
    code: verdict.code,
    stage: verdict.stage,
    meaning: describeOutcome(verdict, { host: host.text, port, username }),
    ...(lastWords === undefined ? {} : { lastWords }),
  };
}

async function logState(state: PathState, { route, log }: PathMemory): Promise<void> {
  const text = `Email queue waits: ${state.meaning}`;
  const facts = { code: state.code, host: route.plan.host.text, retryAtMs: state.retryAtMs };
  await log.append({ event: "queue-path", text, facts });
}

/** One line for every one that said that the queue waits. */
async function logOpening(
  before: PathState | undefined,
  { route, log }: PathMemory,
): Promise<void> {
  if (before === undefined || before.suspects !== undefined) return;
  const host = route.plan.host.text;
  const text = `Email queue goes on: the way to ${host} works`;
  await log.append({ event: "queue-path", text, facts: { host } });
}
