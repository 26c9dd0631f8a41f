import type { LogFacts } from "./_log_facts.ts";
import { type LogEvent, LogReading } from "./_log_reading.ts";
import { logStart } from "./_log_start.ts";
import { describeOutcome } from "./describe_outcome.ts";
import { diagnose } from "./diagnose.ts";
import type { Diagnosis, DiagnosisEvidence } from "./diagnosis.ts";
import type { LogProduct } from "./log_product.ts";
import { outcomeOf } from "./outcome_of.ts";
import { LOG_LIMIT, redactLog } from "./redact_log.ts";
import { formatReply } from "./smtp_reply.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** Findings that are told; a long log repeats itself. */
export const LOG_FINDING_LIMIT: number = 50;

/** Diagnoses of one finding that are told: the best ones. */
const DIAGNOSIS_LIMIT = 3;

/** ECMA-48, select graphic rendition: what colours a log. */
const COLOUR_REGEXP = /\u001b\[[0-9;:]{0,40}m/g;
const VAGUE_MEANING =
  "The program does not say why. Have it log the whole dialogue, and explain that.";
/** An address is another one in each line of the same failure. */
const ADDRESS_REGEXP = /<[^<>]{0,320}>|\S{1,64}@\S{1,255}/g;

/** One failure that a log shows. */
export interface LogFinding {
  /** The line of its first occurrence; the first line is 1. */
  readonly line: number;
  /** How often it occurs. */
  readonly count: number;
  /** `undefined` where the log does not say. */
  readonly stage: SubmissionStage | undefined;
  /** The server's own words, else the program's. */
  readonly words: string;
  /** What a reply like this means in general; `undefined` for what is no reply. */
  readonly meaning: string | undefined;
  /** The most specific first; empty when the catalogue has none. */
  readonly diagnoses: readonly Diagnosis[];
}

/** What a log says, explained. */
export interface LogExplanation {
  /** The log without its secrets. */
  readonly log: string;
  /** The program whose log it seems to be. */
  readonly product: LogProduct | undefined;
  readonly findings: readonly LogFinding[];
  /** The first line that was read: 1, or a later one of a log that is longer than `LOG_LIMIT`. */
  readonly firstLine: number;
  /** It was longer than what is read, or had more findings than are told. */
  readonly isCut: boolean;
}

/**
 * Reads a log or transcript of any mail program and explains the failures in it, in the same words
 * as for our own deliveries.
 *
 * Colours of a terminal are passed over. It never throws, reads at most the last `LOG_LIMIT` characters, and shows nothing of the log that
 * `redactLog()` has not seen.
 *
 * @param options `todayMs` is the day that rows with a date are judged by; without it none is stale.
 * @example A line of Postfix
 * ```ts
 * import { explainLog } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { product, findings } = explainLog(
 *   "postfix/smtp[9]: 4F: to=<a@x.example>, relay=smtp.office365.com[192.0.2.1]:587, status=bounced " +
 *     "(host smtp.office365.com[192.0.2.1] said: 554 5.2.252 SendAsDenied; joe@x.example not allowed " +
 *     "to send as a@x.example (in reply to end of DATA command))",
 * );
 * assert.equal(product, "Postfix");
 * assert.deepEqual(
 *   findings.map(({ stage, diagnoses }) => [stage, diagnoses[0]?.id]),
 *   [["final", "m365-send-as-denied"]],
 * );
 * ```
 */
export function explainLog(
  text: string,
  options: { readonly todayMs?: number | undefined } = {},
): LogExplanation {
  const plain = text.replace(COLOUR_REGEXP, "");
  const log = redactLog(plain);
  const firstLine = countLines(plain.slice(0, logStart(plain, LOG_LIMIT)));
  const reading = new LogReading();
  for (const [index, line] of log.split("\n").entries()) {
    if (line.length > 2) reading.read(line.replace(/\r$/, ""), firstLine + index);
  }
  reading.end();
  const groups = grouped(reading.events);
  const findings = groups
    .slice(0, LOG_FINDING_LIMIT)
    .map(({ event, count }) => findingOf(event, count, { ...reading.facts, ...options }));
  const isCut = plain.length > LOG_LIMIT || groups.length > LOG_FINDING_LIMIT;
  return { log, product: reading.product, findings, firstLine, isCut };
}

function countLines(text: string): number {
  return text.split("\n").length;
}

interface Group {
  readonly event: LogEvent;
  count: number;
}

/** The same words are one finding; the occurrence that knows its stage tells. */
function grouped(events: readonly LogEvent[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const event of events) {
    const key = keyOf(event);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { event, count: 1 });
    else {
      known.count += 1;
      if (known.event.stage === undefined) {
        groups.set(key, { event: { ...event, line: known.event.line }, count: known.count });
      }
    }
  }
  return [...groups.values()];
}

function keyOf({ reply, failure, outcome }: LogEvent): string {
  if (reply === undefined) return `${outcome ?? ""} ${failure?.code ?? ""}`;
  const words = (reply.lines[0] ?? "")
    .replace(ADDRESS_REGEXP, "")
    .replace(/[^a-z0-9.]/gi, "")
    .slice(0, 24);
  return `${reply.code} ${words}`;
}

function findingOf(
  event: LogEvent,
  count: number,
  known: LogFacts & Pick<DiagnosisEvidence, "todayMs">,
): LogFinding {
  const { line, stage, reply, failure, outcome } = event;
  const facts = { ...known, ...event.facts, ...modeOf(event) };
  const diagnoses = diagnose({ ...facts, stage, reply, failure, outcome });
  return {
    line,
    count,
    stage,
    words: reply === undefined ? (failure?.message ?? "") : formatReply(reply),
    meaning: meaningOf(event, facts),
    diagnoses: diagnoses.slice(0, DIAGNOSIS_LIMIT),
  };
}

/** What was seen tells how the connection began; other lines may be about other connections. */
function modeOf({ outcome }: LogEvent): Pick<LogFacts, "mode"> {
  if (outcome === "SMTPS_ON_PLAINTEXT_PORT") return { mode: "implicit" };
  return outcome === "GREETING_TIMEOUT" ? { mode: undefined } : {};
}

function meaningOf(
  { stage, reply, outcome, failure }: LogEvent,
  { host, username }: LogFacts,
): string | undefined {
  if (reply === undefined && outcome === undefined && failure?.code === "") return VAGUE_MEANING;
  if (reply === undefined || stage === undefined) return undefined;
  const context = { host: host ?? "The server", port: 0, username: username ?? "this user" };
  return describeOutcome(outcomeOf(stage, { kind: "reply", reply }), context);
}
