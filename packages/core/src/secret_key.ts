import { CATALOGUE } from "./catalogue.ts";
import { editDistance } from "./edit_distance.ts";
import { findCatalogueEntry } from "./find_catalogue_entry.ts";
import { foldRegistryKey } from "./registry_key.ts";

/** A name that has one of these in it speaks of a secret. */
const SECRET_REGEXP =
  /password|passwd|passwort|passphrase|kennwort|secret|token|credential|apikey|privatekey|pwd$|(?<!by|com)pass$/;
const WORD_REGEXP = /[A-Z]?[a-z]+|[A-Z]+/g;

/** Words that are recognized misspelt, and how many letters may be wrong. */
const NEAR: readonly (readonly [word: string, most: number])[] = [
  ["password", 2],
  ["passwort", 2],
  ["kennwort", 2],
  ["passphrase", 2],
  ["passwd", 1],
  ["secret", 1],
  ["token", 1],
];

const SECRET_KEYS: readonly string[] = CATALOGUE.filter(({ secret }) => secret).map(
  ({ key }) => key,
);

/**
 * Finds the secret key that an unknown one is meant to be; `undefined` when the key is known, or its
 * name does not speak of a secret.
 *
 * @example
 * ```ts
 * import { secretKeyMeantBy } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(secretKeyMeantBy("Email/Pasword"), "Email/Password");
 * assert.equal(secretKeyMeantBy("Email/Colour"), undefined);
 * assert.equal(secretKeyMeantBy("Email/Password"), undefined);
 * ```
 */
export function secretKeyMeantBy(key: string): string | undefined {
  if (findCatalogueEntry(key) !== undefined) return undefined;
  if (!key.split("/").some(speaksOfSecret)) return undefined;
  const folded = foldRegistryKey(key);
  const distance = (known: string) =>
    editDistance(folded, foldRegistryKey(known), Number.POSITIVE_INFINITY);
  return SECRET_KEYS.toSorted((one, other) => distance(one) - distance(other))[0];
}

/**
 * Tells whether the value of a key must never be shown or logged: because the catalogue says so, or
 * because the name of an unknown key does.
 *
 * @example
 * ```ts
 * import { isSecretKey } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isSecretKey("email/password"), true);
 * assert.equal(isSecretKey("Email/Pasword"), true);
 * assert.equal(isSecretKey("Email/Port"), false);
 * ```
 */
export function isSecretKey(key: string): boolean {
  return findCatalogueEntry(key)?.secret ?? secretKeyMeantBy(key) !== undefined;
}

function speaksOfSecret(part: string): boolean {
  const letters = part.toLowerCase().replace(/[^a-z]/g, "");
  if (SECRET_REGEXP.test(letters)) return true;
  const words = [letters, ...(part.match(WORD_REGEXP) ?? []).map((word) => word.toLowerCase())];
  return words.some((word) =>
    NEAR.some(([secret, most]) => editDistance(word, secret, most) <= most),
  );
}
