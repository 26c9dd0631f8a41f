import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { createSecureContext, type SecureContext, type TlsOptions } from "node:tls";
import { AUTH_MECHANISMS, type AuthMechanism } from "../../auth/auth_mechanisms.ts";
import type { Dialogue } from "../../engine/dialogue.ts";
import type { SmtpExtension } from "../../engine/extension.ts";
import type { FaultSource } from "../../engine/reply_pipeline.ts";
import { SessionRecord } from "../../engine/session_record.ts";
import type { SessionSettings } from "../../engine/session_settings.ts";
import { createTestAuthority, type IssuedCertificate } from "../../tls/test_authority.ts";
import { oneLine } from "./handler_answer.ts";
import type { SMTPServerOptions, SMTPServerSession } from "./smtp_server_options.ts";

const DEFAULT_LINE_LIMIT_BYTES = 4096;

/** The handlers decide; nothing else makes a session fail. */
export const NO_FAULTS: FaultSource = {
  isEmpty: true,
  strike: () => undefined,
  contentMarks: () => [],
};

/** The engine's state of one session. */
export function createDialogue(session: SMTPServerSession, options: SMTPServerOptions): Dialogue {
  const client = `${session.remoteAddress}:${session.remotePort}`;
  return {
    settings: connectionSettings(options),
    record: new SessionRecord({ number: 1, listener: "smtp-server", client }, () => 0),
    mode: "command",
    secured: session.secure,
    transaction: undefined,
    newId: () => session.id,
  };
}

/** The text of the greeting. */
export function bannerText({ name, lmtp, banner }: SMTPServerOptions): string {
  const protocol = lmtp === true ? "LMTP" : "ESMTP";
  return `${name ?? hostname()} ${protocol}${banner === undefined ? "" : ` ${oneLine(banner)}`}`;
}

/** Translates the options of smtp-server into those of the engine. */
function connectionSettings(options: SMTPServerOptions): SessionSettings {
  const hostName = options.name ?? hostname();
  const isAuthOff = isDisabled(options, "AUTH");
  const isTlsOff = isDisabled(options, "STARTTLS") || options.secured === true;
  const hasAnnouncedTls = !isTlsOff && options.hideSTARTTLS !== true && options.secure !== true;
  const limit = options.hideSize === true ? 0 : (options.size ?? 0);
  return {
    hostName,
    tls: isTlsOff ? "none" : "starttls",
    tlsRequired: false,
    credentials: {
      acceptAny: true,
      secretOf: () => undefined,
      nonce: () => randomBytes(18).toString("base64url"),
      hostName,
    },
    authMechanisms: readMechanisms(options.authMethods),
    authRequired: !isAuthOff && options.authOptional !== true,
    authNeedsTls: hasAnnouncedTls && options.allowInsecureAuth !== true,
    sizeLimitBytes: limit === 0 ? Number.POSITIVE_INFINITY : limit,
    recipientLimit: Number.POSITIVE_INFINITY,
    commandLineLimitBytes: options.maxCommandLength ?? DEFAULT_LINE_LIMIT_BYTES,
    hide: hiddenExtensions(options, isAuthOff),
    strict: false,
    protocol: options.lmtp === true ? "lmtp" : "smtp",
    proxy: false,
  };
}

/** Whether a command is in `disabledCommands`. */
export function isDisabled(options: SMTPServerOptions, verb: string): boolean {
  return (options.disabledCommands ?? []).includes(verb);
}

function readMechanisms(names: readonly string[] | undefined): readonly AuthMechanism[] {
  const wanted = names === undefined || names.length === 0 ? ["LOGIN", "PLAIN"] : names;
  return wanted
    .map((name) => AUTH_MECHANISMS.find((it) => it === name.toUpperCase().trim()))
    .filter((it) => it !== undefined);
}

function hiddenExtensions(
  options: SMTPServerOptions,
  isAuthOff: boolean,
): ReadonlySet<SmtpExtension> {
  const rows: readonly (readonly [SmtpExtension, boolean])[] = [
    ["CHUNKING", true],
    ["BINARYMIME", true],
    ["LIMITS", true],
    ["REQUIRETLS", true],
    ["AUTH", isAuthOff],
    ["PIPELINING", options.hidePIPELINING === true],
    ["8BITMIME", options.hide8BITMIME === true],
    ["SMTPUTF8", options.hideSMTPUTF8 === true],
    ["ENHANCEDSTATUSCODES", options.hideENHANCEDSTATUSCODES !== false],
    ["DSN", options.hideDSN !== false],
  ];
  return new Set(rows.filter(([, hidden]) => hidden).map(([name]) => name));
}

/** The certificates of a server: its own ones, or one of a test authority made on first use. */
export class ServerCertificates {
  #options: SMTPServerOptions;
  #contexts: Map<string, SecureContext> = new Map();
  #issued: (IssuedCertificate & { readonly ca: string }) | undefined;

  constructor(options: SMTPServerOptions) {
    this.#options = options;
  }

  /** The certificate that a client has to trust, PEM; `undefined` where the caller gave its own. */
  get ca(): string | undefined {
    return this.#hasOwn() ? undefined : this.#issue().ca;
  }

  /** Forgets what was made from other options. */
  update(options: SMTPServerOptions): void {
    this.#options = options;
    this.#contexts = new Map();
  }

  /** The context for a name that the client asks for, or for none. */
  contextFor(name: string): SecureContext {
    const known = this.#contexts.get(name);
    if (known !== undefined) {
      return known;
    }
    const context = createSecureContext(this.#optionsFor(name));
    this.#contexts.set(name, context);
    return context;
  }

  #optionsFor(name: string): TlsOptions {
    const { sniOptions } = this.#options;
    const wanted = name.toLowerCase();
    const named =
      sniOptions instanceof Map
        ? [...sniOptions].find(([key]) => key.toLowerCase() === wanted)?.[1]
        : Object.entries(sniOptions ?? {}).find(([key]) => key.toLowerCase() === wanted)?.[1];
    if (named !== undefined) {
      return named;
    }
    if (this.#hasOwn()) {
      return this.#options;
    }
    const { certificate, privateKey } = this.#issue();
    return { ...this.#options, cert: certificate, key: privateKey };
  }

  #hasOwn(): boolean {
    const { key, cert, pfx } = this.#options;
    return key !== undefined || cert !== undefined || pfx !== undefined;
  }

  #issue(): IssuedCertificate & { readonly ca: string } {
    if (this.#issued === undefined) {
      const authority = createTestAuthority();
      this.#issued = { ...authority.issue(), ca: authority.certificate };
    }
    return this.#issued;
  }
}
