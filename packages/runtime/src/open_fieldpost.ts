import { hostname } from "node:os";
import type { SessionTimeouts } from "@fieldpost/core";
import { COMMAND_LINE } from "./_registry_log.ts";
import { type Clock, systemClock } from "./clock.ts";
import { openDataDirectory } from "./data_directory.ts";
import { type DurableFiles, nodeFiles } from "./durable_files.ts";
import { Fieldpost } from "./fieldpost.ts";
import type { PasswordHasher } from "./password_hasher.ts";
import { RegistryStore } from "./registry_store.ts";
import type { RuntimeFailure } from "./runtime_failure.ts";
import { SecretVault } from "./secret_vault.ts";
import { SystemLog } from "./system_log.ts";

/** What may be given to a unit that opens; everything but the directory has a default. */
export interface OpenOptions {
  /** The data directory; `defaultHome()` says which one is usual. */
  readonly home: string;
  /** @default {process.env} */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly files?: DurableFiles;
  readonly timeouts?: SessionTimeouts;
  /** Makes and recognises the passwords of the pages. */
  readonly hasher?: PasswordHasher;
  /** Who changes settings here, for log and history. @default {"command line"} */
  readonly actor?: string;
  /** Told when a log line could not be written. */
  readonly onLogFailure?: (failure: RuntimeFailure) => void;
}

/**
 * Opens a unit in its data directory, making the directory when it is missing.
 *
 * @throws {RuntimeFailure} `home-foreign` or `home-unusable`
 * @example
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * await unit.registry.assign([
 *   ["IpConfig/MailHost", "mail.example.com"],
 *   ["IpConfig/EmailAddress", "unit7@example.com"],
 *   ["Email/Port", "465"],
 * ]);
 * const { decision } = await unit.plan();
 * assert.equal(decision.mode, "implicit");
 * await rm(home, { recursive: true });
 * ```
 */
export async function openFieldpost(options: OpenOptions): Promise<Fieldpost> {
  const { environment = process.env, clock = systemClock, files = nodeFiles } = options;
  const directory = openDataDirectory(options.home);
  const vault = new SecretVault({ keyPath: directory.keyPath, files, environment });
  const onFailure = options.onLogFailure ?? (() => undefined);
  const log = new SystemLog({ path: directory.logPath, clock, onFailure });
  const machineName = hostname();
  const registry = new RegistryStore({
    ...{ directory, files, clock, vault, log, machineName },
    actor: options.actor ?? COMMAND_LINE,
  });
  const parts = { registry, vault, log, clock, files, home: directory.path, machineName };
  const { timeouts, hasher } = options;
  return new Fieldpost({
    ...parts,
    ...(timeouts === undefined ? {} : { timeouts }),
    ...(hasher === undefined ? {} : { hasher }),
  });
}
