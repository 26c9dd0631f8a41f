import { createHmac, randomBytes } from "node:crypto";
import { affectsSending, isSecretKey, type Registry } from "@fieldpost/core";

/** The event of the log: a test was delivered with settings that are not saved. */
export const TESTED_EVENT = "settings-tested";

/** The event of the log: what was saved are settings with which a test was delivered. */
export const PROVED_EVENT = "settings-proved";

/**
 * Remembers the settings with which a test was last delivered, until the pages are closed: whoever saves
 * them has no need of another test. Kept is a keyed digest, so that no secret stays in memory.
 */
export class TestedSettings {
  readonly #key = randomBytes(32);
  #digest: string | undefined;

  /** Takes note of a delivery; the secret is the one that was typed, the stored one else. */
  remember(registry: Registry, secret: string | undefined): void {
    this.#digest = this.#digestOf(registry, secret);
  }

  /** Whether a test was delivered with these settings. */
  has(registry: Registry, secret: string | undefined): boolean {
    return this.#digest === this.#digestOf(registry, secret);
  }

  #digestOf(registry: Registry, secret: string | undefined): string {
    const entries = registry.entries().filter(([key]) => affectsSending(key));
    // A secret that is stored is sealed, each time in another way.
    const known = secret === undefined ? entries : entries.filter(([key]) => !isSecretKey(key));
    const text = JSON.stringify([known.toSorted(), secret ?? null]);
    return createHmac("sha256", this.#key).update(text).digest("base64");
  }
}
