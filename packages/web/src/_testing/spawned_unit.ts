import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach } from "@jest/globals";

const LAUNCHER = fileURLToPath(new URL("../../../cli/bin/fieldpost.js", import.meta.url));
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The whole program in a process of its own: device, pages and console. */
export interface SpawnedUnit {
  readonly home: string;
  readonly url: string;
  readonly setupToken: string;
}

/** Starts `fieldpost serve` with its pages on a free port; it ends with the test. */
export async function spawnUnit(): Promise<SpawnedUnit> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-pages-"));
  ends.push(async () => await rm(home, { recursive: true }));
  const ports = join(home, "ports.json");
  const child = spawn(
    process.execPath,
    [LAUNCHER, "serve", "--json", "--http-port", "0", "--ports-file", ports],
    {
      env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  ends.push(async () => await stop(child));
  for await (const line of createInterface({ input: child.stdout })) {
    if ((JSON.parse(line) as { kind: string }).kind === "pages") break;
  }
  child.stdout.resume();
  const { url, setupToken } = JSON.parse(await readFile(ports, "utf8")) as SpawnedUnit;
  return { home, url, setupToken };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
