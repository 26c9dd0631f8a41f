import { readFileSync } from "node:fs";

/** Reads a JSON file as it is; the caller says what it holds. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Reads a JSON file; `undefined` when it is missing or is not JSON. */
export function tryReadJson(path: string): unknown {
  try {
    return readJson(path);
  } catch {
    return undefined;
  }
}
