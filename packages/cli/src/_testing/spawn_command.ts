import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The program as it is installed. */
export const LAUNCHER: string = fileURLToPath(new URL("../../bin/fieldpost.js", import.meta.url));

/** What a real process is started with. */
export interface SpawnOptions {
  readonly home: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Another path to the program, such as a link with the name of sendmail. */
  readonly launcher?: string;
  /** What the process finds at descriptor 3. */
  readonly thirdDescriptor?: string;
  /** The reader of standard output goes away before anything is written. */
  readonly closesOutput?: boolean;
}

/** What a real process ended with. */
export interface SpawnEnd {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the built command as a process of its own. */
export async function spawnCommand(
  argv: readonly string[],
  options: SpawnOptions,
): Promise<SpawnEnd> {
  const { home, environment = {}, input = "", thirdDescriptor, closesOutput = false } = options;
  const { launcher = LAUNCHER } = options;
  const child = spawn(process.execPath, [launcher, ...argv], {
    env: { PATH: process.env["PATH"], FIELDPOST_HOME: home, ...environment },
    stdio: ["pipe", "pipe", "pipe", thirdDescriptor === undefined ? "ignore" : "pipe"],
  });
  feed(child.stdin, input);
  if (thirdDescriptor !== undefined) feed(child.stdio[3], thirdDescriptor);
  if (closesOutput) child.stdout?.destroy();
  const texts = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const [code] = (await once(child, "close")) as [number | null];
  const [output, errors] = await texts;
  return { code, output, errors };
}

function feed(stream: ChildProcess["stdio"][number], text: string | Uint8Array): void {
  if (stream === null || stream === undefined || !("write" in stream)) return;
  // The process may end without reading.
  stream.on("error", () => undefined);
  stream.end(text);
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  stream?.on("data", (chunk: Buffer) => {
    text += chunk.toString("utf8");
  });
  await new Promise<void>((resolve) => stream?.once("close", () => resolve()));
  return text;
}
