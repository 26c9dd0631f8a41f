import { createSecureContext, type SecureContext, type SecureVersion } from "node:tls";
import type { CertificateScenario, IssuedCertificate, TestAuthority } from "./test_authority.ts";

/** How a listener speaks TLS. */
export interface TlsOptions {
  /** What the certificates are valid for. @default {["localhost", "127.0.0.1", "::1"]} */
  readonly certificateNames?: readonly string[];
  /** What is wrong with the certificate; or a certificate of your own. @default {"valid"} */
  readonly certificate?: CertificateScenario | IssuedCertificate;
  /** Other certificates by the name that the client asks for (SNI). */
  readonly certificatesByName?: Readonly<Record<string, CertificateScenario | IssuedCertificate>>;
  /** @default Node's, TLSv1.2 */
  readonly minTlsVersion?: SecureVersion;
  /** @default Node's, TLSv1.3 */
  readonly maxTlsVersion?: SecureVersion;
  /** Whether a certificate is asked of the client; none is refused. @default {false} */
  readonly askClientCertificate?: boolean;
}

/** A listener's TLS, ready for use. */
export interface TlsSetup {
  readonly context: SecureContext;
  readonly asksClientCertificate: boolean;
  /** The context for a name that the client asks for. */
  contextFor(name: string): SecureContext;
}

/**
 * Prepares the certificates of a listener. Those that the authority issues are made on first use,
 * since most tests never get to a handshake; those that the caller gives are read at once, so that
 * a mistake shows at the start.
 */
export function createTlsSetup(authority: TestAuthority, options: TlsOptions): TlsSetup {
  const own = contextSource(authority, options, {
    wanted: options.certificate ?? "valid",
    hostNames: options.certificateNames,
  });
  const others = new Map(
    Object.entries(options.certificatesByName ?? {}).map(([name, wanted]) => {
      return [name.toLowerCase(), contextSource(authority, options, { wanted, hostNames: [name] })];
    }),
  );
  return {
    get context() {
      return own();
    },
    asksClientCertificate: options.askClientCertificate ?? false,
    contextFor: (name) => (others.get(name.toLowerCase()) ?? own)(),
  };
}

interface WantedCertificate {
  readonly wanted: CertificateScenario | IssuedCertificate;
  readonly hostNames: readonly string[] | undefined;
}

function contextSource(
  authority: TestAuthority,
  options: TlsOptions,
  { wanted, hostNames }: WantedCertificate,
): () => SecureContext {
  let made: SecureContext | undefined;
  const source = (): SecureContext => {
    made ??= createContext(authority, issue(authority, wanted, hostNames), options);
    return made;
  };
  const { minTlsVersion, maxTlsVersion } = options;
  if (typeof wanted === "object" || minTlsVersion !== undefined || maxTlsVersion !== undefined) {
    source();
  }
  return source;
}

function issue(
  authority: TestAuthority,
  wanted: CertificateScenario | IssuedCertificate,
  hostNames: readonly string[] | undefined,
): IssuedCertificate {
  return typeof wanted === "object"
    ? wanted
    : authority.issue({ scenario: wanted, ...(hostNames === undefined ? {} : { hostNames }) });
}

function createContext(
  authority: TestAuthority,
  issued: IssuedCertificate,
  options: TlsOptions,
): SecureContext {
  const { minTlsVersion, maxTlsVersion } = options;
  return createSecureContext({
    cert: issued.certificate,
    key: issued.privateKey,
    ca: authority.certificate,
    // OpenSSL would refuse weak keys and old versions at our own side already; here it is the
    // client that is put to the test.
    ciphers: "DEFAULT@SECLEVEL=0",
    ...(minTlsVersion === undefined ? {} : { minVersion: minTlsVersion }),
    ...(maxTlsVersion === undefined ? {} : { maxVersion: maxTlsVersion }),
    ...(maxTlsVersion === "TLSv1" || maxTlsVersion === "TLSv1.1"
      ? { minVersion: minTlsVersion ?? "TLSv1" }
      : {}),
  });
}
