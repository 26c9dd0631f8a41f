import { type CheckFinding, type CheckStatus, withoutFacts } from "./check_step.ts";
import type { AddressProbe } from "./probe_addresses.ts";
import type { ClockProbe } from "./probe_clock.ts";
import type { DnsProbe } from "./probe_dns.ts";

/** The offset up to which a clock is right for logs and mail. */
export const CLOCK_TOLERANCE_MS = 5_000;

/** Says where this machine is in the network. */
export function judgeAddresses(addresses: AddressProbe): CheckFinding {
  const facts = { kind: "addresses", addresses } as const;
  const further = addresses.addresses.filter(({ reach }) => reach === "further");
  const own = further.map(({ address, interfaceName }) => `${address} (${interfaceName})`);
  if (further.length === 0) {
    const summary = "no address but those of this machine and its link: is the network connected?";
    return { status: "warn", summary, facts };
  }
  const { gateways } = addresses;
  if (gateways === "unknown") {
    const summary = `${own.join(", ")}; the gateway is not known on this platform`;
    return { status: "unknown", summary, facts };
  }
  const ways = gateways.map(({ address }) => address).join(", ");
  const summary = `${own.join(", ")}; ${ways === "" ? "no gateway" : `gateway ${ways}`}`;
  return { status: ways === "" ? "warn" : "ok", summary, facts };
}

/** Says whether the name of the mail server leads anywhere. */
export function judgeDns(dns: DnsProbe): CheckFinding {
  const facts = { kind: "dns", dns } as const;
  const found = [...dns.ipv4.addresses, ...dns.ipv6.addresses];
  if (found.length > 0) {
    if (found.includes(dns.host)) {
      return {
        status: "ok",
        summary: `${dns.host} is an address, so no name was looked up`,
        facts,
      };
    }
    const tookMs = Math.max(dns.ipv4.tookMs, dns.ipv6.tookMs);
    const summary = `${dns.host} is ${found.join(", ")} (${tookMs} ms)`;
    return { status: "ok", summary, facts };
  }
  const code = dns.ipv4.failure?.code ?? "UNKNOWN";
  const why =
    code === "ETIMEDOUT" || code === "EAI_AGAIN"
      ? "the name server does not answer; check the network and its DNS"
      : "check IpConfig/MailHost for a typing error, and the DNS of this machine";
  return { status: "fail", summary: `${dns.host} was not found (${code}): ${why}`, facts };
}

/** Says what a time server thinks of the clock. */
export function judgeClock(clock: ClockProbe, isPlausible: boolean): CheckFinding {
  const found = judgeAnswer(clock);
  // The other steps fail for the same reason; here it has its name.
  const status = isPlausible ? found.status : "fail";
  return { status, summary: found.summary, facts: { kind: "clock", clock } };
}

interface Judgement {
  readonly status: CheckStatus;
  readonly summary: string;
}

function judgeAnswer({ server, answer }: ClockProbe): Judgement {
  switch (answer.kind) {
    case "time": {
      const offset = formatOffset(answer.offsetMs);
      const by = `${server} (stratum ${answer.stratum}, round trip ${answer.roundTripMs} ms)`;
      if (Math.abs(answer.offsetMs) <= CLOCK_TOLERANCE_MS) {
        return { status: "ok", summary: `right (${offset}), compared with ${by}` };
      }
      const summary = `the clock is ${offset}, compared with ${by}; certificates and the dates of mail need it right`;
      return { status: "warn", summary };
    }
    case "kiss-of-death": {
      const code = answer.code === "" ? "" : ` (${answer.code})`;
      const summary = `${server} asks not to be asked${code}; choose another IpConfig/NtpServer`;
      return { status: "unknown", summary };
    }
    case "invalid":
      return {
        status: "unknown",
        summary: `what ${server} answered cannot be trusted: ${answer.why}`,
      };
    case "no-answer":
      return {
        status: "unknown",
        summary: `${server} gave no answer (${answer.failure.code}): is it a time server, and is UDP port 123 open?`,
      };
  }
}

/** Says what is known of the clock without a time server. */
export function judgeClockAlone(isPlausible: boolean): CheckFinding {
  return isPlausible
    ? withoutFacts("skipped", "IpConfig/NtpServer is not set, so the clock was not compared")
    : withoutFacts(
        "fail",
        "the clock shows a time from before this program was made, so it is wrong; set it first",
      );
}

function formatOffset(offsetMs: number): string {
  if (offsetMs === 0) return "0 ms off";
  const size = Math.abs(offsetMs);
  const amount =
    size < 1000
      ? `${size} ms`
      : size < 120_000
        ? `${(size / 1000).toFixed(1)} s`
        : size < 7_200_000
          ? `${Math.round(size / 60_000)} minutes`
          : size < 172_800_000
            ? `${Math.round(size / 3_600_000)} hours`
            : `${Math.round(size / 86_400_000)} days`;
  return `${amount} ${offsetMs > 0 ? "late" : "early"}`;
}
