import { type DialogueLine, isCommand, readDialogueLine } from "./_log_dialect.ts";
import { maskFields } from "./_log_fields.ts";
import { logStart } from "./_log_start.ts";
import { tryDecodeBase64 } from "./base64.ts";
import { SecretMask } from "./secret_mask.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Characters of a log that are read; of a longer one the end, because the newest stands there. */
export const LOG_LIMIT: number = 1_048_576;

const LINE_LIMIT = 16_384;
const MASK = "****";
/** Secrets that are looked for in the rest of the log. */
const LEARNED_LIMIT = 8;
const LEARNED_MIN_LENGTH = 4;
const BLOB_LIMIT = 4096;

const AUTH_REGEXP = /^(AUTH\s{1,4}([A-Z0-9_-]{3,30}))\s{1,4}(\S[\s\S]*)$/i;
const AUTH_INSIDE_REGEXP = /\b(AUTH[ =]([A-Z0-9_-]{3,30}) )([A-Za-z0-9+/=]{4,})/gi;
const MECHANISM_REGEXP =
  /^(?:PLAIN|LOGIN|CRAM-MD5|DIGEST-MD5|NTLM|GSSAPI|EXTERNAL|XOAUTH2?|OAUTHBEARER|SCRAM-[A-Z0-9-]{3,20}|PLAIN-CLIENTTOKEN|XYMCOOKIE)$/i;
const BLOB_REGEXP = /[A-Za-z0-9+/]{8,}={0,2}/g;
/** Something that is no base64 may stick to the end of a blob. */
const PLAIN_START_REGEXP = /^\0[^\0-\x1f\x7f\ufffd]{1,255}\0[^\0-\x1f\x7f\ufffd]/;
const BARE_BLOB_REGEXP = /^\s{0,80}[A-Za-z0-9+/]{2,}={0,2}\s{0,4}$/;

/**
 * Removes the secrets from a log of any mail program, as far as their place gives them away: AUTH
 * lines and the answers after them, base64 of a PLAIN login, fields and options for a password,
 * URLs with one, bearer tokens; and then the same secrets wherever else they stand.
 *
 * A secret that stands nowhere in such a place cannot be known: look before you pass a log on.
 *
 * @example A login in a transcript
 * ```ts
 * import { redactLog } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const log = "C: AUTH PLAIN AGpvZQBodW50ZXIy\nS: 535 no hunter2 here";
 * assert.equal(redactLog(log), "C: AUTH PLAIN ****\nS: 535 no **** here");
 * ```
 */
export function redactLog(log: string): string {
  const isCut = log.length > LOG_LIMIT;
  const redactor = new LogRedactor(isCut);
  const lines = log.slice(logStart(log, LOG_LIMIT)).split("\n");
  return redactor.cleanOf(lines.map((line) => redactor.redact(line)).join("\n"));
}

class LogRedactor {
  readonly #learned = new Set<string>();
  /** A login is under way: what the client says is an answer in it. */
  #isInLogin: boolean;
  #mechanism = "";
  #answers = 0;

  /** A log that was cut may begin in the middle of a login. */
  constructor(isCut: boolean) {
    this.#isInLogin = isCut;
  }

  redact(line: string): string {
    if (line.length < 4) return line;
    const whole = line.endsWith("\r") ? line.slice(0, -1) : line;
    const shown = whole.length > LINE_LIMIT ? `${whole.slice(0, LINE_LIMIT)} [...]` : whole;
    const said = readDialogueLine(shown);
    const masked = said === undefined ? this.#maskBare(shown) : this.#maskSaid(shown, said);
    return this.#maskBlobs(maskFields(masked, (secret) => this.#learn(secret)));
  }

  cleanOf(text: string): string {
    const secrets = [...this.#learned].sort((a, b) => b.length - a.length);
    return secrets.reduce((cleaned, secret) => new SecretMask("", secret).clean(cleaned), text);
  }

  #maskSaid(line: string, { from, text }: DialogueLine): string {
    if (from === "server") {
      if (/^334(?:[ -]|$)/.test(text)) this.#isInLogin = true;
      else if (/^\d{3}(?: |$)/.test(text)) this.#isInLogin = false;
      return line;
    }
    const [, head = "", mechanism = "", initial] = AUTH_REGEXP.exec(text) ?? [];
    if (/^AUTH\b/i.test(text)) this.#beginLogin(mechanism || text.slice(5).trim());
    if (initial !== undefined) return this.#maskAnswer(line, text, { head, answer: initial });
    if (isCommand(text)) {
      if (!/^AUTH\b/i.test(text)) this.#isInLogin = false;
      return line;
    }
    return this.#isInLogin ? this.#maskAnswer(line, text, { head: "", answer: text }) : line;
  }

  #beginLogin(mechanism: string): void {
    this.#isInLogin = true;
    this.#mechanism = mechanism.toUpperCase();
    this.#answers = 0;
  }

  #maskAnswer(line: string, text: string, parts: { head: string; answer: string }): string {
    const { head, answer } = parts;
    const decoded = decodedOf(answer.replace(/['"]$/, ""));
    // The first answer of LOGIN is the user name, of PLAIN the blob that is read elsewhere.
    const isSecret = this.#mechanism === "LOGIN" && this.#answers > 0;
    this.#answers += 1;
    if (decoded !== undefined && isSecret) this.#learn(decoded);
    if (decoded !== undefined) this.#learnPlain(decoded);
    const at = line.lastIndexOf(answer);
    if (at >= 0) return line.slice(0, at) + MASK + line.slice(at + answer.length);
    const shown = Math.max(0, line.length - text.length);
    return `${line.slice(0, shown)}${head === "" ? "" : `${head} `}${MASK}`;
  }

  #maskBare(line: string): string {
    if (this.#isInLogin && BARE_BLOB_REGEXP.test(line)) return MASK;
    return line.replace(AUTH_INSIDE_REGEXP, (whole, ...groups: string[]) => {
      const [head = "", mechanism = "", blob = ""] = groups;
      const isBlob = MECHANISM_REGEXP.test(mechanism) && !MECHANISM_REGEXP.test(blob);
      return isBlob ? `${head}${MASK}` : whole;
    });
  }

  /** A PLAIN login gives itself away: two NULs among printable characters. */
  #maskBlobs(line: string): string {
    return line.replace(BLOB_REGEXP, (blob) => {
      const decoded = blob.length > BLOB_LIMIT ? undefined : decodedOf(blob);
      if (decoded === undefined) return blob;
      return this.#learnPlain(decoded) || PLAIN_START_REGEXP.test(decoded) ? MASK : blob;
    });
  }

  #learnPlain(decoded: string): boolean {
    const parts = decoded.split("\0");
    if (parts.length !== 3 || parts.slice(1).some((part) => !isPrintable(part))) return false;
    this.#learn(parts[2] ?? "");
    return true;
  }

  #learn(secret: string): void {
    const isUsable = secret.length >= LEARNED_MIN_LENGTH && isPrintable(secret);
    if (isUsable && this.#learned.size < LEARNED_LIMIT) this.#learned.add(secret);
  }
}

/** The padding may be missing, or something may stick to the end. */
function decodedOf(base64: string): string | undefined {
  const symbols = base64.replace(/=+$/, "");
  const whole = symbols.length % 4 === 1 ? symbols.slice(0, -1) : symbols;
  const bytes = tryDecodeBase64(whole.padEnd(Math.ceil(whole.length / 4) * 4, "="));
  return bytes === undefined ? undefined : decodeUtf8(bytes);
}

function isPrintable(text: string): boolean {
  return text !== "" && !/[\u0000-\u001f\u007f\ufffd]/.test(text);
}
