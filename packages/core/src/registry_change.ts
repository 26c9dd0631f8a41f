import { printable } from "./_printable.ts";
import { tryParseRegistryKey } from "./registry_key.ts";
import { isSecretKey } from "./secret_key.ts";

/** What happened to one key, as data; `before` and `after` stand where there is such a value. */
export interface RegistryChange {
  readonly kind: "added" | "changed" | "removed";
  readonly key: string;
  readonly before?: string;
  readonly after?: string;
}

const SEALED = "(sealed)";
const WORDS = { added: "Added", changed: "Changed", removed: "Removed" } as const;

/**
 * Writes a change as one line of the system log.
 *
 * The value of a secret key is never shown, and a value cannot break the line: control characters
 * are escaped and long values cut. `Added:` is JANOS's form, the other two follow it.
 *
 * @example A changed port and a changed secret
 * ```ts
 * import { formatRegistryChange } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   formatRegistryChange({ kind: "changed", key: "Email/Port", before: "587", after: "465" }),
 *   "Changed: Email/Port = 465 (was 587)",
 * );
 * assert.equal(
 *   formatRegistryChange({ kind: "added", key: "Email/Password", after: "fp1:c2VhbGVk" }),
 *   "Added: Email/Password = (sealed)",
 * );
 * ```
 */
export function formatRegistryChange(change: RegistryChange): string {
  const subject = `${WORDS[change.kind]}: ${tryParseRegistryKey(change.key) ?? printable(change.key)}`;
  if (isSecretKey(change.key)) {
    return change.kind === "removed" ? `${subject} ${SEALED}` : `${subject} = ${SEALED}`;
  }
  const after = change.after === undefined ? "" : ` = ${printable(change.after)}`;
  const before = change.before === undefined ? "" : ` (was ${printable(change.before)})`;
  return `${subject}${after}${before}`;
}
