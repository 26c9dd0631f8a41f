import {
  type AddressFamily,
  type ConnectionRecommendation,
  type Mailbox,
  type PortFinding,
  recommendConnection,
  tryParseHostName,
} from "@fieldpost/core";
import { CheckList } from "./_check_list.ts";
import { checkConnection, checkMessage, judgePlan, type MailPath } from "./_check_mail_path.ts";
import { type CheckSubject, readSubject } from "./_check_subject.ts";
import { FAMILIES, NO_HOST, portStepId, titlesFor, whySkipped } from "./_check_titles.ts";
import { judgePort } from "./_judge_port.ts";
import { judgeAddresses, judgeClock, judgeClockAlone, judgeDns } from "./_judge_probes.ts";
import {
  type CheckFinding,
  type CheckProgress,
  type CheckStep,
  withoutFacts,
} from "./check_step.ts";
import { type Clock, isPlausible, systemClock } from "./clock.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { readCa } from "./mail_route.ts";
import { type AddressProbe, probeAddresses } from "./probe_addresses.ts";
import { probeClock } from "./probe_clock.ts";
import { type DnsProbe, probeDns } from "./probe_dns.ts";
import { PROBE_LIMITS, type ProbeLimits } from "./probe_limits.ts";
import { findingOf, type PortProbe, probePort } from "./probe_port.ts";
import { toAscii } from "./to_ascii.ts";

/** The ports that a check looks at besides the configured one. */
export const CHECK_PORTS: readonly number[] = [465, 587, 25, 2525];

// As many as there usually are, so that a firewall that drops packets costs one limit and not two;
// servers count the connections of a client.
const PROBES_AT_ONCE = 8;

/** What a check may do, and whom it tells. */
export interface CheckOptions {
  /** Whether the stored secret is sent to the configured host. @default {false} */
  readonly login?: boolean;
  /** Who receives a test message; nobody unless given. Sending one logs in. */
  readonly sendTo?: Mailbox;
  /** Another mail host than the configured one; no login and no message goes there. */
  readonly host?: string;
  /** @default {CHECK_PORTS} */
  readonly ports?: readonly number[];
  readonly signal?: AbortSignal;
  /** Told of each step when it waits, runs and ends. */
  readonly onStep?: (step: CheckStep | CheckProgress) => void;
  readonly limits?: Partial<ProbeLimits>;
  readonly clock?: Clock;
  /** @default {123} */
  readonly ntpPort?: number;
}

/** What a check found. */
export interface CheckReport {
  /**
   * Whether mail can leave: `refused` by the settings, or `fails` where a step failed; `unknown` when
   * the check was ended before it came to the configured connection.
   */
  readonly path: "works" | "fails" | "refused" | "unknown";
  readonly steps: readonly CheckStep[];
  readonly findings: readonly PortFinding[];
  /** `undefined` when no port could be looked at, or not all of them. */
  readonly recommendation: ConnectionRecommendation | undefined;
}

/**
 * Checks everything that mail needs, step by step: addresses, DNS, clock, the ports of the mail
 * server, the configured connection, and, only where asked, the login and a test message.
 *
 * No credential, sender or content leaves unless `login` or `sendTo` asks for it, and then only the
 * way that every message goes.
 *
 * *Diagnostics*: what the network or a server does is in the report; `signal` ends it early, with the
 * steps so far.
 *
 * @throws {TypeError} If `host` comes with `login` or `sendTo`: the secret is for the configured host
 * @throws {SyntaxError} If `host` is no host name
 * @throws {RuntimeFailure} If the registry cannot be read
 * @example A unit without settings
 * ```ts
 * import { checkUnit, openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * const { path, steps } = await checkUnit(unit);
 * assert.equal(path, "refused");
 * assert.equal(steps.find(({ id }) => id === "dns")?.summary, "there is no usable IpConfig/MailHost");
 * await rm(home, { recursive: true });
 * ```
 */
export async function checkUnit(unit: Fieldpost, options: CheckOptions = {}): Promise<CheckReport> {
  if (options.host !== undefined && (options.login === true || options.sendTo !== undefined)) {
    const why = "the secret is for the configured host";
    throw new TypeError(`Cannot log in to another host: ${why}, one of both is accepted`);
  }
  const { host, clock = systemClock } = options;
  const subject = await readSubject(unit, { host, clock });
  return await new UnitCheck(unit, subject, options).run();
}

class UnitCheck {
  readonly #unit: Fieldpost;
  readonly #subject: CheckSubject;
  readonly #options: CheckOptions;
  readonly #limits: ProbeLimits;
  readonly #clock: Clock;
  readonly #ports: readonly number[];
  readonly #list: CheckList;
  readonly #probes: PortProbe[] = [];

  constructor(unit: Fieldpost, subject: CheckSubject, options: CheckOptions) {
    this.#unit = unit;
    this.#subject = subject;
    this.#options = options;
    this.#limits = { ...PROBE_LIMITS, ...options.limits };
    this.#clock = options.clock ?? systemClock;
    const { ports = CHECK_PORTS } = options;
    const { port } = subject.settings;
    this.#ports = port === undefined || ports.includes(port) ? ports : [port, ...ports];
    const { onStep = () => undefined, signal } = options;
    this.#list = new CheckList({ titles: titlesFor(this.#ports), onStep, signal });
  }

  async run(): Promise<CheckReport> {
    const [addresses, dns] = await Promise.all([
      this.#checkAddresses(),
      this.#checkDns(),
      this.#checkClock(),
    ]);
    await this.#checkPorts(addresses, dns);
    await this.#checkPath();
    const findings = this.#probes.map(findingOf);
    const { steps } = this.#list;
    return {
      path: this.#pathOf(steps),
      steps,
      findings,
      recommendation: this.#recommend(findings),
    };
  }

  #pathOf(steps: readonly CheckStep[]): CheckReport["path"] {
    if (this.#subject.decision.mode === null) return "refused";
    if (steps.some(({ status }) => status === "fail")) return "fails";
    const connection = steps.find(({ id }) => id === "connection")?.status;
    return connection === "ok" || connection === "warn" ? "works" : "unknown";
  }

  #recommend(findings: readonly PortFinding[]): ConnectionRecommendation | undefined {
    // Half of the ports says nothing about the strongest one.
    if (findings.length === 0 || this.#options.signal?.aborted === true) return undefined;
    const { settings, hostAssignments } = this.#subject;
    const found = recommendConnection(findings, settings);
    if (found.kind === "none") return found;
    return { ...found, assignments: [...hostAssignments, ...found.assignments] };
  }

  async #checkAddresses(): Promise<AddressProbe> {
    const addresses = await probeAddresses();
    await this.#list.run("addresses", () => judgeAddresses(addresses));
    return addresses;
  }

  async #checkDns(): Promise<DnsProbe | undefined> {
    const { host } = this.#subject.settings;
    let found: DnsProbe | undefined;
    await this.#list.run("dns", async () => {
      if (host === undefined) return withoutFacts("skipped", NO_HOST);
      const { signal } = this.#options;
      found = await probeDns(host, { limitMs: this.#limits.dnsMs, signal });
      return signal?.aborted === true ? withoutFacts("unknown", "interrupted") : judgeDns(found);
    });
    return found;
  }

  async #checkClock(): Promise<void> {
    const { ntpServer } = this.#subject;
    const { signal, ntpPort } = this.#options;
    const isRight = isPlausible(this.#clock);
    await this.#list.run("clock", async () => {
      if (ntpServer === undefined) return judgeClockAlone(isRight);
      const server = tryParseHostName(ntpServer, toAscii);
      if (server === undefined) {
        return withoutFacts("unknown", "IpConfig/NtpServer is no host name, so nobody was asked");
      }
      const port = ntpPort === undefined ? {} : { port: ntpPort };
      const limitMs = this.#limits.clockMs;
      const probe = await probeClock(server, { limitMs, signal, clock: this.#clock, ...port });
      if (probe.answer.kind === "time") {
        const { offsetMs } = probe.answer;
        await this.#unit.noteClock({ askedAtMs: this.#clock.nowMs(), offsetMs });
      }
      return judgeClock(probe, isRight);
    });
  }

  async #checkPorts(addresses: AddressProbe, dns: DnsProbe | undefined): Promise<void> {
    const ca = await this.#readCa();
    const looks = this.#ports.flatMap((port) => FAMILIES.map((family) => ({ port, family })));
    const work = looks.values();
    const worker = async () => {
      for (const { port, family } of work) {
        await this.#list.run(portStepId(port, family), async () => {
          const skipped = whySkipped(family, addresses, dns);
          if (skipped !== undefined) return withoutFacts("skipped", skipped);
          return await this.#checkPort({ port, family, ca, address: dns?.[family].addresses[0] });
        });
      }
    };
    await Promise.all(Array.from({ length: PROBES_AT_ONCE }, worker));
  }

  /** A CA file that cannot be read fails the configured connection, which says so. */
  async #readCa(): Promise<string | undefined> {
    const { caFile } = this.#subject.settings;
    return caFile === undefined ? undefined : await readCa(caFile).catch(() => undefined);
  }

  async #checkPort(target: {
    readonly port: number;
    readonly family: AddressFamily;
    readonly ca: string | undefined;
    readonly address: string | undefined;
  }): Promise<CheckFinding> {
    const { host, heloName, pins } = this.#subject.settings;
    const { address } = target;
    if (host === undefined || address === undefined) return withoutFacts("skipped", "no address");
    const probe = await probePort({
      ...target,
      host,
      address,
      heloName,
      pins,
      nowMs: this.#clock.nowMs(),
      limits: this.#limits,
      signal: this.#options.signal,
    });
    this.#probes.push(probe);
    return judgePort(probe);
  }

  async #checkPath(): Promise<void> {
    const { decision } = this.#subject;
    await this.#list.run("plan", () => judgePlan(decision));
    const { plan } = decision;
    if (plan === undefined) return await this.#skipPath("the settings refuse to connect");
    const { signal, login = false, sendTo } = this.#options;
    const nowMs = this.#clock.nowMs();
    const path = { unit: this.#unit, plan, probes: this.#probes, signal, nowMs };
    const { status } = await this.#list.run("connection", () => checkConnection(path, "ehlo"));
    if (status === "fail") return await this.#skipLogin("the connection failed before it");
    const isLoggedIn = await this.#checkLogin(path, login);
    await this.#list.run("message", async () => {
      if (sendTo === undefined) return withoutFacts("skipped", "not asked for; nothing was sent");
      if (!isLoggedIn) return withoutFacts("skipped", "the login failed before it");
      return await checkMessage(path, sendTo);
    });
  }

  async #checkLogin(path: MailPath, isWanted: boolean): Promise<boolean> {
    const { status } = await this.#list.run("login", async () => {
      if (path.plan.username === undefined) {
        return withoutFacts("skipped", "Email/Username is not set: mail leaves without a login");
      }
      if (!isWanted) return withoutFacts("skipped", "not asked for; no password was sent");
      return await checkConnection(path, "login");
    });
    return status !== "fail";
  }

  async #skipPath(why: string): Promise<void> {
    await this.#list.run("connection", () => withoutFacts("skipped", why));
    await this.#skipLogin(why);
  }

  async #skipLogin(why: string): Promise<void> {
    await this.#list.run("login", () => withoutFacts("skipped", why));
    await this.#list.run("message", () => withoutFacts("skipped", why));
  }
}
