import { readFile } from "node:fs/promises";
import type { OutcomeCode, SubmissionStage } from "@fieldpost/core";
import { type DurableFiles, replaceFile } from "./durable_files.ts";

/** What is known of the one path that the queue sends over, since it last failed. */
export interface PathState {
  /** Of the route that failed: with another one the state means nothing. */
  readonly fingerprint: string;
  readonly failures: number;
  readonly code: OutcomeCode;
  readonly stage?: SubmissionStage;
  /** What it means and what would change it. */
  readonly meaning: string;
  readonly lastWords?: string;
  /** When it is tried again; absent when only a change of the settings helps. */
  readonly retryAtMs?: number;
  /** Whether a person has to change something: meanwhile no message is given up. */
  readonly holds?: boolean;
  /** Whether a message met the fault, after the connection had come to be. */
  readonly isMet?: boolean;
  /** Only these messages have met the fault so far: the path stays open until others do. */
  readonly suspects?: readonly string[];
}

/** How far a path may be used: not at all, or only for what is urgent and new. */
export type PathGate = "open" | "urgent" | "closed";

/**
 * Says how far a path may be used now.
 *
 * Where the fault was met by messages, an urgent one that has not been tried goes all the same: what is
 * wrong may be wrong with those messages alone.
 */
export function pathGate(state: PathState | undefined, nowMs: number): PathGate {
  if (state === undefined || state.suspects !== undefined) return "open";
  if (state.retryAtMs !== undefined && state.retryAtMs <= nowMs) return "open";
  return state.isMet === true ? "urgent" : "closed";
}

/** Reads the state; `undefined` when the path is well, or was so with other settings. */
export async function readPathState(
  path: string,
  fingerprint: string,
): Promise<PathState | undefined> {
  const state = await readAnyPathState(path);
  return state?.fingerprint === fingerprint ? state : undefined;
}

/** Reads the state that was written last, whatever the settings were. */
export async function readAnyPathState(path: string): Promise<PathState | undefined> {
  try {
    return (JSON.parse(await readFile(path, "utf8")) as PathState | null) ?? undefined;
  } catch {
    // Without a state the path counts as well: the worst is one attempt more.
    return undefined;
  }
}

/** Writes the state down; `undefined` when the path is well again. */
export async function writePathState(
  path: string,
  state: PathState | undefined,
  files: DurableFiles,
): Promise<void> {
  await replaceFile(files, path, Buffer.from(`${JSON.stringify(state ?? null)}\n`));
}
