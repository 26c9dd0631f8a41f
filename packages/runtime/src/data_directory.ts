import { chmodSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "./_make_folder.ts";
import { errorCodeOf, RuntimeFailure, wordsOfPlace } from "./runtime_failure.ts";

/** Where a unit keeps what it must not forget. */
export interface DataDirectory {
  readonly path: string;
  readonly registryPath: string;
  readonly registryLockPath: string;
  readonly historyPath: string;
  readonly trialPath: string;
  readonly keyPath: string;
  readonly logPath: string;
}

/**
 * The data directory that is meant: `FIELDPOST_HOME`, else the platform's directory for state.
 *
 * @example
 * ```ts
 * import { defaultHome } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * assert.equal(defaultHome({ FIELDPOST_HOME: "/srv/unit7" }, "linux"), "/srv/unit7");
 * assert.equal(
 *   defaultHome({ XDG_STATE_HOME: "/home/joe/.local/state" }, "linux"),
 *   "/home/joe/.local/state/fieldpost",
 * );
 * ```
 */
export function defaultHome(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): string {
  const { FIELDPOST_HOME, STATE_DIRECTORY, XDG_STATE_HOME, LOCALAPPDATA } = environment;
  if (FIELDPOST_HOME) return FIELDPOST_HOME;
  // systemd gives a service its directory, the first of a list.
  if (STATE_DIRECTORY) return STATE_DIRECTORY.split(":")[0] ?? STATE_DIRECTORY;
  if (platform === "win32") return join(LOCALAPPDATA ?? homedir(), "Fieldpost");
  if (platform === "darwin") return join(homedir(), "Library/Application Support/Fieldpost");
  return join(XDG_STATE_HOME || join(homedir(), ".local/state"), "fieldpost");
}

/**
 * Opens a data directory, making it when it is missing: mode 0700, owned by this user.
 *
 * A directory that others may enter is closed to them; one that belongs to another user is refused,
 * because what is written there would not be theirs to read.
 *
 * @throws {RuntimeFailure} `home-foreign` or `home-unusable`
 */
export function openDataDirectory(path: string): DataDirectory {
  try {
    makeFolder(path);
    secure(path);
  } catch (error) {
    if (error instanceof RuntimeFailure) throw error;
    throw new RuntimeFailure(
      "home-unusable",
      `Cannot use the data directory ${path}: ${wordsOfPlace(errorCodeOf(error))}, a directory that this user may write is needed (FIELDPOST_HOME names it)`,
      { cause: error },
    );
  }
  return {
    path,
    registryPath: join(path, "registry.ini"),
    registryLockPath: join(path, "registry.lock"),
    historyPath: join(path, "registry.history"),
    trialPath: join(path, "registry.trial"),
    keyPath: join(path, "secret.key"),
    logPath: join(path, "system.log"),
  };
}

function secure(path: string): void {
  const { uid, mode } = statSync(path);
  const me = process.getuid?.();
  if (me !== undefined && uid !== me) {
    throw new RuntimeFailure(
      "home-foreign",
      `Cannot use the data directory ${path}: it belongs to user ${uid}, run this as that user or name another one with FIELDPOST_HOME`,
    );
  }
  if (me !== undefined && (mode & 0o077) !== 0) chmodSync(path, 0o700);
}
