import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** A server in a process of its own, asked over its channel. */
async function startOwn(name, path) {
  const child = fork(here(path), { execArgv: ["--expose-gc"] });
  const [{ port }] = await once(child, "message");
  return {
    name,
    port,
    ask: async (question) => {
      child.send(question);
      return (await once(child, "message"))[0];
    },
    cpuMs: () => cpuMs(child.pid),
    stop: () => stop(child),
  };
}

/** The processor time that a process has used, in steps of 10 ms; Linux only. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Resolves once somebody accepts and says its first word. */
export async function untilGreeted(port, host = "127.0.0.1") {
  for (let attempt = 0; attempt < 2000; attempt++) {
    const socket = connect(port, host);
    try {
      await once(socket, "data");
      return;
    } catch {
      await sleep(5);
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`Cannot reach port ${port}: nobody answered`);
}

/** A program that listens on a port that it is told. */
async function startProgram(name, command, args, port) {
  const child = spawn(command, args, { stdio: "ignore" });
  child.once("error", (error) => {
    process.stderr.write(
      `${command}: ${error.message}; apt-get install postfix brings smtp-sink\n`,
    );
    process.exit(1);
  });
  await untilGreeted(port);
  return { name, port, ask: undefined, cpuMs: () => cpuMs(child.pid), stop: () => stop(child) };
}

/** A server as it is seen from so far away: the way there and back takes so many milliseconds. */
export async function startFarAway(server, roundTripMs) {
  const child = fork(here("delayed_line.mjs"), [String(server.port), String(roundTripMs / 2)]);
  const [{ port }] = await once(child, "message");
  const name = `${server.name}, ${roundTripMs} ms away`;
  return { ...server, name, port, stop: () => stop(child) };
}

async function stop(child) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}

export const MAILDEV = here("../node_modules/maildev/dist/bin/maildev.js");

/** The contenders, each started by itself. */
export const SERVERS = [
  {
    name: "smtp-sink",
    start: async () => {
      const port = await freePort();
      // It refuses to run with root's rights.
      const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
      const args = [...user, `127.0.0.1:${port}`, "1024"];
      return startProgram("smtp-sink", "/usr/sbin/smtp-sink", args, port);
    },
  },
  {
    name: "smtp-server",
    start: () => startOwn("smtp-server", "smtp_server_server.mjs"),
  },
  {
    name: "MailDev",
    start: async () => {
      const port = await freePort();
      const args = [MAILDEV, "-s", String(port), "--ip", "127.0.0.1", "--disable-web", "--silent"];
      return startProgram("MailDev", process.execPath, args, port);
    },
  },
  {
    name: "mock-smtp",
    start: () => startOwn("mock-smtp", "mock_smtp_server.mjs"),
  },
];
