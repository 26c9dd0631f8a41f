const MASK = "[secret]";

/**
 * A value that cannot be printed: every way of turning it into text gives a mask.
 *
 * Node's inspector shows no private field either. Only {@linkcode Secret.reveal} hands it out, so a search for `reveal(` lists every place where a
 * secret can leave.
 *
 * @example Printing a secret
 * ```ts
 * import { Secret } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const secret = new Secret("correct horse");
 * assert.equal(`${secret}`, "[secret]");
 * assert.equal(JSON.stringify({ secret }), '{"secret":"[secret]"}');
 * assert.equal(secret.reveal(), "correct horse");
 * ```
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** Hands out the value; the caller must not log, store or print it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.toPrimitive](): string {
    return MASK;
  }
}
