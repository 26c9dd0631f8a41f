import { readFileSync, statSync } from "node:fs";
import {
  describeProblem,
  editRegistryDocument,
  isSecretKey,
  parseRegistryDocument,
  REGISTRY_LIMITS,
  type RegistryDocument,
} from "@fieldpost/core";
import { errorCodeOf, RuntimeFailure } from "./runtime_failure.ts";

/**
 * Reads the registry's file; a missing one is empty.
 *
 * @throws {RuntimeFailure} `registry-unreadable` if it cannot be read whole
 */
export function readRegistryFile(path: string): RegistryDocument {
  const document = parseRegistryDocument(readText(path));
  if (document.complete) return document;
  const why = document.problems.map(describeProblem).join("; ");
  throw new RuntimeFailure("registry-unreadable", `Cannot use ${path}: ${why}`);
}

/** A document as it may be passed on: also the length of a sealed value tells something. */
export function withoutSecrets(document: RegistryDocument): RegistryDocument {
  const keys = document.entries.map(({ key }) => key);
  const secrets = keys.filter((key) => isSecretKey(key));
  const removals = secrets.map((key) => ({ kind: "removed", key }) as const);
  return editRegistryDocument(document, removals);
}

/**
 * Reads a registry document from a file; a missing one is empty.
 *
 * @throws {RuntimeFailure} `registry-unreadable` if it is too large or not UTF-8: reading it as if it
 *   were would lose bytes at the next write
 */
function readText(path: string): string {
  try {
    // Four octets are the longest character: a larger file cannot be within the limit.
    const { size } = statSync(path);
    if (size > REGISTRY_LIMITS.documentLength * 4) {
      const limit = REGISTRY_LIMITS.documentLength;
      throw new RuntimeFailure(
        "registry-unreadable",
        `Cannot read ${path}: it has ${size} octets, at most ${limit} characters are accepted`,
      );
    }
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(readFileSync(path));
  } catch (error) {
    if (error instanceof RuntimeFailure) throw error;
    const code = errorCodeOf(error);
    if (code === "ENOENT") return "";
    const why = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "it is not UTF-8" : code;
    throw new RuntimeFailure(
      "registry-unreadable",
      `Cannot read ${path}: ${why}, a readable file in UTF-8 is needed`,
      { cause: error },
    );
  }
}
