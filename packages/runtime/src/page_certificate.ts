import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import type { Clock } from "./clock.ts";
import { type DurableFiles, nodeFiles, replaceFile } from "./durable_files.ts";
import {
  errorCodeOf,
  RuntimeFailure,
  translateWriteError,
  wordsOfFile,
} from "./runtime_failure.ts";
import { type KeyedCertificate, makeSelfSigned } from "./self_signed_certificate.ts";
import { withLock } from "./with_lock.ts";

/** Where the certificate of the pages comes from. */
export interface PageCertificateOptions {
  readonly home: string;
  readonly clock: Clock;
  readonly files?: DurableFiles;
  /** What browsers call this unit: names and addresses. */
  readonly names: readonly string[];
  /** PEM files of one's own; both or neither. */
  readonly certificatePath: string | undefined;
  readonly privateKeyPath: string | undefined;
}

/** How long a certificate that is made is good. */
const LIFE_MS = 365 * 24 * 60 * 60_000;

/** With less left it is made anew. */
const RENEW_MS = 30 * 24 * 60 * 60_000;

/** Clocks of browsers may be behind ours. */
const EARLY_MS = 24 * 60 * 60_000;

/**
 * Opens the certificate of the pages: that of two files, else one that is made, kept in `page.pem` in
 * the data directory (mode 0600), and made anew before it ends or when it lacks a name.
 *
 * @throws {RuntimeFailure} `input-unreadable` if a file cannot be read or they do not belong together,
 *   or one of the failures of writing
 * @example
 * ```ts
 * import { openPageCertificate, systemClock } from "@fieldpost/runtime";
 * import { X509Certificate } from "node:crypto";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const { certificate } = await openPageCertificate({
 *   home,
 *   clock: systemClock,
 *   names: ["unit7", "192.0.2.7"],
 *   certificatePath: undefined,
 *   privateKeyPath: undefined,
 * });
 * assert.equal(new X509Certificate(certificate).checkIP("192.0.2.7"), "192.0.2.7");
 * await rm(home, { recursive: true });
 * ```
 */
export async function openPageCertificate(
  options: PageCertificateOptions,
): Promise<KeyedCertificate> {
  const { certificatePath, privateKeyPath } = options;
  if (certificatePath === undefined && privateKeyPath === undefined) return await openMade(options);
  const certificate = await readPem(certificatePath, "WebServer/Certificate");
  const privateKey = await readPem(privateKeyPath, "WebServer/PrivateKey");
  try {
    createSecureContext({ cert: certificate, key: privateKey });
  } catch (error) {
    throw new RuntimeFailure(
      "input-unreadable",
      `Cannot use the certificate ${certificatePath}: it does not go with the key ${privateKeyPath}, a PEM certificate and its own key without a passphrase are accepted`,
      { cause: error },
    );
  }
  return { certificate, privateKey };
}

async function readPem(path: string | undefined, key: string): Promise<string> {
  try {
    if (path !== undefined) return await readFile(path, "utf8");
  } catch (error) {
    const message = `Cannot read ${path} of ${key}: ${wordsOfFile(errorCodeOf(error))}, a readable file is needed`;
    throw new RuntimeFailure("input-unreadable", message, { cause: error });
  }
  const message = `Cannot use a certificate without its key: ${key} is not set, WebServer/Certificate and WebServer/PrivateKey are needed both`;
  throw new RuntimeFailure("input-unreadable", message);
}

async function openMade(options: PageCertificateOptions): Promise<KeyedCertificate> {
  const { home, clock, files = nodeFiles } = options;
  const path = join(home, "page.pem");
  const kept = await readKept(path, options);
  if (kept !== undefined) return kept;
  return await withLock(`${path}.lock`, { clock }, async () => {
    // Another process may have made it meanwhile.
    const other = await readKept(path, options);
    if (other !== undefined) return other;
    const nowMs = clock.nowMs();
    const made = makeSelfSigned({
      names: options.names,
      notBeforeMs: nowMs - EARLY_MS,
      notAfterMs: nowMs + LIFE_MS,
    });
    try {
      await replaceFile(files, path, Buffer.from(made.privateKey + made.certificate));
    } catch (error) {
      throw translateWriteError(path, error);
    }
    return made;
  });
}

/** What is kept, while it is good and has every name. */
async function readKept(
  path: string,
  { clock, names }: PageCertificateOptions,
): Promise<KeyedCertificate | undefined> {
  try {
    const text = await readFile(path, "utf8");
    const at = text.indexOf("-----BEGIN CERTIFICATE-----");
    const kept = { privateKey: text.slice(0, at), certificate: text.slice(at) };
    const facts = new X509Certificate(kept.certificate);
    createSecureContext({ cert: kept.certificate, key: kept.privateKey });
    const nowMs = clock.nowMs();
    const isGood =
      Date.parse(facts.validFrom) <= nowMs && Date.parse(facts.validTo) - nowMs > RENEW_MS;
    const hasNames = names.every(
      (name) => facts.checkHost(name) !== undefined || facts.checkIP(name) !== undefined,
    );
    return isGood && hasNames ? kept : undefined;
  } catch {
    // Missing or damaged: one is made.
    return undefined;
  }
}
