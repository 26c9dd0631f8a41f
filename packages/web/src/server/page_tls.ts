import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import type { Server as TlsServer } from "node:tls";
import {
  type AuditLog,
  type Fieldpost,
  type KeyedCertificate,
  openPageCertificate,
} from "@fieldpost/runtime";
import type { PagePolicy } from "./security/page_policy.ts";

/** What it works with. */
export interface PageTlsOptions {
  readonly unit: Fieldpost;
  readonly policy: PagePolicy;
  readonly audit: AuditLog;
  /** The address that is listened on. */
  readonly bind: string;
}

/** How often the certificate is looked at: another one may have come, or this one may end. */
const LOOK_MS = 10 * 60_000;

const MOST_NAMES = 50;
const DNS_NAME_REGEXP = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/** The certificate of the pages, as it is now. */
export class PageTls {
  readonly #options: PageTlsOptions;
  #lookedAtMs = -Infinity;
  #looking: Promise<KeyedCertificate> | undefined;
  #given: KeyedCertificate | undefined;

  constructor(options: PageTlsOptions) {
    this.#options = options;
  }

  /**
   * Opens it.
   *
   * @throws {RuntimeFailure} As `openPageCertificate()`
   */
  async open(): Promise<KeyedCertificate> {
    const nowMs = this.#options.unit.clock.nowMs();
    const ageMs = nowMs - this.#lookedAtMs;
    if (this.#looking === undefined || ageMs < 0 || ageMs >= LOOK_MS) {
      this.#lookedAtMs = nowMs;
      this.#looking = this.#look(this.#looking);
      // The next one to come looks again.
      this.#looking.catch(() => {
        this.#looking = undefined;
      });
    }
    return await this.#looking;
  }

  /** Gives a server the certificate as it is now. */
  async renew(server: TlsServer): Promise<void> {
    const opened = await this.open();
    if (this.#given === opened) return;
    this.#given = opened;
    server.setSecureContext({ cert: opened.certificate, key: opened.privateKey });
  }

  /** One that cannot be opened any more leaves the one before. */
  async #look(before: Promise<KeyedCertificate> | undefined): Promise<KeyedCertificate> {
    const { unit, policy, audit } = this.#options;
    const { certificate, privateKey, ownNames } = await policy.settings();
    try {
      return await openPageCertificate({
        ...{ home: unit.home, clock: unit.clock },
        names: this.#names(ownNames),
        certificatePath: certificate,
        privateKeyPath: privateKey,
      });
    } catch (error) {
      const text = `Page: ${error instanceof Error ? error.message : "no certificate"}`;
      await audit.appendLimited({ event: "page-certificate", text });
      if (before === undefined) throw error;
      return await before;
    }
  }

  #names(ownNames: readonly string[]): readonly string[] {
    const { bind } = this.#options;
    const isEverywhere = bind === "0.0.0.0" || bind === "::";
    const addresses = isEverywhere ? addressesOfMachine() : isIP(bind) === 0 ? [] : [bind];
    const names = ownNames.filter((name) => DNS_NAME_REGEXP.test(name) && isIP(name) === 0);
    const all = [...names, "localhost", "127.0.0.1", "::1", ...addresses];
    return [...new Set(all)].slice(0, MOST_NAMES);
  }
}

/** Addresses of a link alone cannot stand in a certificate: their zone means something on one machine. */
function addressesOfMachine(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith("fe80:"))
    .map(({ address }) => address);
}
