import { open } from "node:fs/promises";
import { readHeaderSection, tryDecodeBase64 } from "@fieldpost/core";

/** Octets of a message that are looked at: a subject that stands later is not found. */
const FRONT_BYTES = 16 * 1024;

const SUBJECT_LENGTH = 300;
const CONTROL_REGEXP = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const WORD = "=\\?([\\w-]{1,40})(?:\\*[\\w-]*)?\\?([bq])\\?([^?\\s]*)\\?=";
const WORD_REGEXP = new RegExp(WORD, "gi");
const BETWEEN_REGEXP = new RegExp(`(${WORD})\\s+(?==\\?)`, "gi");

/**
 * Reads the subject of a message, with its encoded words decoded; `null` when it has none. One line,
 * without characters that act.
 *
 * @see RFC 2047
 */
export function subjectOf(front: Uint8Array): string | null {
  const section = readHeaderSection(front, true);
  const value = section?.fields.find(({ name }) => name === "subject")?.value;
  if (value === undefined) return null;
  return decodeWords(value).replace(CONTROL_REGEXP, " ").trim().slice(0, SUBJECT_LENGTH);
}

/** Reads the subject of the message that begins in a file at an offset. */
export async function readSubject(
  path: string,
  content: { readonly contentStart: number; readonly contentBytes: number },
): Promise<string | null> {
  try {
    const handle = await open(path, "r");
    try {
      const front = Buffer.alloc(Math.min(FRONT_BYTES, content.contentBytes));
      const { bytesRead } = await handle.read(front, 0, front.length, content.contentStart);
      return subjectOf(front.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    // It has left the queue meanwhile.
    return null;
  }
}

function decodeWords(text: string): string {
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
