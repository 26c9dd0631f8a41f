import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createTransport } from "nodemailer";
import { runMockSmtp } from "./run_mock_smtp.ts";

const ANY_PORTS = ["--smtp-port", "0", "--submission-port", "0", "--smtps-port", "0"];

interface Run {
  readonly lines: string[];
  readonly errors: string[];
  /** Resolves with the line, when it has come. */
  line(pattern: RegExp): Promise<string>;
  end(): void;
  readonly status: Promise<number>;
}

function run(argv: readonly string[]): Run {
  const lines: string[] = [];
  const errors: string[] = [];
  const waiting = new Set<() => void>();
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const status = runMockSmtp(argv, {
    writeOutput: (text) => {
      lines.push(...text.trimEnd().split("\n"));
      for (const look of waiting) {
        look();
      }
    },
    writeError: (text) => errors.push(text),
    ended,
    version: "1.2.3",
  });
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = lines.find((it) => pattern.test(it));
        if (found !== undefined) {
          waiting.delete(look);
          resolve(found);
        }
      };
      waiting.add(look);
      look();
    });
  return { lines, errors, line, end, status };
}

let directory = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "mock-smtp-command-"));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe("runMockSmtp()", () => {
  it("writes its ports, tells of messages and failures, and ends when told", async () => {
    const portsFile = join(directory, "ports.json");
    const caFile = join(directory, "ca.pem");
    const usersFile = join(directory, "users.json");
    await writeFile(usersFile, JSON.stringify({ ann: "s3cret" }));
    const files = ["--ports-file", portsFile, "--ca-file", caFile, "--users", usersFile];
    const command = run([...ANY_PORTS, ...files]);
    await command.line(/^mock-smtp listens: smtp .*submission .*smtps /);
    const ports = JSON.parse(await readFile(portsFile, "utf8"));
    expect(Object.keys(ports)).toEqual(["smtp", "submission", "smtps", "ca"]);
    expect(ports.ca).toBe(await readFile(caFile, "utf8"));
    const send = (pass: string): Promise<unknown> =>
      createTransport({
        host: "localhost",
        port: ports.smtps,
        secure: true,
        tls: { ca: ports.ca },
        auth: { user: "ann", pass },
      }).sendMail({ from: "a@x.test", to: "b@x.test", subject: "Hi\u2028", text: "." });
    await send("s3cret");
    expect(await command.line(/^message/)).toMatch(
      /^message 1 from <a@x\.test> to b@x\.test, subject ".*", \d+ bytes, TLSv1\.3 TLS_\w+, login ann \(PLAIN\)$/,
    );
    await expect(send("wrong")).rejects.toThrow("535");
    expect(await command.line(/^session/)).toMatch(
      /^session 2 \(smtps\) failed at auth: .*reply 535/,
    );
    command.end();
    expect(await command.status).toBe(0);
    expect(command.lines.at(-1)).toBe("mock-smtp closed after 1 messages");
    expect(JSON.stringify(command.lines)).not.toContain("wrong");
  });

  it("speaks JSON and obeys faults and strictness", async () => {
    const faults = join(directory, "faults.json");
    await writeFile(faults, JSON.stringify([{ preset: "content-rejected", times: 1 }]));
    const command = run([...ANY_PORTS, "--json", "--strict", "--faults", faults]);
    const { smtp } = JSON.parse(await command.line(/listening/));
    const transport = createTransport({ port: smtp, ignoreTLS: true });
    const mail = { from: "a@x.test", to: "b@x.test", text: "." };
    await expect(transport.sendMail(mail)).rejects.toThrow("550");
    await transport.sendMail(mail);
    const bad = { envelope: { from: "a@x.test", to: "b@x.test" }, raw: "no header\r\n" };
    await expect(transport.sendMail(bad)).rejects.toThrow("554");
    expect(JSON.parse(await command.line(/"message"/))).toMatchObject({
      event: "message",
      sequence: 1,
      envelope: { from: "a@x.test", recipients: [{ address: "b@x.test" }] },
      tls: null,
      warnings: [],
    });
    expect(JSON.parse(await command.line(/session-failed/))).toMatchObject({
      listener: "smtp",
      failures: [{ stage: "end-of-data" }],
    });
    command.end();
    expect(await command.status).toBe(0);
  });

  it.each<[readonly string[], number, RegExp]>([
    [["--nope"], 64, /Unknown option '--nope'.*--help tells more/],
    [["--smtp-port", "x"], 64, /Cannot use --smtp-port "x": a number from 0 to 65535 is expected/],
    [["--smtp-port", "70000"], 64, /Cannot use --smtp-port "70000"/],
    [["--faults", "/nonexistent/f.json"], 66, /Cannot read \/nonexistent\/f\.json/],
    [["--faults", "package.json"], 65, /Cannot use package\.json: Cannot read faults/],
    [["--host", "192.0.2.1"], 69, /Cannot listen on 192\.0\.2\.1/],
    [["--ports-file", "/nonexistent/p.json"], 66, /Cannot write \/nonexistent\/p\.json/],
  ])("refuses %j with status %d", async (argv, status, message) => {
    const command = run([...ANY_PORTS, ...argv]);
    expect(await command.status).toBe(status);
    expect(command.errors.join("")).toMatch(message);
    expect(command.errors.join("").trimEnd().split("\n").length).toBe(1);
  });

  it("shows help and version", async () => {
    const help = run(["--help"]);
    expect(await help.status).toBe(0);
    expect(help.lines[0]).toMatch(/^mock-smtp: /);
    const version = run(["--version"]);
    expect(await version.status).toBe(0);
    expect(version.lines).toEqual(["mock-smtp 1.2.3"]);
  });
});

const BIN = join(import.meta.dirname, "../../bin/mock_smtp.js");

async function ready(child: ChildProcess): Promise<{ smtp: number }> {
  let output = "";
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    if (output.includes("\n")) {
      break;
    }
  }
  return JSON.parse(output.split("\n")[0] ?? "");
}

describe("mock-smtp", () => {
  it("ends sessions cleanly at SIGTERM", async () => {
    expect(existsSync(BIN)).toBe(true);
    const child = spawn(process.execPath, [BIN, ...ANY_PORTS, "--json"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exit = once(child, "exit");
    const { smtp } = await ready(child);
    const socket = connect(smtp, "127.0.0.1");
    let said = "";
    socket.on("data", (chunk) => {
      said += String(chunk);
      if (said.startsWith("220") && !said.includes("421")) {
        child.kill("SIGTERM");
      }
    });
    await once(socket, "end");
    socket.end();
    expect(said).toMatch(/421 4\.3\.2 Service shutting down\r\n$/);
    expect(await exit).toEqual([0, null]);
  });
});
