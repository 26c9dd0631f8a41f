const WORD_REGEXP = /=\?([^?*\s]+)(?:\*[^?\s]*)?\?([QB])\?([^?\s]*)\?=/gi;
const GAP_REGEXP = /(\?=)[ \t\r\n]+(?==\?[^?\s]+\?[QB]\?)/gi;

/** Decodes the encoded words of RFC 2047; what cannot be decoded stays as it is. */
export function decodeWords(text: string): string {
  return text.includes("=?") ? decodeRuns(text.replace(GAP_REGEXP, "$1")) : text;
}

interface Run {
  readonly charset: string;
  readonly bytes: Buffer[];
}

/** Neighbours of one charset are joined first: senders split characters between words. */
function decodeRuns(text: string): string {
  let result = "";
  let run: Run | undefined;
  let from = 0;
  for (const match of text.matchAll(WORD_REGEXP)) {
    const [word, charset = "", encoding = "", content = ""] = match;
    const bytes = decodeContent(encoding, content);
    if (run !== undefined && match.index === from && run.charset === charset.toLowerCase()) {
      run.bytes.push(bytes);
    } else {
      result += decodeRun(run) + text.slice(from, match.index);
      run = { charset: charset.toLowerCase(), bytes: [bytes] };
    }
    from = match.index + word.length;
  }
  return result + decodeRun(run) + text.slice(from);
}

function decodeContent(encoding: string, content: string): Buffer {
  return encoding.toUpperCase() === "B"
    ? Buffer.from(content, "base64")
    : Buffer.from(
        content
          .replaceAll("_", " ")
          .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      );
}

function decodeRun(run: Run | undefined): string {
  if (run === undefined) {
    return "";
  }
  const bytes = Buffer.concat(run.bytes);
  try {
    return new TextDecoder(run.charset).decode(bytes);
  } catch {
    // An unknown charset: the bytes as they are say more than nothing.
    return bytes.toString("latin1");
  }
}
