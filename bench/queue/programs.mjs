import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CONTENT, openUnit, RECIPIENT, SENDER } from "./bench_unit.mjs";

const TEXT = "x".repeat(900);
const POSTFIX_SENDMAIL = ["/usr/sbin/sendmail.postfix", "/usr/sbin/sendmail"].find(existsSync);
const MSMTP_QUEUE = "/usr/libexec/msmtp/msmtpqueue/msmtp-enqueue.sh";

/** The command as a person starts it. */
export const FIELDPOST = binary("fieldpost.js");

function binary(name) {
  return fileURLToPath(new URL(`../../packages/cli/bin/${name}`, import.meta.url));
}

/** Milliseconds that a program takes with a message on its standard input. */
export async function timeOf({ command, args, env = {} }, input = CONTENT) {
  const start = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ["pipe", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (bytes) => {
    complaint += bytes;
  });
  // A program that reads nothing may be gone before all of it is written.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [code] = await once(child, "close");
  if (code !== 0) {
    throw new Error(`Cannot measure ${command}: it ended with ${code}, ${complaint}`);
  }
  return performance.now() - start;
}

/** Programs that take one message each; those that are missing say why. */
export async function startPrograms(port) {
  const unit = await openUnit({ port });
  const folder = await mkdtemp(join(tmpdir(), "fieldpost-programs-"));
  const env = { FIELDPOST_HOME: unit.home };
  const programs = [
    {
      name: "`fieldpost sendmail`",
      command: process.execPath,
      args: [FIELDPOST, "sendmail", "--to", RECIPIENT, "--subject", "Boiler", "--body", TEXT],
      env,
    },
    {
      name: "Fieldpost as `sendmail`",
      command: process.execPath,
      args: [binary("fieldpost-sendmail.js"), "-f", SENDER, RECIPIENT],
      env,
    },
    await postfixProgram(folder),
    await msmtpProgram(folder, port),
    await msmtpQueueProgram(folder),
  ];
  return {
    programs: programs.filter(({ missing }) => missing === undefined),
    leftOut: programs.flatMap(({ name, missing }) =>
      missing === undefined ? [] : { name, missing },
    ),
    remove: async () => {
      await unit.remove();
      await rm(folder, { recursive: true });
    },
  };
}

/** Postfix's sendmail into a queue of its own, which nobody delivers. */
async function postfixProgram(folder) {
  const name = "Postfix's `sendmail` and `postdrop`";
  if (!existsSync("/usr/sbin/postdrop")) {
    return { name, missing: "apt-get install postfix brings it" };
  }
  if (process.getuid?.() !== 0) {
    return { name, missing: "postdrop takes another configuration only from root" };
  }
  const config = join(folder, "postfix");
  for (const part of ["postfix", "postfix-queue", "postfix-data"]) {
    await mkdir(join(folder, part));
  }
  await chmod(folder, 0o755);
  const lines = [
    ...["compatibility_level = 3.6", `queue_directory = ${join(folder, "postfix-queue")}`],
    ...[`data_directory = ${join(folder, "postfix-data")}`, "myhostname = unit7.example.com"],
    ...["alias_maps =", "alias_database =", "inet_interfaces = loopback-only"],
  ];
  await writeFile(join(config, "main.cf"), `${lines.join("\n")}\n`);
  await writeFile(join(config, "master.cf"), "");
  spawnSync("chown", ["postfix", join(folder, "postfix-data")]);
  const check = spawnSync("postfix", ["-c", config, "check"], { encoding: "utf8" });
  if (check.status !== 0) {
    return { name, missing: check.stderr.trim() };
  }
  return { name, command: POSTFIX_SENDMAIL, args: ["-C", config, "-f", SENDER, RECIPIENT] };
}

async function msmtpConfig(folder, port) {
  const path = join(folder, "msmtprc");
  await writeFile(path, `account default\nhost 127.0.0.1\nport ${port}\nfrom ${SENDER}\n`, {
    mode: 0o600,
  });
  return path;
}

/** msmtp has no queue of its own: it delivers while the caller waits, here to a server beside it. */
async function msmtpProgram(folder, port) {
  const name = "`msmtp`, which waits for the server";
  if (!existsSync("/usr/bin/msmtp")) {
    return { name, missing: "apt-get install msmtp brings it" };
  }
  const args = ["-C", await msmtpConfig(folder, port), RECIPIENT];
  return { name, command: "/usr/bin/msmtp", args };
}

async function msmtpQueueProgram(folder) {
  const name = "msmtp's script `msmtp-enqueue.sh`, which syncs nothing";
  if (!existsSync(MSMTP_QUEUE)) {
    return { name, missing: "apt-get install msmtp brings it" };
  }
  await mkdir(join(folder, ".msmtpqueue"), { mode: 0o700 });
  return { name, command: MSMTP_QUEUE, args: [RECIPIENT], env: { HOME: folder } };
}
