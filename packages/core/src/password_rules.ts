/** The fewest characters that a password may have. */
export const PASSWORD_LEAST: number = 10;

/** The most; longer ones would only cost time. */
export const PASSWORD_MOST: number = 256;

/** Why a password or a user's name is not accepted. */
export type CredentialFault =
  | "password-short"
  | "password-long"
  | "password-control-character"
  | "password-one-character"
  | "password-is-name"
  | "name-invalid";

const SENTENCES: Readonly<Record<CredentialFault, string>> = {
  "password-short": `it has fewer than ${PASSWORD_LEAST} characters, a longer one is accepted`,
  "password-long": `it has more than ${PASSWORD_MOST} characters, a shorter one is accepted`,
  "password-control-character": "it has a control character in it, printable ones are accepted",
  "password-one-character": "it is one character again and again, another one is accepted",
  "password-is-name": "it is the user's name, another one is accepted",
  "name-invalid":
    "it is no name of 1 to 32 letters, digits, dots, hyphens or underscores that begins with a letter or digit",
};

const NAME_REGEXP = /^[a-z0-9][a-z0-9._-]{0,31}$/i;
const CONTROL_REGEXP = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Says what is wrong with a password, `undefined` when it is accepted. Length is what counts: rules
 * about its composition make passwords worse (NIST SP 800-63B, section 5.1.1.2).
 *
 * @example
 * ```ts
 * import { findPasswordFault } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findPasswordFault("boiler", "ops"), "password-short");
 * assert.equal(findPasswordFault("warm water at seven", "ops"), undefined);
 * ```
 */
export function findPasswordFault(password: string, username: string): CredentialFault | undefined {
  const characters = [...password];
  if (characters.length < PASSWORD_LEAST) return "password-short";
  if (characters.length > PASSWORD_MOST) return "password-long";
  if (CONTROL_REGEXP.test(password)) return "password-control-character";
  if (new Set(characters).size === 1) return "password-one-character";
  return password.toLowerCase() === username.toLowerCase() ? "password-is-name" : undefined;
}

/**
 * Says what is wrong with a user's name. Names differ in more than case.
 *
 * @example
 * ```ts
 * import { findNameFault } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findNameFault("ops"), undefined);
 * assert.equal(findNameFault("ops/../admin"), "name-invalid");
 * ```
 */
export function findNameFault(name: string): CredentialFault | undefined {
  return NAME_REGEXP.test(name) ? undefined : "name-invalid";
}

/**
 * Words a fault for a person; it follows `Cannot <verb> <thing>: `.
 *
 * @example
 * ```ts
 * import { describeCredentialFault } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   `Cannot set this password: ${describeCredentialFault("password-is-name")}`,
 *   "Cannot set this password: it is the user's name, another one is accepted",
 * );
 * ```
 */
export function describeCredentialFault(fault: CredentialFault): string {
  return SENTENCES[fault];
}
