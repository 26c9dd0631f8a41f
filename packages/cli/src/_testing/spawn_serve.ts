import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach } from "@jest/globals";

const LAUNCHER = fileURLToPath(new URL("../../bin/fieldpost.js", import.meta.url));
const started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});

/** One line of what `serve --json` tells. */
export interface ServeLine {
  readonly kind: string;
  readonly text: string;
  readonly pid?: number;
  readonly url?: string;
}

/** A `serve` that runs in a process of its own. */
export interface SpawnedServe {
  readonly lines: readonly ServeLine[];
  /** The next line of a kind that nobody was given. */
  next(kind: string): Promise<ServeLine>;
  /** Sends a signal. */
  kill(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): void;
  /** The exit code, or the signal, once it has ended. */
  readonly ended: Promise<number | string | null>;
}

/** Starts `fieldpost serve --json`; without other options it serves no pages. */
export function spawnServe(home: string, options: readonly string[] = ["--no-http"]): SpawnedServe {
  const child = spawn(process.execPath, [LAUNCHER, "serve", "--json", ...options], {
    env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  const lines: ServeLine[] = [];
  const given = new Set<ServeLine>();
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(JSON.parse(line) as ServeLine);
    for (const look of [...waiting]) look();
  });
  const ended = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
  return {
    lines,
    next: (kind) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = lines.find((line) => line.kind === kind && !given.has(line));
          if (found === undefined) return;
          given.add(found);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    kill: (signal) => child.kill(signal),
    ended,
  };
}
