/** Why an effect did not happen; stable, and one-to-one with the adapters' exit codes. */
export type RuntimeErrorCode =
  | "home-unusable"
  | "home-foreign"
  | "disk-full"
  | "disk-failed"
  | "busy"
  | "registry-unreadable"
  | "registry-refused"
  | "secret-unreadable"
  | "key-unreadable"
  | "users-unreadable"
  | "input-unreadable"
  | "message-invalid";

/**
 * An effect that did not happen: the only class that this package throws on purpose.
 *
 * The message is for people; programs branch on `code`. `cause` keeps the original.
 *
 * @example
 * ```ts
 * import { RuntimeFailure } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * const failure = new RuntimeFailure("disk-full", "Cannot write x: free space is needed");
 * assert.equal(failure.code, "disk-full");
 * ```
 */
export class RuntimeFailure extends Error {
  readonly code: RuntimeErrorCode;

  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RuntimeFailure";
    this.code = code;
  }
}

/** Reads the platform's code of an error, `""` when it has none. */
export function errorCodeOf(error: unknown): string {
  // By shape and not by class: an error may come from another realm.
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

/** Why there is no room for a file, and what would make some, by the platform's code. */
const ROOM_WORDS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full, free space is needed",
  EDQUOT: "this user's share of the disk is used up, a larger quota or free space is needed",
  EFBIG: "it may not become so large, a higher limit for files is needed (ulimit -f)",
};

/** Why a place cannot be written, by the platform's code. */
const PLACE_WORDS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the disk is read-only",
  ENOENT: "it is missing",
  ENOTDIR: "it is not in a directory",
  EEXIST: "it is not a directory",
};

/** Says why a place cannot be written, with the platform's code for searching. */
export function wordsOfPlace(code: string): string {
  const words = PLACE_WORDS[code];
  return words === undefined ? code || "unknown error" : `${words} (${code})`;
}

/** Why a file cannot be read, by the platform's code. */
const FILE_WORDS: Readonly<Record<string, string>> = {
  EACCES: "this user may not read it",
  EPERM: "this user may not read it",
  ENOENT: "it is missing",
  ENOTDIR: "it is not in a directory",
  EISDIR: "it is a directory",
};

/** Says why a file cannot be read, with the platform's code for searching. */
export function wordsOfFile(code: string): string {
  const words = FILE_WORDS[code];
  return words === undefined ? code || "unknown error" : `${words} (${code})`;
}

/** Translates a failed write of `what` into a failure that says which side has to act. */
export function translateWriteError(what: string, error: unknown): RuntimeFailure {
  if (error instanceof RuntimeFailure) return error;
  const code = errorCodeOf(error);
  const room = ROOM_WORDS[code];
  if (room !== undefined) {
    return new RuntimeFailure("disk-full", `Cannot write ${what}: ${room}`, { cause: error });
  }
  if (PLACE_WORDS[code] !== undefined) {
    return new RuntimeFailure(
      "home-unusable",
      `Cannot write ${what}: ${wordsOfPlace(code)}, a directory that this user may write is needed`,
      { cause: error },
    );
  }
  return new RuntimeFailure("disk-failed", `Cannot write ${what}: ${code || "unknown error"}`, {
    cause: error,
  });
}
