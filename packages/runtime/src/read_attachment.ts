import { open, readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Attachment } from "./compose_message.ts";
import { errorCodeOf, RuntimeFailure, wordsOfFile } from "./runtime_failure.ts";

/** Octets of one attachment; base64 makes a third more of it, and few servers take over 50 MB. */
export const ATTACHMENT_LIMIT_BYTES: number = 35 * 1024 * 1024;

/**
 * Reads a file to be attached under its own name.
 *
 * @throws {RuntimeFailure} `input-unreadable` if it cannot be read, is no file or is too large
 * @example
 * ```ts
 * import { readAttachment, RuntimeFailure } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * const failure = await readAttachment("/nonexistent/trend.csv").catch((error) => error);
 * assert.ok(failure instanceof RuntimeFailure);
 * assert.equal(
 *   failure.message,
 *   "Cannot read the attachment /nonexistent/trend.csv: it is missing (ENOENT), a readable file is needed",
 * );
 * ```
 */
export async function readAttachment(path: string): Promise<Attachment> {
  const content = await readInput(path, { what: "attachment", limitBytes: ATTACHMENT_LIMIT_BYTES });
  return { filename: basename(path), content };
}

/** What is read, and how much of it at most. */
export interface InputRequest {
  readonly what: string;
  readonly limitBytes: number;
  /** Whether a pipe will do, as a shell makes one of `<(command)`; it may never end. */
  readonly takesPipe?: boolean;
}

/**
 * Reads a file that a setting or an option names.
 *
 * @throws {RuntimeFailure} `input-unreadable` if it cannot be read, is no file or is too large
 * @example
 * ```ts
 * import { readInput } from "@fieldpost/runtime";
 * import { fileURLToPath } from "node:url";
 * import assert from "node:assert/strict";
 *
 * const path = fileURLToPath(import.meta.url);
 * const bytes = await readInput(path, { what: "example", limitBytes: 100_000 });
 * assert.ok(bytes.includes("readInput"));
 * ```
 */
export async function readInput(path: string, request: InputRequest): Promise<Buffer> {
  const { what, limitBytes, takesPipe = false } = request;
  const checked = (octets: number) => {
    if (octets <= limitBytes) return;
    const sizes = `it has ${octets} octets, at most ${limitBytes} are accepted`;
    throw unreadable(`${what} ${path}`, sizes);
  };
  try {
    const found = await stat(path);
    if (takesPipe && found.isFIFO()) return await readPipe(path, checked);
    if (!found.isFile()) throw unreadable(`${what} ${path}`, "it is not a file, a file is needed");
    checked(found.size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof RuntimeFailure) throw error;
    const why = `${wordsOfFile(errorCodeOf(error))}, a readable file is needed`;
    throw unreadable(`${what} ${path}`, why, error);
  }
}

async function readPipe(path: string, checked: (octets: number) => void): Promise<Buffer> {
  const pipe = await open(path);
  const pieces: Buffer[] = [];
  let octets = 0;
  for await (const piece of pipe.createReadStream()) {
    pieces.push(piece);
    octets += piece.length;
    checked(octets);
  }
  return Buffer.concat(pieces);
}

function unreadable(what: string, why: string, cause?: unknown): RuntimeFailure {
  return new RuntimeFailure("input-unreadable", `Cannot read the ${what}: ${why}`, { cause });
}
