import { readHeaderSection, tryDecodeBase64 } from "@fieldpost/core";

/** Octets of a message that are looked at: a subject that stands later is not found. */
export const FRONT_BYTES: number = 16 * 1024;

/** What a message is known by to people. */
export interface MessageTitle {
  /** `null` when it has none. */
  readonly subject: string | null;
  /** The header field From; `null` when it has none. */
  readonly from: string | null;
}

/** Takes every form of a secret out of a text. */
export type CleanText = (text: string) => string;

const TITLE_LENGTH = 300;
const CONTROL_REGEXP = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const WORD = "=\\?([\\w-]{1,40})(?:\\*[\\w-]*)?\\?([bq])\\?([^?\\s]*)\\?=";
const WORD_REGEXP = new RegExp(WORD, "gi");
const BETWEEN_REGEXP = new RegExp(`(${WORD})\\s+(?==\\?)`, "gi");

/**
 * Reads subject and author of a message, with their encoded words decoded, masked, and then cut: one line
 * each, without characters that act.
 *
 * @see RFC 2047
 */
export function titleOf(front: Uint8Array, clean: CleanText): MessageTitle {
  const fields = readHeaderSection(front, true)?.fields ?? [];
  const shown = (wanted: string) => {
    const value = fields.find(({ name }) => name === wanted)?.value;
    return value === undefined ? null : showable(value, clean);
  };
  return { subject: shown("subject"), from: shown("from") };
}

function showable(value: string, clean: CleanText): string {
  const text = clean(decodeWords(value)).replace(CONTROL_REGEXP, " ").trim();
  // By characters: half of one is none.
  return text.length <= TITLE_LENGTH ? text : [...text].slice(0, TITLE_LENGTH).join("");
}

function decodeWords(text: string): string {
  if (!text.includes("=?")) return text;
  // The blank between two encoded words belongs to neither (section 6.2).
  return text
    .replace(BETWEEN_REGEXP, "$1")
    .replace(
      WORD_REGEXP,
      (word, ...[charset, encoding, content]: string[]) =>
        decodeWord({ charset, encoding, content }) ?? word,
    );
}

function decodeWord(word: {
  readonly charset: string | undefined;
  readonly encoding: string | undefined;
  readonly content: string | undefined;
}): string | undefined {
  const { charset = "", encoding = "", content = "" } = word;
  const bytes = encoding.toLowerCase() === "b" ? tryDecodeBase64(content) : decodeQ(content);
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeQ(text: string): Uint8Array {
  const plain = text.replaceAll("_", " ").replace(/=([0-9a-f]{2})/gi, (_, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  return Buffer.from(plain, "latin1");
}
