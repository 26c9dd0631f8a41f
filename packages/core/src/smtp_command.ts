/** A command line of SMTP in its two parts. */
export interface SmtpCommand {
  /** In upper case, `MAIL FROM` and `RCPT TO` included. */
  readonly verb: string;
  /** What follows, without blanks around it. */
  readonly argument: string;
}

/** A path of MAIL or RCPT and the parameters behind it. */
export interface SmtpPath {
  /** What stands in the angle brackets; empty for the null sender. */
  readonly path: string;
  /** Each parameter by its keyword in upper case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const COMMAND_REGEXP = /^(MAIL FROM|RCPT TO|[A-Z]+)(?::\s*|\s+|$)([\s\S]*)$/i;
const PATH_REGEXP = /^<((?:"(?:[^"\\]|\\[\s\S])*"|[^"<>])*)>(?:\s+(.*))?$/;

/**
 * Reads a command line, without its line end; what is no command has an empty verb.
 *
 * @see RFC 5321 section 4.1.1
 * @example Commands come in either case
 * ```ts
 * import { readSmtpCommand } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(readSmtpCommand("mail from:<>"), { verb: "MAIL FROM", argument: "<>" });
 * assert.deepEqual(readSmtpCommand("QUIT"), { verb: "QUIT", argument: "" });
 * assert.deepEqual(readSmtpCommand("250 ok"), { verb: "", argument: "250 ok" });
 * ```
 */
export function readSmtpCommand(line: string): SmtpCommand {
  const match = COMMAND_REGEXP.exec(line);
  if (match === null) return { verb: "", argument: line };
  const [, verb = "", argument = ""] = match;
  return { verb: verb.toUpperCase(), argument: argument.trim() };
}

/**
 * Reads the argument of MAIL or RCPT.
 *
 * @returns `undefined` if it is no path in angle brackets
 * @see RFC 5321 section 4.1.2
 * @example A parameter
 * ```ts
 * import { readSmtpPath } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const read = readSmtpPath("<ann@example.com> body=8BITMIME");
 * assert.equal(read?.path, "ann@example.com");
 * assert.equal(read?.parameters.get("BODY"), "8BITMIME");
 * ```
 */
export function readSmtpPath(argument: string): SmtpPath | undefined {
  const match = PATH_REGEXP.exec(argument);
  if (match === null) return undefined;
  const [, path = "", rest = ""] = match;
  const words = rest.split(/\s+/).filter((word) => word !== "");
  const parameters = words.map((word): [string, string] => {
    const [keyword = "", ...value] = word.split("=");
    return [keyword.toUpperCase(), value.join("=")];
  });
  return { path, parameters: new Map(parameters) };
}
