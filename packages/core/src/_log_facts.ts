import type { TlsMode } from "./connection_plan.ts";

/** What a log says about the connection it is about. */
export interface LogFacts {
  host?: string | undefined;
  port?: number | undefined;
  username?: string | undefined;
  from?: string | undefined;
  heloName?: string | undefined;
  mode?: TlsMode | undefined;
}

const PORT_REGEXP = /:(25|465|587|2465|2525|2587)(?!\d)/;
const HOST_BEFORE_REGEXP =
  /([a-z0-9](?:[a-z0-9.-]{0,252}))(?:\[[^\]\s]{1,45}\]| \[[^\]\s]{1,45}\])?$/i;
const BEFORE_LIMIT = 320;

const FIELD_REGEXPS: readonly (readonly [key: "host" | "port" | "username" | "from", RegExp])[] = [
  ["host", /\bhost(?:name)?["']?\s{0,4}[:=]\s{0,4}["']?([a-z0-9][a-z0-9.-]{2,252})/i],
  ["host", /connect: (?:to )?\('([^']{1,253})'/],
  ["host", /(?:server|proxy) ([a-z0-9][a-z0-9.-]{2,252})\[[0-9a-f.:]{3,45}\]/i],
  ["host", /^(?:[^\d]{0,40})?220[ -]([a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,8})/i],
  ["port", /\bport["']?\s{0,4}[:= ]\s{0,4}["']?(\d{1,5})\b/i],
  ["port", /connect: (?:to )?\('[^']{1,253}', (\d{1,5})\)/],
  ["username", /\buser(?:name)?["']?\s{0,4}[:=]\s{0,4}["']?([^\s"',;@]{1,64}@[a-z0-9.-]{1,253})/i],
  ["from", /MAIL FROM:\s?<([^\s<>]{1,320})>/i],
  ["from", /\bfrom=<?([^\s<>,;]{1,64}@[a-z0-9.-]{1,253})/i],
];

/** Reads what one line says about the connection. */
export function readLogFacts(line: string): LogFacts {
  const facts: LogFacts = { ...hostAndPortOf(line) };
  for (const [key, pattern] of FIELD_REGEXPS) {
    const value = pattern.exec(line)?.[1];
    if (value === undefined || facts[key] !== undefined) continue;
    if (key === "port") facts.port = portOf(value);
    else facts[key] = value;
  }
  const hello = /\b(?:EHLO|HELO) ([^\s'"\\]{1,255})/i.exec(line)?.[1];
  if (hello !== undefined && !/^command/i.test(hello)) facts.heloName = hello;
  const mode = modeOf(line);
  if (mode !== undefined) facts.mode = mode;
  return facts;
}

function hostAndPortOf(line: string): LogFacts {
  const found = PORT_REGEXP.exec(line);
  if (found === null) return {};
  const before = line.slice(Math.max(0, found.index - BEFORE_LIMIT), found.index);
  const host = HOST_BEFORE_REGEXP.exec(before)?.[1];
  const port = Number(found[1]);
  return host === undefined ? {} : { host: host.toLowerCase(), port };
}

function portOf(text: string): number | undefined {
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** How the connection began, in the words of nodemailer, PHPMailer and msmtp. */
function modeOf(line: string): TlsMode | undefined {
  if (/\bsecure["']?: ?true\b|\bssl:\/\//.test(line)) return "implicit";
  return /\btls=off\b/.test(line) ? "plain" : undefined;
}
