import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { isSessionAlive, type Role, SESSION_LIMITS, type SessionLimits } from "@fieldpost/core";
import type { Clock, UserRecord } from "@fieldpost/runtime";

/** A login that is good. */
export interface Session {
  /** What others may know of it; it opens nothing. */
  readonly id: string;
  readonly user: string;
  readonly role: Role;
  readonly csrfToken: string;
  readonly startedAtMs: number;
  readonly lastSeenAtMs: number;
  /** The password's hash at the login: with another one the session ends. */
  readonly passwordHash: string;
  /** Aborted when it ends. */
  readonly ended: AbortSignal;
}

/** What a book works with. */
export interface SessionBookOptions {
  readonly clock: Clock;
  /** @default {SESSION_LIMITS} */
  readonly limits?: SessionLimits;
}

/** Logins of one user at a time; one more ends the one that was used least lately. */
const MOST_OF_A_USER = 20;

interface Entry extends Session {
  lastSeenAtMs: number;
  passwordHash: string;
  readonly ending: AbortController;
}

/**
 * The sessions of the pages, in memory: a restart ends them all. A session is found by the secret in
 * its cookie, of which only a digest is kept.
 */
export class SessionBook {
  readonly #options: SessionBookOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: SessionBookOptions) {
    this.#options = options;
  }

  /** Begins a session with a new secret, whatever the browser had before (no fixation). */
  begin({ name, role, password }: UserRecord): {
    readonly session: Session;
    readonly secret: string;
  } {
    const secret = randomBytes(32).toString("base64url");
    const nowMs = this.#options.clock.nowMs();
    const ending = new AbortController();
    const entry: Entry = {
      ...{ id: randomUUID(), user: name, role, csrfToken: randomBytes(32).toString("base64url") },
      ...{ startedAtMs: nowMs, lastSeenAtMs: nowMs, passwordHash: password.hash },
      ...{ ending, ended: ending.signal },
    };
    const others = [...this.#entries.values()].filter(({ user }) => user === name);
    const [oldest] = others.sort((a, b) => a.lastSeenAtMs - b.lastSeenAtMs);
    if (others.length >= MOST_OF_A_USER && oldest !== undefined) this.end(oldest.id);
    this.#entries.set(digest(secret), entry);
    return { session: entry, secret };
  }

  /** The session of a secret, noted as used; `undefined` when there is none that is still good. */
  use(secret: string): Session | undefined {
    const entry = this.#entries.get(digest(secret));
    if (entry === undefined) return undefined;
    const nowMs = this.#options.clock.nowMs();
    if (!isSessionAlive(entry, nowMs, this.limits)) {
      this.end(entry.id);
      return undefined;
    }
    entry.lastSeenAtMs = nowMs;
    return entry;
  }

  get limits(): SessionLimits {
    return this.#options.limits ?? SESSION_LIMITS;
  }

  get(id: string | null): Session | undefined {
    return [...this.#entries.values()].find((entry) => entry.id === id);
  }

  list(): readonly Session[] {
    this.sweep();
    return [...this.#entries.values()];
  }

  /** Ends a session, and every stream that it has open. */
  end(id: string): Session | undefined {
    for (const [key, entry] of this.#entries) {
      if (entry.id !== id) continue;
      this.#entries.delete(key);
      entry.ending.abort();
      return entry;
    }
    return undefined;
  }

  /** Ends the sessions of a user, except one. */
  endOf(user: string, exceptId: string | null = null): void {
    for (const { id, user: name } of [...this.#entries.values()]) {
      if (name.toLowerCase() === user.toLowerCase() && id !== exceptId) this.end(id);
    }
  }

  /** Lets a session go on after its user has set another password in it. */
  keepWith(id: string, passwordHash: string): void {
    for (const entry of this.#entries.values()) {
      if (entry.id === id) entry.passwordHash = passwordHash;
    }
  }

  /** Ends what has run out; called from time to time. */
  sweep(): void {
    const nowMs = this.#options.clock.nowMs();
    for (const entry of [...this.#entries.values()]) {
      if (!isSessionAlive(entry, nowMs, this.limits)) this.end(entry.id);
    }
  }

  /** Ends every session. */
  close(): void {
    for (const { id } of [...this.#entries.values()]) this.end(id);
  }
}

function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("base64");
}

/** Whether a header repeats the token of a session, in a time that does not tell where they differ. */
export function hasCsrfToken({ csrfToken }: Session, header: string | undefined): boolean {
  const [own, given] = [Buffer.from(csrfToken), Buffer.from(header ?? "")];
  return own.length === given.length && timingSafeEqual(own, given);
}
