import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { chmod, chown, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createTestAuthority } from "@fieldpost/mock-smtp";
import { USER } from "./delivery.ts";
import { startGreylistPolicy } from "./greylist_policy.ts";
import {
  MAIL_OWNER,
  mailboxOf,
  type PostfixLayout,
  type PostfixService,
  renderDovecotConfig,
  renderMainConfig,
  renderMasterConfig,
} from "./postfix_config.ts";
import { watchedFile } from "./watched_file.ts";

const run = promisify(execFile);
const STOP_LIMIT_MS = 5000;

/** Why Postfix and Dovecot cannot be started on this machine; `undefined` when they can. */
export function postfixObstacle(): string | undefined {
  if (process.platform !== "linux") return "this is not Linux";
  if (process.getuid?.() !== 0) return "Postfix starts only as root";
  const missing = ["postfix", "dovecot"].filter(
    (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0,
  );
  if (missing.length > 0) return `there is no ${missing.join(" and no ")}`;
  const version = spawnSync("dovecot", ["--version"], { encoding: "utf8" }).stdout.trim();
  // Dovecot 2.4 reads another language of settings.
  return version.startsWith("2.3.")
    ? undefined
    : `Dovecot is ${version}, and not of the 2.3 series`;
}

/** Debian's Postfix with Dovecot's login service, on loopback, in a folder of its own. */
export interface PostfixServer {
  /** The authority of its certificate, PEM. */
  readonly ca: string;
  readonly ports: Readonly<Record<PostfixService, number>>;
  readonly log: () => Promise<string>;
  /** Waits until a line of the log matches, and gives it. */
  readonly logged: (pattern: RegExp) => Promise<string>;
  /** Waits until a session with a line that matches has ended, and gives what was logged of it. */
  readonly session: (pattern: RegExp) => Promise<readonly string[]>;
  /** What lies in the Maildir of an address. */
  readonly mail: (address: string) => Promise<readonly Buffer[]>;
  readonly close: () => Promise<void>;
}

/**
 * Starts Postfix and Dovecot with the given login and a Maildir for each address.
 *
 * @throws {Error} With the log, when one of them does not start
 */
export async function startPostfix(options: {
  readonly secret: string;
  readonly addresses: readonly string[];
}): Promise<PostfixServer> {
  const folder = mkdtempSync(join(tmpdir(), "fieldpost-postfix-"));
  const policy = await startGreylistPolicy();
  const programs: ChildProcess[] = [];
  const close = async () => {
    for (const program of programs.splice(0).reverse()) await stop(program);
    await policy.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const ports = await freePorts();
    const layout = { folder, ports, policyPort: policy.port, addresses: options.addresses };
    const ca = await lay(layout, options.secret);
    await run("postfix", ["-c", join(folder, "config"), "check"]);
    programs.push(await startDovecot(folder), await startMaster(folder));
    return { ca, ports, ...evidenceIn(folder), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Writes every file; returns the authority's certificate. */
async function lay(layout: PostfixLayout, secret: string): Promise<string> {
  const { folder } = layout;
  const authority = createTestAuthority();
  const issued = authority.issue();
  // The daemons are other users.
  await chmod(folder, 0o755);
  for (const name of ["config", "queue", "data", "mail", "dovecot"]) {
    await mkdir(join(folder, name));
  }
  const files: Readonly<Record<string, string>> = {
    "config/main.cf": renderMainConfig(layout),
    "config/master.cf": renderMasterConfig(layout),
    "config/chain.pem": `${issued.privateKey}${issued.certificate}`,
    "config/dovecot.conf": renderDovecotConfig(folder),
    users: `${USER}:{PLAIN}${secret}\n`,
    maillog: "",
    "dovecot.log": "",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await chown(join(folder, "mail"), MAIL_OWNER, MAIL_OWNER);
  await run("chown", ["postfix", join(folder, "data")]);
  await run("chown", ["dovecot", join(folder, "users")]);
  return authority.certificate;
}

async function startDovecot(folder: string): Promise<ChildProcess> {
  const args = ["-F", "-c", join(folder, "config/dovecot.conf")];
  return await startProgram("dovecot", args, {
    path: join(folder, "dovecot.log"),
    sign: /starting up/,
  });
}

/** The master daemon itself and not `postfix start`: a program of ours, to be stopped by its id. */
async function startMaster(folder: string): Promise<ChildProcess> {
  const config = join(folder, "config");
  const { stdout } = await run("postconf", ["-c", config, "-h", "daemon_directory"]);
  return await startProgram(join(stdout.trim(), "master"), ["-c", config, "-s"], {
    path: join(folder, "maillog"),
    sign: /daemon started/,
  });
}

async function startProgram(
  command: string,
  args: readonly string[],
  log: { readonly path: string; readonly sign: RegExp },
): Promise<ChildProcess> {
  const program = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [program.stdout, program.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const ended = once(program, "close").then(([code]) => `${command} ended with ${code}. ${said}`);
  try {
    await watchedFile({
      path: log.path,
      what: `the start of ${command}`,
      find: (text) => (log.sign.test(text) ? true : undefined),
      ended,
    });
  } catch (error) {
    await stop(program);
    throw error;
  }
  return program;
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null || program.pid === undefined) return;
  const ended = once(program, "exit");
  program.kill("SIGTERM");
  const limit = setTimeout(() => program.kill("SIGKILL"), STOP_LIMIT_MS);
  await ended.finally(() => clearTimeout(limit));
}

function evidenceIn(folder: string): Pick<PostfixServer, "log" | "logged" | "session" | "mail"> {
  const path = join(folder, "maillog");
  const seek = <T>(pattern: RegExp, find: (lines: readonly string[]) => T | undefined) =>
    watchedFile({ path, what: `${pattern}`, find: (text) => find(text.split("\n")) });
  return {
    log: () => readFile(path, "utf8"),
    logged: (pattern) => seek(pattern, (lines) => lines.find((line) => pattern.test(line))),
    session: (pattern) => seek(pattern, (lines) => sessionWith(pattern, lines)),
    mail: async (address) => {
      const fresh = join(folder, "mail", mailboxOf(address), "new");
      const names = await readdir(fresh).catch(() => []);
      return await Promise.all(names.sort().map((name) => readFile(join(fresh, name))));
    },
  };
}

/** The lines of the one process from "connect from" to "disconnect from", without their beginning. */
function sessionWith(pattern: RegExp, lines: readonly string[]): readonly string[] | undefined {
  const line = lines.find((each) => pattern.test(each));
  const process = line === undefined ? undefined : /smtpd\[\d+\]: /.exec(line)?.[0];
  if (line === undefined || process === undefined) return undefined;
  const own = lines.filter((each) => each.includes(process));
  const words = own.map((each) => each.slice(each.indexOf(process) + process.length));
  const at = own.indexOf(line);
  const start = words.findLastIndex((each, index) => index <= at && each.startsWith("connect "));
  const end = words.findIndex((each, index) => index >= at && each.startsWith("disconnect "));
  return end < 0 ? undefined : words.slice(start, end + 1);
}

async function freePorts(): Promise<Record<PostfixService, number>> {
  const [relay, submission, submissions, anonymous] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  return { relay, submission, submissions, anonymous };
}

/**
 * A port that nobody gets by chance before Postfix listens there: the system hands out ports above
 * these for port 0 and for outgoing connections.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_240, 32_768);
    const server = createServer();
    const isFree = new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false)).once("listening", () => resolve(true));
    });
    server.listen(port, "127.0.0.1");
    if (!(await isFree)) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
