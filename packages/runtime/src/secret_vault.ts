import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Secret } from "@fieldpost/core";
import { createFile, type DurableFiles } from "./durable_files.ts";
import { errorCodeOf, RuntimeFailure, translateWriteError } from "./runtime_failure.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "fp1";
const SEALED_REGEXP = /^fp1:([A-Za-z0-9+/=]+)$/;
const CREDENTIAL_NAME = "fieldpost.key";

/** Where the key comes from. */
export interface SecretVaultOptions {
  readonly keyPath: string;
  readonly files: DurableFiles;
  /** `FIELDPOST_KEY`, `FIELDPOST_KEY_FILE` and systemd's `CREDENTIALS_DIRECTORY` are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Seals secrets so that the registry may hold them: AES-256-GCM, bound to the registry key they
 * belong to, so that a sealed value moved to another key does not open.
 *
 * The key is, in this order: `FIELDPOST_KEY` (base64 of 32 octets), the file that
 * `FIELDPOST_KEY_FILE` names, the systemd credential `fieldpost.key`, else `secret.key` in the data
 * directory (mode 0600), which is made when first needed.
 *
 * @see NIST SP 800-38D
 */
export class SecretVault {
  readonly #options: SecretVaultOptions;

  constructor(options: SecretVaultOptions) {
    this.#options = options;
  }

  /**
   * Seals a secret for a registry key.
   *
   * @throws {RuntimeFailure} `key-unreadable` or one of the failures of writing
   */
  async seal(registryKey: string, secret: Secret): Promise<string> {
    const key = (await this.#readKey()) ?? (await this.#makeKey());
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    cipher.setAAD(boundTo(registryKey));
    const sealed = Buffer.concat([cipher.update(secret.reveal(), "utf8"), cipher.final()]);
    return `${VERSION}:${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64")}`;
  }

  /**
   * Opens what `seal()` gave for the same registry key.
   *
   * @throws {RuntimeFailure} `secret-unreadable` if it was sealed with another key or for another
   *   registry key, or is no sealed text; `key-unreadable` if there is no key
   */
  async open(registryKey: string, sealed: string): Promise<Secret> {
    const text = SEALED_REGEXP.exec(sealed)?.[1];
    const key = await this.#readKey();
    if (text === undefined || key === undefined) throw unreadable(registryKey);
    const bytes = Buffer.from(text, "base64");
    try {
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const options = { authTagLength: TAG_BYTES };
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, options);
      decipher.setAAD(boundTo(registryKey));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const opened = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return new Secret(Buffer.concat([opened, decipher.final()]).toString("utf8"));
    } catch (error) {
      throw unreadable(registryKey, error);
    }
  }

  async #readKey(): Promise<Buffer | undefined> {
    const { FIELDPOST_KEY, FIELDPOST_KEY_FILE, CREDENTIALS_DIRECTORY } = this.#options.environment;
    if (FIELDPOST_KEY) return decodeKey("FIELDPOST_KEY", FIELDPOST_KEY);
    if (FIELDPOST_KEY_FILE) return await readKeyFile(FIELDPOST_KEY_FILE, true);
    if (CREDENTIALS_DIRECTORY) {
      const key = await readKeyFile(join(CREDENTIALS_DIRECTORY, CREDENTIAL_NAME), false);
      if (key !== undefined) return key;
    }
    return await readKeyFile(this.#options.keyPath, false);
  }

  async #makeKey(): Promise<Buffer> {
    const { files, keyPath } = this.#options;
    const key = randomBytes(KEY_BYTES);
    try {
      const isOurs = await createFile(files, keyPath, Buffer.from(`${key.toString("base64")}\n`));
      // Another process was faster: its key is the key.
      return isOurs ? key : ((await readKeyFile(keyPath, true)) ?? key);
    } catch (error) {
      throw error instanceof RuntimeFailure ? error : translateWriteError(keyPath, error);
    }
  }
}

function boundTo(registryKey: string): Buffer {
  return Buffer.from(`${VERSION}:${registryKey.toLowerCase()}`, "utf8");
}

async function readKeyFile(path: string, isNeeded: boolean): Promise<Buffer | undefined> {
  try {
    return decodeKey(path, await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof RuntimeFailure) throw error;
    const code = errorCodeOf(error);
    if (code === "ENOENT" && !isNeeded) return undefined;
    const message = `Cannot read the key file ${path}: ${code}, a file with the base64 of ${KEY_BYTES} octets is needed`;
    throw new RuntimeFailure("key-unreadable", message, { cause: error });
  }
}

function decodeKey(where: string, text: string): Buffer {
  const key = Buffer.from(text.trim(), "base64");
  if (key.length === KEY_BYTES && key.toString("base64") === text.trim()) return key;
  throw new RuntimeFailure(
    "key-unreadable",
    `Cannot use the key in ${where}: it is not the base64 of ${KEY_BYTES} octets, "openssl rand -base64 ${KEY_BYTES}" makes one`,
  );
}

function unreadable(registryKey: string, cause?: unknown): RuntimeFailure {
  return new RuntimeFailure(
    "secret-unreadable",
    `Cannot read the secret in ${registryKey}: it was not sealed with this unit's key, set it again with "fieldpost ipconfig --password-stdin"`,
    { cause },
  );
}
