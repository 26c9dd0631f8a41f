/** One thing that happens in a dialogue. */
export type DialogueStep =
  /** A line of the client, without its CRLF. */
  | { readonly kind: "client"; readonly line: Buffer }
  /** Content as it goes over the wire, with dot-stuffing and final dot. */
  | { readonly kind: "content"; readonly data: Buffer }
  /** Content that was not kept: so many bytes of anything. */
  | { readonly kind: "filler"; readonly sizeBytes: number }
  /** One reply of the server, line by line. */
  | { readonly kind: "reply"; readonly lines: readonly string[] }
  /** From here on both speak TLS. */
  | { readonly kind: "tls"; readonly facts: string }
  | { readonly kind: "close"; readonly by: "client" | "server" }
  | { readonly kind: "comment"; readonly text: string };

const ESCAPED_REGEXP = /[\\\0-\x1f\x7f]/g;
const UNESCAPE_REGEXP = /\\x([0-9a-f]{2})|\\\\/g;
const MORE_REGEXP = /^\d{3}-/;

/**
 * Writes a dialogue as text: `C: ` what the client says, `S: ` what the server says, `D: ` a line
 * of content (`D| ` one without its line end), `D= 123 bytes` content that was not kept, `= TLS` and
 * `= CLOSE client` what happens to the channel, `#` a comment. Control characters, backslashes and
 * bytes that are no UTF-8 are written as `\xHH`.
 */
export function formatDialogue(steps: readonly DialogueStep[]): string {
  return steps
    .flatMap(formatStep)
    .map((line) => `${line}\n`)
    .join("");
}

function formatStep(step: DialogueStep): readonly string[] {
  switch (step.kind) {
    case "client":
      return [`C: ${escapeBytes(step.line)}`];
    case "content":
      return formatContent(step.data);
    case "filler":
      return [`D= ${step.sizeBytes} bytes`];
    case "reply":
      return step.lines.map((line) => `S: ${escapeText(line)}`);
    case "tls":
      return [`= TLS ${escapeText(step.facts)}`.trimEnd()];
    case "close":
      return [`= CLOSE ${step.by}`];
    case "comment":
      return [`# ${escapeText(step.text)}`.trimEnd()];
  }
}

function formatContent(data: Buffer): readonly string[] {
  const lines: string[] = [];
  let from = 0;
  for (let at = data.indexOf("\r\n"); at !== -1; at = data.indexOf("\r\n", from)) {
    lines.push(`D: ${escapeBytes(data.subarray(from, at))}`);
    from = at + 2;
  }
  return from < data.length ? [...lines, `D| ${escapeBytes(data.subarray(from))}`] : lines;
}

/** UTF-8 is shown as such; of other bytes each has its number. */
function escapeBytes(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return Buffer.from(text, "utf8").equals(bytes)
    ? escapeText(text)
    : escapeText(bytes.toString("latin1")).replace(/[\x80-\xff]/g, escapeCharacter);
}

function escapeText(text: string): string {
  return text.replace(ESCAPED_REGEXP, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return character === "\\"
    ? "\\\\"
    : `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

/**
 * Reads what {@linkcode formatDialogue} writes, and what a person writes in that form.
 *
 * @throws {SyntaxError} If a line begins with none of the marks, or a mark with an unknown word.
 */
export function parseDialogue(text: string): readonly DialogueStep[] {
  const steps: DialogueStep[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() !== "") {
      const step = tryParseLine(line);
      if (step === undefined) {
        const shown = JSON.stringify(line.slice(0, 60));
        throw new SyntaxError(
          `Cannot read line ${index + 1} of the dialogue: ${shown}, "C: ", "S: ", "D: ", "D| ", "D= n bytes", "= TLS", "= CLOSE client", "= CLOSE server" or "# " begin one`,
        );
      }
      append(steps, step);
    }
  }
  return steps;
}

function tryParseLine(line: string): DialogueStep | undefined {
  const [, mark = "", rest = ""] = /^(C:|S:|D:|D\||D=|=|#) ?(.*)$/s.exec(line) ?? [];
  switch (mark) {
    case "C:":
      return { kind: "client", line: unescapeBytes(rest) };
    case "S:":
      return { kind: "reply", lines: [unescapeBytes(rest).toString("utf8")] };
    case "D:":
      return { kind: "content", data: Buffer.concat([unescapeBytes(rest), Buffer.from("\r\n")]) };
    case "D|":
      return { kind: "content", data: unescapeBytes(rest) };
    case "#":
      return { kind: "comment", text: unescapeBytes(rest).toString("utf8") };
    default:
      return tryParseMark(mark, rest.trimEnd());
  }
}

function tryParseMark(mark: string, rest: string): DialogueStep | undefined {
  const [, size] = /^(\d{1,15}) bytes$/.exec(rest) ?? [];
  if (mark === "D=") {
    return size === undefined ? undefined : { kind: "filler", sizeBytes: Number(size) };
  }
  const [, word, more = ""] = /^(TLS|CLOSE)(?: (.*))?$/.exec(rest) ?? [];
  if (word === "TLS") {
    return { kind: "tls", facts: unescapeBytes(more).toString("utf8") };
  }
  return word === "CLOSE" && (more === "client" || more === "server")
    ? { kind: "close", by: more }
    : undefined;
}

/** Lines of one reply, and lines of one content, belong together. */
function append(steps: DialogueStep[], step: DialogueStep): void {
  const last = steps.at(-1);
  if (
    step.kind === "reply" &&
    last?.kind === "reply" &&
    MORE_REGEXP.test(last.lines.at(-1) ?? "")
  ) {
    steps[steps.length - 1] = { kind: "reply", lines: [...last.lines, ...step.lines] };
  } else if (step.kind === "content" && last?.kind === "content") {
    steps[steps.length - 1] = { kind: "content", data: Buffer.concat([last.data, step.data]) };
  } else {
    steps.push(step);
  }
}

function unescapeBytes(text: string): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const match of text.matchAll(UNESCAPE_REGEXP)) {
    const [whole, hex = "5c"] = match;
    pieces.push(Buffer.from(text.slice(from, match.index), "utf8"), Buffer.from(hex, "hex"));
    from = match.index + whole.length;
  }
  return Buffer.concat([...pieces, Buffer.from(text.slice(from), "utf8")]);
}
