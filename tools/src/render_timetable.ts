import { nextAttempt, RETRY_TIMETABLE, type RetryReason } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

const MINUTE_MS = 60_000;
const ATTEMPTS = 12;
const REASONS: readonly RetryReason[] = ["deferred", "greylisted", "uncertain"];

/** Renders the waits after each attempt, without jitter, by asking the timetable itself. */
export function renderTimetable(): string {
  const rows = Array.from({ length: ATTEMPTS }, (_, at) => [
    String(at + 1),
    ...REASONS.map((reason) => waitAfter(reason, at + 1)),
  ]);
  return markdownTable(["after attempt", ...REASONS.map((reason) => `${reason}, minutes`)], rows);
}

function waitAfter(reason: RetryReason, attempts: number): string {
  const dice = reason === "uncertain" ? 0 : 0.5;
  const situation = { reason, attempts, acceptedAtMs: 0, nowMs: 0, dice };
  const atMs = nextAttempt(situation, RETRY_TIMETABLE);
  return atMs === undefined ? "given up" : String(Math.round(atMs / MINUTE_MS));
}
