import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** How a client comes in. */
export type ClientChannel = "none" | "starttls" | "implicit";

/** Where a client delivers to, and what. */
export interface Delivery {
  readonly channel: ClientChannel;
  readonly port: number;
  /** The certificate to trust, in a file. */
  readonly caFile: string;
  /** The message, in a file. */
  readonly messageFile: string;
  readonly message: string;
  readonly recipient: string;
}

/** A program with what its tests need. */
export interface RealClient {
  readonly program: string;
  /** The Debian packages that bring it, with what it needs for TLS. */
  readonly packages: string;
  /** A command that fails where something is missing that the program needs. */
  readonly probe?: readonly [string, ...string[]];
  readonly channels: readonly ClientChannel[];
  /** `null` for one that cannot log in. */
  readonly mechanism: string | null;
  /** Whether what it sends is the message that it was given. */
  readonly isExact: boolean;
  command(delivery: Delivery): ClientCommand;
}

/** Arguments, and what is handed in on standard input. */
export interface ClientCommand {
  readonly args: readonly string[];
  readonly input: string;
}

const ALL: readonly ClientChannel[] = ["none", "starttls", "implicit"];
const TIME_LIMIT_MS = 300_000;
/** Where Debian keeps smtp-source, which is in few users' paths. */
const SYSTEM_FOLDERS: readonly string[] = ["/usr/sbin", "/usr/local/sbin"];

/** The programs that deliver to us, each in its own way. */
export const REAL_CLIENTS: readonly RealClient[] = [
  {
    program: "swaks",
    packages: "swaks libnet-ssleay-perl",
    probe: ["perl", "-MNet::SSLeay", "-e", "1"],
    channels: ALL,
    mechanism: "LOGIN",
    isExact: true,
    command: swaks,
  },
  {
    program: "msmtp",
    packages: "msmtp",
    channels: ALL,
    mechanism: "SCRAM-SHA-256",
    isExact: true,
    command: msmtp,
  },
  {
    program: "curl",
    packages: "curl",
    channels: ALL,
    mechanism: "PLAIN",
    isExact: true,
    command: curl,
  },
  {
    program: "smtp-source",
    packages: "postfix",
    channels: ["none"],
    mechanism: null,
    isExact: false,
    command: smtpSource,
  },
  {
    program: "python3",
    packages: "python3",
    channels: ALL,
    mechanism: "CRAM-MD5",
    isExact: true,
    command: python,
  },
  {
    program: "openssl",
    packages: "openssl",
    channels: ["starttls", "implicit"],
    mechanism: "PLAIN",
    isExact: true,
    command: openssl,
  },
];

/** Where a program is, `undefined` if it is nowhere. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...SYSTEM_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Whether a client is on this machine with all that it needs. */
export function isPresent({ program, probe }: RealClient): boolean {
  const [command, ...args] = probe ?? [];
  return (
    findProgram(program) !== undefined &&
    (command === undefined || spawnSync(command, args, { stdio: "ignore" }).status === 0)
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a program to its end; the result is its status and everything that it said. */
export async function runProgram(path: string, command: ClientCommand): Promise<string> {
  const child = spawn(path, command.args, { stdio: "pipe", timeout: TIME_LIMIT_MS });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += String(chunk);
    });
  }
  // A program that ends without reading its input breaks the pipe.
  child.stdin.on("error", () => {});
  child.stdin.end(command.input);
  const status = await new Promise((resolve) => child.once("close", resolve));
  return `${status}\n${output}`;
}

function swaks({ channel, port, caFile, messageFile, recipient }: Delivery): ClientCommand {
  const tls = {
    none: [],
    starttls: ["--tls", "--tls-verify", "--tls-ca-path", caFile, "--tls-sni", "localhost"],
    implicit: [
      "--tls-on-connect",
      "--tls-verify",
      "--tls-ca-path",
      caFile,
      "--tls-sni",
      "localhost",
    ],
  }[channel];
  return {
    input: "",
    args: [
      ...["--server", "localhost", "--port", String(port), ...tls],
      ...["--from", "a@x.test", "--to", recipient, "--data", `@${messageFile}`],
      ...["--auth", "LOGIN", "--auth-user", "ann", "--auth-password", "s3cret"],
    ],
  };
}

function msmtp({ channel, port, caFile, message, recipient }: Delivery): ClientCommand {
  const tls = {
    none: ["--tls=off"],
    starttls: ["--tls=on", "--tls-starttls=on", `--tls-trust-file=${caFile}`],
    implicit: ["--tls=on", "--tls-starttls=off", `--tls-trust-file=${caFile}`],
  }[channel];
  return {
    input: message,
    args: [
      ...["--host=localhost", `--port=${port}`, ...tls, "--auth=scram-sha-256", "--user=ann"],
      ...["--passwordeval=echo s3cret", "--from=a@x.test", "--set-from-header=off"],
      ...["--set-date-header=off", "--set-msgid-header=off", recipient],
    ],
  };
}

function curl({ channel, port, caFile, messageFile, recipient }: Delivery): ClientCommand {
  const scheme = channel === "implicit" ? "smtps" : "smtp";
  return {
    input: "",
    args: [
      ...["--silent", "--show-error", "--url", `${scheme}://localhost:${port}/client.test`],
      ...(channel === "starttls" ? ["--ssl-reqd"] : []),
      ...["--cacert", caFile, "--crlf", "--upload-file", messageFile],
      ...["--login-options", "AUTH=PLAIN", "--user", "ann:s3cret"],
      ...["--mail-from", "a@x.test", "--mail-rcpt", recipient],
    ],
  };
}

function smtpSource({ port, recipient }: Delivery): ClientCommand {
  const args = ["-c", "-m", "1", "-l", "3000", "-f", "a@x.test", "-t", recipient];
  return { input: "", args: [...args, `127.0.0.1:${port}`] };
}

const PYTHON_SCRIPT = `
import smtplib, ssl, sys
channel, port, ca, message, recipient = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
if channel == "implicit":
    client = smtplib.SMTP_SSL("localhost", int(port), context=context)
else:
    client = smtplib.SMTP("localhost", int(port))
if channel == "starttls":
    client.starttls(context=context)
client.ehlo()
client.user, client.password = "ann", "s3cret"
client.auth("CRAM-MD5", client.auth_cram_md5)
client.sendmail("a@x.test", [recipient], open(message).read())
client.quit()
`;

function python({ channel, port, caFile, messageFile, recipient }: Delivery): ClientCommand {
  const args = ["-", channel, String(port), caFile, messageFile, recipient];
  return { input: PYTHON_SCRIPT, args };
}

/** It says everything at once, without waiting for a single reply. */
function openssl({ channel, port, caFile, message, recipient }: Delivery): ClientCommand {
  const response = Buffer.from("\0ann\0s3cret").toString("base64");
  const stuffed = message.replaceAll(/^\./gm, "..");
  const start = ["EHLO client.test", `AUTH PLAIN ${response}`, "MAIL FROM:<a@x.test>"];
  const lines = [...start, `RCPT TO:<${recipient}>`, "DATA", `${stuffed}.`, "QUIT", ""];
  return {
    input: lines.join("\n"),
    args: [
      ...["s_client", "-crlf", "-quiet", "-ign_eof", "-connect", `localhost:${port}`],
      ...(channel === "starttls" ? ["-starttls", "smtp"] : []),
      ...["-CAfile", caFile, "-verify_return_error", "-verify_hostname", "localhost"],
      ...["-servername", "localhost"],
    ],
  };
}
