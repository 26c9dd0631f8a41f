import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const LAUNCHER = fileURLToPath(new URL("../../packages/cli/bin/fieldpost.js", import.meta.url));
const ANSWERER = new URL("./answer_live_heap.js", import.meta.url).href;

/** `fieldpost serve` in a process of its own, whose memory can be looked at. */
export class ServedUnit {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts it; resolves when its pages are there. */
  static async start(home: string): Promise<ServedUnit> {
    const portsFile = join(home, "ports.json");
    const words = ["serve", "--json", "--http-port", "0", "--ports-file", portsFile];
    const argv = ["--expose-gc", "--import", ANSWERER, LAUNCHER, ...words];
    const child = spawn(process.execPath, argv, {
      env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    for await (const line of lines) {
      const { kind, url = "" } = JSON.parse(line) as { kind: string; url?: string };
      if (kind !== "pages") continue;
      child.stdout?.resume();
      return new ServedUnit(child, url);
    }
    throw new Error("Cannot serve the pages: the process has ended");
  }

  /** What the process holds in memory at this moment, in MiB, as Linux tells it. */
  async residentMib(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, "utf8").catch(() => "");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  }

  /** What is alive in its heap, in MiB; everything else is collected for that. */
  async liveMib(): Promise<number> {
    const answered = once(this.#child, "message");
    this.#child.send("collect");
    const [{ liveBytes }] = (await answered) as [{ readonly liveBytes: number }];
    return liveBytes / 1024 / 1024;
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }
}
