import { Secret } from "@fieldpost/core";
import type { Arguments } from "./arguments.ts";
import { CliFailure } from "./cli_failure.ts";
import type { Io, LineAnswer } from "./io.ts";

/** The options of which at most one says where a password comes from. */
export const PASSWORD_OPTIONS = [
  "password",
  "password-stdin",
  "password-fd",
  "clear-password",
] as const;

const LIMIT_BYTES = 64 * 1024;
const ATTEMPTS = 3;

/**
 * Reads the password from where the options say; `undefined` when they do not say.
 *
 * @throws {CliFailure} `usage`, `input-invalid` or `interrupted`; never with the password in it
 */
export async function readPassword(words: Arguments, io: Io): Promise<Secret | undefined> {
  words.allowOneOf(PASSWORD_OPTIONS);
  if (words.has("password")) return await askPassword(io);
  if (words.has("password-stdin")) {
    if (io.isInputTerminal) {
      const why = "standard input is a terminal, which would show it";
      throw new CliFailure("usage", `Cannot read the password: ${why}, --password asks for it`);
    }
    return secretOf(await io.readInput(LIMIT_BYTES));
  }
  const descriptor = words.value("password-fd");
  return descriptor === undefined ? undefined : await readFromDescriptor(descriptor, io);
}

/**
 * Asks for a password twice, without showing it, until both answers agree.
 *
 * @throws {CliFailure} `usage` where nobody can be asked, `interrupted`, `input-invalid`
 */
export async function askPassword(io: Io): Promise<Secret> {
  if (!io.isInteractive) {
    throw new CliFailure(
      "usage",
      "Cannot ask for the password: there is no terminal, --password-stdin or --password-fd is accepted",
    );
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const first = textOf(await io.readSecretLine("Password: "));
    if (first === "") throw emptyPassword();
    if (first === textOf(await io.readSecretLine("Password again: "))) return new Secret(first);
    io.writeError("The two are not the same.\n");
  }
  throw new CliFailure(
    "input-invalid",
    "Cannot store the password: it was not typed the same twice, nothing was changed",
  );
}

function textOf(answer: LineAnswer): string {
  if (answer.kind === "line") return answer.text;
  throw new CliFailure(
    "interrupted",
    "Cannot store the password: interrupted, nothing was changed",
  );
}

async function readFromDescriptor(text: string, io: Io): Promise<Secret> {
  if (!/^\d{1,6}$/.test(text)) {
    throw new CliFailure(
      "usage",
      "Cannot use --password-fd: its value is no number of a descriptor, 0 or 3 and above are accepted",
    );
  }
  try {
    return secretOf(await io.readDescriptor(Number(text), LIMIT_BYTES));
  } catch (error) {
    if (error instanceof CliFailure) throw error;
    throw new CliFailure(
      "input-invalid",
      `Cannot read the password: descriptor ${text} is not open for reading, an open one is accepted`,
      { cause: error },
    );
  }
}

/** One line, with or without its end. */
function secretOf(bytes: Uint8Array | undefined): Secret {
  if (bytes === undefined) throw unusable(`it has more than ${LIMIT_BYTES} octets`);
  const text = tryDecode(bytes)?.replace(/\r?\n$/, "");
  if (text === undefined) throw unusable("it is not UTF-8");
  if (text === "") throw emptyPassword();
  if (/[\r\n]/.test(text)) throw unusable("it has more than one line");
  return new Secret(text);
}

function tryDecode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unusable(why: string): CliFailure {
  return new CliFailure(
    "input-invalid",
    `Cannot store the password: ${why}, one line of UTF-8 is accepted`,
  );
}

function emptyPassword(): CliFailure {
  return new CliFailure(
    "input-invalid",
    "Cannot store the password: it is empty, --clear-password forgets the one that is stored",
  );
}
