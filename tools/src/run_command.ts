import { spawn } from "node:child_process";

/** How a child process ended and what it said. */
export interface CommandResult {
  /** The exit code; 1 when a signal ended it. */
  readonly code: number;
  /** Standard output and standard error in the order of arrival. */
  readonly output: string;
}

/** Where and with what a program runs. */
export interface CommandOptions {
  readonly cwd?: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the program reads on standard input; nothing when left out. */
  readonly input?: string;
}

/**
 * Runs a program to its end and collects what it prints.
 *
 * @param argv The program and its arguments; no shell is involved.
 */
export function runCommand(
  argv: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const [program, ...rest] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      cwd: options.cwd,
      env: { ...process.env, NODE_OPTIONS: "", ...options.env },
      stdio: "pipe",
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() });
    });
  });
}
