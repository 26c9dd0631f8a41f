import {
  countLoginFailure,
  type LoginFailures,
  type LoginSubject,
  loginWaitMs,
} from "@fieldpost/core";
import type { Clock } from "@fieldpost/runtime";

/** Subjects that are remembered; with more of them the oldest is forgotten. */
const MOST_SUBJECTS = 10_000;

/** Who tries to log in, and from where. */
export interface LoginTry {
  /** `undefined`: only the address counts. */
  readonly user: string | undefined;
  readonly address: string;
}

/** Makes logins wait after failed ones, by user and by address. */
export class LoginGate {
  readonly #clock: Clock;
  readonly #failures = new Map<string, LoginFailures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Answers how long to wait; 0 lets the try in. A try that is let in counts as failed until
   * `succeed()`, so that many at once are not one.
   */
  enter(attempt: LoginTry): number {
    const nowMs = this.#clock.nowMs();
    const subjects = subjectsOf(attempt);
    const waits = subjects.map(([subject, key]) =>
      loginWaitMs(subject, this.#failures.get(key), nowMs),
    );
    const waitMs = Math.max(...waits);
    if (waitMs > 0) return waitMs;
    for (const [subject, key] of subjects) {
      const failures = countLoginFailure(subject, this.#failures.get(key), nowMs);
      this.#failures.delete(key);
      this.#failures.set(key, failures);
    }
    while (this.#failures.size > MOST_SUBJECTS) {
      this.#failures.delete(this.#failures.keys().next().value ?? "");
    }
    return 0;
  }

  /**
   * Takes a try back that has succeeded. The address keeps its other failures: whoever has a password
   * of his own may not try those of others for free.
   */
  succeed(attempt: LoginTry): void {
    for (const [subject, key] of subjectsOf(attempt)) {
      const failures = this.#failures.get(key);
      if (failures === undefined) continue;
      if (subject === "user") this.#failures.delete(key);
      else this.#failures.set(key, { ...failures, count: Math.max(0, failures.count - 1) });
    }
  }
}

function subjectsOf({ user, address }: LoginTry): readonly (readonly [LoginSubject, string])[] {
  const where = ["address", `address ${networkOf(address)}`] as const;
  return user === undefined
    ? [where]
    : [["user", `user ${user.toLowerCase().slice(0, 64)}`], where];
}

/** Whoever has one IPv6 address has the 2^64 of its network. */
function networkOf(address: string): string {
  if (!address.includes(":") || address.startsWith("::ffff:")) return address;
  return address.split(":").slice(0, 4).join(":");
}
