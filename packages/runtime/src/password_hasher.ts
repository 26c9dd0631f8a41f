import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { Secret } from "@fieldpost/core";
import { RuntimeFailure } from "./runtime_failure.ts";

/** What scrypt is to cost (RFC 7914, section 2). */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** A password as it is kept: what it takes to recognise it. Both texts are base64. */
export interface PasswordEntry {
  readonly cost: ScryptCost;
  readonly salt: string;
  readonly hash: string;
}

/** 32 MiB and about a tenth of a second of a desktop: what a small device can spare. */
export const SCRYPT_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** Guesses that wait for their turn; each takes memory that a small device has not twice. */
const MOST_WAITING = 16;

/** Derives a key; scrypt itself, or in a test one that counts. */
export type DeriveKey = (password: string, salt: Buffer, cost: ScryptCost) => Promise<Buffer>;

/**
 * Makes entries of passwords and recognises passwords by them, one after the other.
 *
 * *Diagnostics*: throws {@linkcode RuntimeFailure} `busy` when too many wait.
 *
 * @example
 * ```ts
 * import { Secret } from "@fieldpost/core";
 * import { PasswordHasher } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * const hasher = new PasswordHasher();
 * const entry = await hasher.hash(new Secret("warm water at seven"));
 * assert.equal(await hasher.matches(new Secret("warm water at seven"), entry), true);
 * assert.equal(await hasher.matches(new Secret("warm water at seven"), undefined), false);
 * ```
 */
export class PasswordHasher {
  readonly #cost: ScryptCost;
  readonly #derive: DeriveKey;
  readonly #decoy: PasswordEntry;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(cost: ScryptCost = SCRYPT_COST, derive: DeriveKey = deriveByScrypt) {
    this.#cost = cost;
    this.#derive = derive;
    const random = (length: number) => randomBytes(length).toString("base64");
    this.#decoy = { cost, salt: random(SALT_BYTES), hash: random(HASH_BYTES) };
  }

  async hash(password: Secret): Promise<PasswordEntry> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.#run(password, salt, this.#cost);
    return { cost: this.#cost, salt: salt.toString("base64"), hash: hash.toString("base64") };
  }

  /** Without an entry it costs the same and answers `false`: nobody learns who exists. */
  async matches(password: Secret, entry: PasswordEntry | undefined): Promise<boolean> {
    const { cost, salt, hash } = entry ?? this.#decoy;
    const expected = Buffer.from(hash, "base64");
    const found = await this.#run(password, Buffer.from(salt, "base64"), cost);
    const isEqual = expected.length === found.length && timingSafeEqual(expected, found);
    return isEqual && entry !== undefined;
  }

  /** Whether an entry was made with other cost than new ones are. */
  isOutdated({ cost }: PasswordEntry): boolean {
    const { N, r, p } = this.#cost;
    return cost.N !== N || cost.r !== r || cost.p !== p;
  }

  async #run(password: Secret, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
    if (this.#waiting >= MOST_WAITING) {
      throw new RuntimeFailure(
        "busy",
        "Cannot check this password now: too many are being checked, it can be tried again",
      );
    }
    this.#waiting += 1;
    const before = this.#last;
    // One character can be written in several ways; a keyboard should not decide who gets in.
    const text = password.reveal().normalize("NFKC");
    const running = before.then(() => this.#derive(text, salt, cost));
    this.#last = running.catch(() => undefined);
    return await running.finally(() => {
      this.#waiting -= 1;
    });
  }
}

async function deriveByScrypt(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const maxmem = 256 * cost.N * cost.r;
  return await new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, { ...cost, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
