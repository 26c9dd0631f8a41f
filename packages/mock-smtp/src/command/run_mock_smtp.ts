import { readFile, rename, writeFile } from "node:fs/promises";
import type { FaultRule } from "../faults/fault_rule.ts";
import { parseFaults } from "../faults/fault_spec.ts";
import { type MockSmtp, startMockSmtp } from "../server/start_mock_smtp.ts";
import { type CommandOptions, parseCommandOptions, USAGE } from "./command_options.ts";
import { JSON_REPORT, portsFacts, type Report, TEXT_REPORT } from "./report_lines.ts";

/** What the command has of its surroundings. */
export interface CommandSurroundings {
  writeOutput(text: string): void;
  writeError(text: string): void;
  /** Resolves when it is time to end. */
  readonly ended: Promise<void>;
  readonly version: string;
}

/** The exit statuses of sysexits(3) that the command uses. */
export const EXIT = { ok: 0, usage: 64, badFile: 65, noFile: 66, unavailable: 69 } as const;

/**
 * Runs the command until it is told to end.
 *
 * Diagnostics: returns the exit status; a problem is said in one line on the error output. Files
 * are replaced whole, so nobody reads half a ports file.
 */
export async function runMockSmtp(
  argv: readonly string[],
  surroundings: CommandSurroundings,
): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options.wantsHelp || options.wantsVersion) {
      surroundings.writeOutput(options.wantsHelp ? USAGE : `mock-smtp ${surroundings.version}\n`);
      return EXIT.ok;
    }
    await serve(options, surroundings);
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommandProblem) {
      surroundings.writeError(`mock-smtp: ${error.message}\n`);
      return error.status;
    }
    throw error;
  }
}

/** A reason not to run, with the exit status that it has. */
class CommandProblem extends Error {
  readonly status: number;

  constructor(status: number, message: string, cause: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

function readOptions(argv: readonly string[]): CommandOptions {
  try {
    return parseCommandOptions(argv);
  } catch (error) {
    throw new CommandProblem(EXIT.usage, `${messageOf(error)}; --help tells more`, error);
  }
}

async function serve(options: CommandOptions, surroundings: CommandSurroundings): Promise<void> {
  const report = options.isJson ? JSON_REPORT : TEXT_REPORT;
  const say = (line: string): void => surroundings.writeOutput(`${line}\n`);
  const counts = { messages: 0 };
  const server = await start(options, report, (line, isMessage) => {
    counts.messages += isMessage ? 1 : 0;
    say(line);
  });
  try {
    await writeFacts(options, server);
    say(report.listening(server));
    await surroundings.ended;
  } finally {
    await server.close();
  }
  say(report.closed(server, counts.messages));
}

async function start(
  options: CommandOptions,
  report: Report,
  say: (line: string, isMessage: boolean) => void,
): Promise<MockSmtp> {
  const { host, smtpPort, submissionPort, smtpsPort, sizeLimitBytes } = options;
  const users = await readUsers(options.usersFile);
  const faults = await readFaults(options.faultsFile);
  try {
    return await startMockSmtp({
      listeners: [
        { name: "smtp", tls: "none", host, port: smtpPort },
        { name: "submission", tls: "starttls", host, port: submissionPort },
        { name: "smtps", tls: "implicit", host, port: smtpsPort },
      ],
      strict: options.isStrict,
      faults,
      ...(users === undefined ? {} : { users }),
      ...(sizeLimitBytes === undefined ? {} : { sizeLimitBytes }),
      onMessage: (message) => say(report.message(message), true),
      onSessionEnd: (session) => {
        if (session.failures.length > 0) {
          say(report.failedSession(session), false);
        }
      },
    });
  } catch (error) {
    const hint = "0 as a port takes any that is free";
    const text = `Cannot listen on ${host}: ${messageOf(error)}; ${hint}`;
    throw new CommandProblem(EXIT.unavailable, text, error);
  }
}

async function readUsers(file: string | undefined): Promise<Record<string, string> | undefined> {
  const text = await readInput(file);
  return text === undefined ? undefined : interpret(file, () => parseUsers(text));
}

function parseUsers(text: string): Record<string, string> {
  const users: unknown = JSON.parse(text);
  if (typeof users !== "object" || users === null || Array.isArray(users)) {
    throw new SyntaxError("Cannot read the users: an object of user names and secrets is expected");
  }
  const entries = Object.entries(users).map(([user, secret]: [string, unknown]) => {
    if (typeof secret !== "string") {
      throw new SyntaxError(`Cannot read the secret of "${user}": a string is expected`);
    }
    return [user, secret] as const;
  });
  return Object.fromEntries(entries);
}

async function readFaults(file: string | undefined): Promise<readonly FaultRule[]> {
  const text = await readInput(file);
  return text === undefined ? [] : interpret(file, () => parseFaults(text));
}

async function readInput(file: string | undefined): Promise<string | undefined> {
  try {
    return file === undefined ? undefined : await readFile(file, "utf8");
  } catch (error) {
    throw new CommandProblem(EXIT.noFile, `Cannot read ${file}: ${messageOf(error)}`, error);
  }
}

function interpret<T>(file: string | undefined, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new CommandProblem(EXIT.badFile, `Cannot use ${file}: ${messageOf(error)}`, error);
  }
}

async function writeFacts(options: CommandOptions, server: MockSmtp): Promise<void> {
  const ports = `${JSON.stringify(portsFacts(server), null, 2)}\n`;
  await replaceFile(options.caFile, server.ca);
  await replaceFile(options.portsFile, ports);
}

async function replaceFile(file: string | undefined, text: string): Promise<void> {
  if (file === undefined) {
    return;
  }
  try {
    const temporary = `${file}.${process.pid}.tmp`;
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    throw new CommandProblem(EXIT.noFile, `Cannot write ${file}: ${messageOf(error)}`, error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
