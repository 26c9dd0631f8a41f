import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const LAUNCHER = fileURLToPath(new URL("../../../cli/bin/fieldpost.js", import.meta.url));

/** Runs the built command as a user does; what it printed follows its exit code. */
export async function runFieldpost(
  home: string,
  argv: readonly string[],
  input = "",
): Promise<string> {
  const env = { PATH: process.env["PATH"], FIELDPOST_HOME: home };
  const child = spawn(process.execPath, [LAUNCHER, ...argv], { env, stdio: "pipe" });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  // The process may end without reading.
  child.stdin.on("error", () => undefined).end(input);
  const [code] = await once(child, "close");
  return `${code} ${printed}`;
}
