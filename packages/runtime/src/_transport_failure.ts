import type { TransportFailure } from "@fieldpost/core";
import { errorCodeOf } from "./runtime_failure.ts";

/** What a failed call of the network says about itself. */
export function failureOf(error: unknown): TransportFailure {
  const facts = typeof error === "object" && error !== null ? error : {};
  // OpenSSL's message is a line of its source code; its reason is what happened.
  const reason = "reason" in facts && typeof facts.reason === "string" ? facts.reason : undefined;
  const message = "message" in facts ? String(facts.message) : String(error);
  return { code: errorCodeOf(error) || "UNKNOWN", message: (reason ?? message).trim() };
}

/** With several addresses there are several failures: the first one names, all are told. */
export function connectFailureOf(error: Error): TransportFailure {
  if (!("errors" in error) || !Array.isArray(error.errors)) return failureOf(error);
  const failures = error.errors.map(failureOf);
  const message = failures.map((failure) => failure.message).join("; ");
  return { code: failures[0]?.code ?? "UNKNOWN", message };
}
