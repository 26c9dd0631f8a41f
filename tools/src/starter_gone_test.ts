import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "@jest/globals";

const DEVICE = fileURLToPath(new URL("../dist/demo_device.js", import.meta.url));

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** npm as a person starts it, with the device as the last command of a line. */
async function startByNpm() {
  const folder = await mkdtemp(join(tmpdir(), "fieldpost-test-"));
  folders.push(folder);
  const scripts = { start: `node -e 0 && node ${JSON.stringify(DEVICE)}` };
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, scripts }));
  const kept = await mkdtemp(join(folder, "kept-"));
  const cache = join(folder, "cache");
  const npm = spawn("npm", ["start", "--silent"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, TMPDIR: kept, npm_config_cache: cache },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { npm, kept };
}

async function shown(
  npm: ChildProcess & { readonly stdout: NodeJS.ReadableStream },
  words: string,
) {
  for await (const line of createInterface({ input: npm.stdout })) {
    if (line.includes(words)) return;
  }
  throw new Error(`Cannot see the device start: npm ended before it said "${words}"`);
}

describe("starterGone()", () => {
  it.each(["SIGKILL", "SIGTERM"] as const)(
    "starterGone() ends the demo device and removes what it kept when npm gets %s",
    async (signal) => {
      const { npm, kept } = await startByNpm();
      await shown(npm, "Ctrl-C ends it");
      expect(await readdir(kept)).not.toEqual([]);
      // Its output ends with the last process that could write to it, which is the device.
      const ended = once(npm.stdout.resume(), "close");
      npm.kill(signal);
      await ended;
      expect(await readdir(kept)).toEqual([]);
    },
  );
});
