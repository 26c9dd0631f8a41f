import { tryParseIpv4, tryParseIpv6 } from "./_ip_address.ts";
import type { DiagnosisEvidence } from "./diagnosis.ts";
import { findMailboxProvider, findProvider } from "./find_provider.ts";
import { isLoopbackAddress } from "./host_name.ts";
import type { FailureCondition, FailureSign } from "./known_failure.ts";
import type { Provider } from "./provider.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** Characters of a server's words that are looked at. */
const WORDS_LIMIT = 4096;

/** Evidence with what is found out about it once, for all signs. */
export interface ReadEvidence {
  readonly given: DiagnosisEvidence;
  readonly provider: Provider | undefined;
  readonly words: string;
}

/** How well a sign is met: a sum that only serves to compare. */
export interface SignMatch {
  readonly score: number;
  /** The sign is about certain providers, and the host is none that is known. */
  readonly isProviderGuessed: boolean;
}

export function readEvidence(given: DiagnosisEvidence): ReadEvidence {
  const { host, username, from, reply, failure } = given;
  const address = username?.includes("@") ? username : from;
  const said = (reply?.lines ?? []).map((line) => line.replace(/^[245]\.\d{1,3}\.\d{1,3} /, ""));
  return {
    given,
    provider: host === undefined ? undefined : findProvider(host, address),
    words: [...said, failure?.message ?? ""].join(" ").slice(0, WORDS_LIMIT),
  };
}

/** Compares a sign with the evidence; `undefined` when something that it asks for does not hold. */
export function matchSign(sign: FailureSign, evidence: ReadEvidence): SignMatch | undefined {
  const { given, provider, words } = evidence;
  const { stage, reply, failure, outcome } = given;
  if (!isAt(sign, stage)) return undefined;
  const ofProvider = providerScore(sign, provider);
  const parts = [
    ofProvider,
    sign.stages === undefined || stage === undefined ? 0 : 1,
    scoreOf(sign.replyCodes, reply?.code, 2),
    scoreOf(sign.enhanced, reply?.enhanced, 4),
    scoreOf(sign.platformCodes, failure?.code, 4),
    scoreOf(sign.outcomes, outcome, 4),
    scoreOf(sign.modes, given.mode, 3),
    scoreOf(sign.ports, given.port, 3),
    sign.text === undefined ? 0 : sign.text.test(words) ? 8 : undefined,
    sign.condition === undefined ? 0 : holds(sign.condition, evidence) ? 5 : undefined,
  ];
  const score = sumOf(parts);
  if (score === undefined) return undefined;
  return { score, isProviderGuessed: sign.providers !== undefined && provider === undefined };
}

/** A stage that is not known is any, for a sign that does not live by its stage. */
function isAt(
  { stages, text, enhanced, providers }: FailureSign,
  stage: SubmissionStage | undefined,
): boolean {
  if (stages === undefined) return true;
  if (stage !== undefined) return stages.includes(stage);
  return text !== undefined || enhanced !== undefined || providers !== undefined;
}

function sumOf(parts: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const part of parts) {
    if (part === undefined) return undefined;
    sum += part;
  }
  return sum;
}

/** Nothing for what is not asked for; `undefined` for what is and does not hold. */
function scoreOf<Item>(
  wanted: readonly Item[] | undefined,
  found: Item | undefined,
  score: number,
): number | undefined {
  if (wanted === undefined) return 0;
  return found !== undefined && wanted.includes(found) ? score : undefined;
}

function providerScore(sign: FailureSign, provider: Provider | undefined): number | undefined {
  if (sign.providers === undefined) return 0;
  if (provider !== undefined) return sign.providers.includes(provider.id) ? 6 : undefined;
  return sign.text === undefined ? undefined : 0;
}

function holds(condition: FailureCondition, { given, provider }: ReadEvidence): boolean {
  const { username, host, heloName, from, opposite } = given;
  switch (condition) {
    case "login-set":
      return username !== undefined;
    case "no-login":
      return username === undefined;
    case "host-is-address":
      return host !== undefined && isAddress(host);
    case "host-is-loopback":
      return host !== undefined && isLoopback(host);
    case "helo-is-local":
      return heloName !== undefined && isLocalName(heloName) && !isLoopback(host ?? "localhost");
    case "sender-is-elsewhere": {
      const home = from === undefined ? undefined : findMailboxProvider(from);
      return home !== undefined && home.id !== provider?.id && !isLoopback(host ?? "localhost");
    }
    case "opposite-untried":
      return opposite === undefined;
    case "opposite-tls":
      return opposite?.speaks === "tls";
    case "opposite-plain":
      return opposite?.speaks === "plain";
  }
}

function isAddress(host: string): boolean {
  return tryParseIpv4(host) !== undefined || tryParseIpv6(host) !== undefined;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || isLoopbackAddress(host);
}

function isLocalName(name: string): boolean {
  const bare = name.replace(/^\[(?:IPv6:)?/i, "").replace(/\]$/, "");
  return isLoopback(bare) || !/[.:]/.test(bare);
}
