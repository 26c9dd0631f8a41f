import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import {
  findRequestRefusal,
  isLoopbackAddress,
  mayAccess,
  type RequestFacts,
} from "@fieldpost/core";
import type { AuditLog, Fieldpost } from "@fieldpost/runtime";
import type { Caller } from "../caller.ts";
import type { EndpointRow } from "../endpoint.ts";
import { Refusal } from "../refusal.ts";
import type { PagePolicy } from "./page_policy.ts";
import { hasCsrfToken, type Session, type SessionBook } from "./session_book.ts";
import { readCookie, sessionCookieName } from "./session_cookie.ts";
import type { TokenEndings } from "./token_endings.ts";

/** What admission works with. */
export interface AdmissionOptions {
  readonly unit: Fieldpost;
  readonly sessions: SessionBook;
  readonly tokenEndings: TokenEndings;
  readonly policy: PagePolicy;
  readonly audit: AuditLog;
  /** Whether clear text is refused whatever the settings say now. */
  readonly needsHttps: boolean;
}

/** The part of an endpoint that says who may call it. */
export type Door = Pick<EndpointRow, "id" | "access">;

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
const BEARER_REGEXP = /^Bearer ([^\s]{1,200})$/i;

interface Proof {
  readonly kind: RequestFacts["proof"];
  readonly session?: Session;
  readonly caller: Omit<Caller, "address" | "channel">;
}

const NOBODY: Proof = {
  kind: "nothing",
  caller: { kind: "nobody", role: null, name: "nobody", id: null, ended: null },
};

/** Says who sends a request and whether it may do what it wants: core decides, this finds the facts. */
export class Admission {
  readonly #options: AdmissionOptions;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** For a file of the page: only the name it is asked for under counts. */
  async admitToFile(incoming: IncomingMessage): Promise<Refusal | undefined> {
    const refusal = await this.#judge(incoming, NOBODY, { isApi: false });
    if (refusal !== undefined) await this.#note(refusal, "a page", incoming);
    return refusal;
  }

  /** For an endpoint, and for a WebSocket. */
  async admit(door: Door, incoming: IncomingMessage): Promise<Caller | Refusal> {
    const result = await this.#admit(door, incoming);
    if (result instanceof Refusal) await this.#note(result, door.id, incoming);
    return result;
  }

  async #admit({ access }: Door, incoming: IncomingMessage): Promise<Caller | Refusal> {
    const proof = await this.#proofOf(incoming);
    if (proof instanceof Refusal) return proof;
    const refusal = await this.#judge(incoming, proof, { isApi: true });
    if (refusal !== undefined) return refusal;
    if (!mayAccess(proof.caller.role ?? undefined, access)) return await this.#lacks(proof);
    return {
      ...proof.caller,
      address: addressOf(incoming),
      channel: channelOf(incoming),
    };
  }

  async #lacks({ caller }: Proof): Promise<Refusal> {
    if (caller.role !== null) {
      return new Refusal(
        "forbidden",
        `Cannot do this as ${caller.role}: the role is not enough, a user with a higher one may`,
      );
    }
    return (await this.#options.unit.users.isSetupNeeded())
      ? new Refusal(
          "setup-needed",
          "Cannot do this yet: the unit has no user, the setup token on its terminal makes the first",
        )
      : new Refusal("not-logged-in", "Cannot do this: nobody is logged in, a login is needed");
  }

  async #judge(
    incoming: IncomingMessage,
    { kind, session }: Proof,
    { isApi }: { readonly isApi: boolean },
  ): Promise<Refusal | undefined> {
    const { headers, method = "" } = incoming;
    const text = (name: string): string | undefined => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    };
    const settings = await this.#options.policy.settings();
    const rule = findRequestRefusal({
      host: headers.host,
      ownNames: settings.ownNames,
      origin: text("origin"),
      fetchSite: text("sec-fetch-site"),
      isHttps: isHttps(incoming),
      needsHttps: settings.isHttps || this.#options.needsHttps,
      isApi,
      isUnsafe: !SAFE_METHODS.has(method),
      isUpgrade: headers.upgrade !== undefined,
      proof: kind,
      hasCsrfToken: session !== undefined && hasCsrfToken(session, text("x-fieldpost-csrf")),
    });
    return rule && new Refusal(rule.code, rule.message);
  }

  async #proofOf(incoming: IncomingMessage): Promise<Proof | Refusal> {
    const { authorization } = incoming.headers;
    if (authorization !== undefined) return await this.#proofByToken(authorization);
    const session = this.#sessionOf(incoming);
    return session === undefined ? NOBODY : await this.#proofBySession(session);
  }

  /** A cookie of a session that has ended does not stand before one that is there. */
  #sessionOf(incoming: IncomingMessage): Session | undefined {
    const port = incoming.socket.localPort ?? 0;
    for (const isSecure of isHttps(incoming) ? [true] : [true, false]) {
      const secret = readCookie(incoming, sessionCookieName(port, isSecure));
      const session = secret === undefined ? undefined : this.#options.sessions.use(secret);
      if (session !== undefined) return session;
    }
    return undefined;
  }

  async #proofByToken(authorization: string): Promise<Proof | Refusal> {
    const { unit, tokenEndings } = this.#options;
    const token = BEARER_REGEXP.exec(authorization)?.[1];
    const record = token === undefined ? undefined : await unit.tokens.find(token);
    if (record === undefined) {
      return new Refusal(
        "not-logged-in",
        "Cannot take this authorization: it is no bearer token of this unit, an administrator makes one",
      );
    }
    const { id, role, label } = record;
    const ended = tokenEndings.signalOf(id);
    return { kind: "token", caller: { kind: "token", role, name: `token ${label}`, id, ended } };
  }

  /** A user who has changed since the login has to log in again, whoever changed it. */
  async #proofBySession(session: Session): Promise<Proof> {
    const user = await this.#options.unit.users.find(session.user);
    if (user?.role !== session.role || user.password.hash !== session.passwordHash) {
      this.#options.sessions.end(session.id);
      return NOBODY;
    }
    const { id, role, ended } = session;
    const caller = { kind: "session", role, name: user.name, id, ended } as const;
    return { kind: "session", session, caller };
  }

  async #note({ code, message }: Refusal, where: string, incoming: IncomingMessage): Promise<void> {
    // A page that asks before its login is no attack.
    if (code === "not-logged-in" && incoming.headers.authorization === undefined) return;
    if (code === "setup-needed") return;
    const address = addressOf(incoming);
    await this.#options.audit.appendLimited({
      event: "request-refused",
      text: `Page: ${where} refused to ${address}: ${message}`,
      facts: { code, where, address },
    });
  }
}

/** The other side's address, an IPv4 one without its IPv6 dress. */
export function addressOf({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? "unknown").replace(/^::ffff:(?=\d+\.)/, "");
}

/** Whether a request came over HTTPS to this very server. */
export function isHttps({ socket }: IncomingMessage): boolean {
  return socket instanceof TLSSocket;
}

function channelOf(incoming: IncomingMessage): Caller["channel"] {
  if (isHttps(incoming)) return "https";
  return isLoopbackAddress(addressOf(incoming)) ? "loopback" : "http";
}
