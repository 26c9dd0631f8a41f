import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { signCertificate } from "./x509_certificate.ts";

/**
 * What is wrong, or not, with a listener's certificate.
 *
 * - `valid`: nothing
 * - `expired`: it ended yesterday
 * - `not-yet-valid`: it begins tomorrow
 * - `wrong-host`: it names a host that nobody asks for
 * - `self-signed`: the authority in `ca` did not sign it
 * - `incomplete-chain`: its intermediate authority is not sent along
 * - `weak-key`: RSA with 1024 bits
 */
export type CertificateScenario =
  | "valid"
  | "expired"
  | "not-yet-valid"
  | "wrong-host"
  | "self-signed"
  | "incomplete-chain"
  | "weak-key";

/** A certificate with its chain and private key, all PEM. */
export interface IssuedCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

/** What to issue. */
export interface IssueOptions {
  /** @default {["localhost", "127.0.0.1", "::1"]} */
  readonly hostNames?: readonly string[];
  /** @default {"valid"} */
  readonly scenario?: CertificateScenario;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/**
 * A certificate authority that lives in memory and is trusted by nobody who was not handed
 * {@linkcode TestAuthority.certificate}.
 */
export interface TestAuthority {
  /** The root certificate as PEM: what a client gets as its `ca`. */
  readonly certificate: string;
  /** Makes a key pair and signs a certificate for it. */
  issue(options?: IssueOptions): IssuedCertificate;
}

const DAY_MS = 86_400_000;
const ROOT_NAME = "mock-smtp test authority";
const DEFAULT_HOST_NAMES = ["localhost", "127.0.0.1", "::1"] as const;

/**
 * Read once, when the module loads: a test that later replaces `Date` would otherwise get
 * certificates that TLS, which looks at the real clock, finds expired.
 */
const LOADED_AT_MS: number = Date.now();

/**
 * Makes a new {@linkcode TestAuthority} with an ECDSA P-256 key.
 *
 * @example An authority and a certificate that it signs
 * ```ts
 * import { createTestAuthority } from "@fieldpost/mock-smtp";
 * import { X509Certificate } from "node:crypto";
 * import assert from "node:assert/strict";
 *
 * const authority = createTestAuthority();
 * const issued = authority.issue({ hostNames: ["mail.example.test"] });
 * const leaf = new X509Certificate(issued.certificate);
 * assert.equal(leaf.checkHost("mail.example.test"), "mail.example.test");
 * assert.ok(leaf.checkIssued(new X509Certificate(authority.certificate)));
 * ```
 */
export function createTestAuthority(): TestAuthority {
  // On first use: a server that is never asked for it starts without.
  let root: KeyPair | undefined;
  let certificate: string | undefined;
  const keys = (): KeyPair => {
    root ??= ellipticKeyPair();
    return root;
  };
  return {
    get certificate() {
      certificate ??= signAuthority(ROOT_NAME, keys(), { name: ROOT_NAME, keys: keys() });
      return certificate;
    },
    issue: (options = {}) => issueLeaf({ name: ROOT_NAME, keys: keys() }, options),
  };
}

interface Signer {
  readonly name: string;
  readonly keys: KeyPair;
}

function signAuthority(subject: string, keys: KeyPair, signer: Signer): string {
  return signCertificate({
    subject,
    issuer: signer.name,
    publicKey: keys.publicKey,
    issuerPublicKey: signer.keys.publicKey,
    issuerPrivateKey: signer.keys.privateKey,
    notBefore: new Date(LOADED_AT_MS - 30 * DAY_MS),
    notAfter: new Date(LOADED_AT_MS + 3650 * DAY_MS),
    hostNames: [],
    isAuthority: true,
  });
}

function issueLeaf(root: Signer, options: IssueOptions): IssuedCertificate {
  const scenario = options.scenario ?? "valid";
  const asked = options.hostNames ?? DEFAULT_HOST_NAMES;
  const hostNames = scenario === "wrong-host" ? ["wrong-host.invalid"] : asked;
  const keys = scenario === "weak-key" ? weakKeyPair() : ellipticKeyPair();
  const subject = hostNames[0] ?? "localhost";
  const signer = leafSigner(root, scenario, { name: subject, keys });
  const certificate = signCertificate({
    subject,
    issuer: signer.name,
    publicKey: keys.publicKey,
    issuerPublicKey: signer.keys.publicKey,
    issuerPrivateKey: signer.keys.privateKey,
    ...validity(scenario),
    hostNames,
    isAuthority: false,
  });
  const privateKey = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { certificate, privateKey };
}

function leafSigner(root: Signer, scenario: CertificateScenario, self: Signer): Signer {
  switch (scenario) {
    case "self-signed":
      return self;
    case "incomplete-chain":
      // Nothing needs the intermediate's own certificate: the fault is that it is never sent.
      return { name: "mock-smtp intermediate authority", keys: ellipticKeyPair() };
    default:
      return root;
  }
}

function validity(scenario: CertificateScenario): { notBefore: Date; notAfter: Date } {
  const [from, to] =
    scenario === "expired" ? [-30, -1] : scenario === "not-yet-valid" ? [1, 30] : [-1, 365];
  return {
    notBefore: new Date(LOADED_AT_MS + from * DAY_MS),
    notAfter: new Date(LOADED_AT_MS + to * DAY_MS),
  };
}

function ellipticKeyPair(): KeyPair {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function weakKeyPair(): KeyPair {
  return generateKeyPairSync("rsa", { modulusLength: 1024 });
}
