import { randomInt } from "node:crypto";
import { digestAccessToken, isSameDigest } from "./access_token.ts";

// Without letters that look like others: a person may type it.
const ALPHABET = "23456789abcdefghjkmnpqrstvwxyz";
const GROUPS = 7;
const GROUP_LENGTH = 4;

/**
 * The token that sets the first password: 28 of 30 characters, 137 bits. It lives in the memory of one
 * process and is gone after its use.
 *
 * @example
 * ```ts
 * import { SetupToken } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * const token = new SetupToken();
 * const typed = token.text?.toUpperCase() ?? "";
 * assert.equal(token.matches(typed), true);
 * token.spend();
 * assert.equal(token.matches(typed), false);
 * ```
 */
export class SetupToken {
  #text: string | undefined = makeText();

  /** As it is printed; `undefined` after its use. */
  get text(): string | undefined {
    return this.#text;
  }

  /** Case and hyphens do not matter. */
  matches(candidate: string): boolean {
    if (this.#text === undefined) return false;
    const [own, given] = [this.#text, candidate].map((text) =>
      digestAccessToken(text.toLowerCase().replace(/[\s-]/g, "")),
    );
    return isSameDigest(own ?? "", given ?? " ");
  }

  spend(): void {
    this.#text = undefined;
  }
}

function makeText(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
