import { parseArgs } from "node:util";

/** What `mock-smtp` was told on its command line. */
export interface CommandOptions {
  readonly host: string;
  readonly smtpPort: number;
  readonly submissionPort: number;
  readonly smtpsPort: number;
  readonly portsFile: string | undefined;
  readonly caFile: string | undefined;
  readonly faultsFile: string | undefined;
  readonly usersFile: string | undefined;
  readonly sizeLimitBytes: number | undefined;
  readonly isStrict: boolean;
  readonly isJson: boolean;
  readonly wantsHelp: boolean;
  readonly wantsVersion: boolean;
}

const OPTIONS = {
  host: { type: "string" },
  "smtp-port": { type: "string" },
  "submission-port": { type: "string" },
  "smtps-port": { type: "string" },
  "ports-file": { type: "string" },
  "ca-file": { type: "string" },
  faults: { type: "string" },
  users: { type: "string" },
  "size-limit": { type: "string" },
  strict: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** How to use the command. */
export const USAGE = `mock-smtp: a capture SMTP server. It accepts mail, delivers none, and tells what came.

Usage: mock-smtp [options]

  --smtp-port N        port in clear                      (1025; 0 takes any that is free)
  --submission-port N  port with STARTTLS                 (1587)
  --smtps-port N       port with TLS from the first byte  (1465)
  --host ADDRESS       address to listen on               (127.0.0.1)
  --ports-file FILE    write { "smtp", "submission", "smtps", "ca" } once it listens;
                       ca is the test authority's certificate (PEM)
  --ca-file FILE       write that certificate to a file of its own
  --users FILE         JSON { "user": "secret" }; without it any login is good
  --faults FILE        JSON list of faults
  --size-limit BYTES   the largest message                (52428800)
  --strict             refuse what is irregular, rather than note it
  --json               one JSON object per line
  --help, --version

One line per message and per failed session goes to standard output. SIGTERM and SIGINT let
transactions under way finish and end all sessions.
`;

/**
 * Reads the command line.
 *
 * @throws {TypeError} If an option is unknown or has no value.
 * @throws {RangeError} If a number is none.
 */
export function parseCommandOptions(argv: readonly string[]): CommandOptions {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true });
  return {
    host: values.host ?? "127.0.0.1",
    smtpPort: readPort("--smtp-port", values["smtp-port"], 1025),
    submissionPort: readPort("--submission-port", values["submission-port"], 1587),
    smtpsPort: readPort("--smtps-port", values["smtps-port"], 1465),
    portsFile: values["ports-file"],
    caFile: values["ca-file"],
    faultsFile: values.faults,
    usersFile: values.users,
    sizeLimitBytes: readNumber("--size-limit", values["size-limit"], Number.MAX_SAFE_INTEGER),
    isStrict: values.strict ?? false,
    isJson: values.json ?? false,
    wantsHelp: values.help ?? false,
    wantsVersion: values.version ?? false,
  };
}

function readPort(name: string, text: string | undefined, otherwise: number): number {
  return readNumber(name, text, 65_535) ?? otherwise;
}

function readNumber(name: string, text: string | undefined, largest: number): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,15}$/.test(text) || Number(text) > largest) {
    throw new RangeError(`Cannot use ${name} "${text}": a number from 0 to ${largest} is expected`);
  }
  return Number(text);
}
