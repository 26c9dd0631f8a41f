import { encodeBase64 } from "./base64.ts";
import { encodeUtf8 } from "./utf8.ts";

const MASK = "****";

/**
 * Removes every known form of a secret from text that somebody else wrote.
 *
 * Servers echo what they refuse: the secret itself, its base64, or the whole PLAIN response. What
 * goes out is masked by its place in the dialogue; this is for what comes in.
 *
 * @example A server that repeats what it refuses
 * ```ts
 * import { SecretMask } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const mask = new SecretMask("joe", "hunter2");
 * assert.equal(mask.clean("535 joe/hunter2 (aHVudGVyMg==) refused"), "535 joe/**** (****) refused");
 * ```
 */
export class SecretMask {
  readonly #forms: readonly string[];

  /** Without a secret the mask changes nothing. */
  constructor(username: string | undefined, secret: string | undefined) {
    this.#forms = secret === undefined || secret === "" ? [] : formsOf(username ?? "", secret);
  }

  /** Gives the text with every form of the secret masked. */
  clean(text: string): string {
    return this.#forms.reduce((cleaned, form) => cleaned.replaceAll(form, MASK), text);
  }

  /** Gives the lines of one reply with every form of the secret masked, also one that is split over lines. */
  cleanLines(lines: readonly string[]): readonly string[] {
    if (this.#forms.length === 0 || lines.length < 2) return lines.map((line) => this.clean(line));
    const parts = lines.map(partsOf);
    const joined = parts.map(({ text }) => text).join("");
    const hidden = this.#findIn(joined);
    let start = 0;
    return parts.map(({ before, text, after }) => {
      const end = start + text.length;
      const shown = maskWhere(text, hidden.slice(start, end));
      start = end;
      return this.clean(`${before}${shown}${after}`);
    });
  }

  /** Which characters belong to a form of the secret. */
  #findIn(text: string): readonly boolean[] {
    const hidden = Array.from(text.split(""), () => false);
    for (const form of this.#forms) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        hidden.fill(true, at, at + form.length);
      }
    }
    return hidden;
  }
}

const STATUS_REGEXP = /^\d\.\d{1,3}\.\d{1,3} +/;

/** A line of a reply: its enhanced status, which every line repeats, its text, and blanks at the end. */
function partsOf(line: string): { before: string; text: string; after: string } {
  const before = STATUS_REGEXP.exec(line)?.[0] ?? "";
  const text = line.slice(before.length).trimEnd();
  return { before, text, after: line.slice(before.length + text.length) };
}

function maskWhere(text: string, hidden: readonly boolean[]): string {
  let shown = "";
  for (let at = 0; at < text.length; at++) {
    if (!hidden[at]) shown += text[at];
    else if (!hidden[at - 1]) shown += MASK;
  }
  return shown;
}

function formsOf(username: string, secret: string): string[] {
  const encoded = [secret, `\0${username}\0${secret}`, `${username}\0${username}\0${secret}`].map(
    (text) => encodeBase64(encodeUtf8(text)),
  );
  const bare = encoded.map((text) => text.replace(/=+$/, ""));
  const forms = [...encoded, ...bare, ...insideBase64(secret), secret, percentEncode(secret)];
  // The longest first: a short form inside a longer one would leave the rest of it standing.
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** Characters of a secret that is sure to be told apart from other text, wherever it is encoded. */
const LONG_SECRET = 16;

/** What a long secret becomes inside a longer text that is encoded: one form for each place it can begin at. */
function insideBase64(secret: string): string[] {
  const bytes = encodeUtf8(secret);
  if (secret.length < LONG_SECRET) return [];
  return [0, 1, 2].map((before) => {
    const text = new Uint8Array(before + bytes.length);
    text.set(bytes, before);
    const encoded = encodeBase64(text);
    // What depends on the neighbours is left out at both ends.
    const whole = Math.floor((text.length * 8) / 6);
    return encoded.slice(Math.ceil((before * 8) / 6), whole);
  });
}

function percentEncode(text: string): string {
  return [...encodeUtf8(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const hex = byte.toString(16).toUpperCase().padStart(2, "0");
      return /[A-Za-z0-9._~-]/.test(character) ? character : `%${hex}`;
    })
    .join("");
}
