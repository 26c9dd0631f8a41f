import type { TlsMode } from "./connection_plan.ts";
import { beginsInTls, type PortCandidate } from "./port_candidate.ts";

/** The id of a rule of the recommendation. */
export type RecommendationRuleId =
  | "R1"
  | "R2"
  | "R3"
  | "R4"
  | "R5"
  | "R6"
  | "R7"
  | "N1"
  | "N2"
  | "N3"
  | "N4"
  | "N5";

/** What limits a recommendation besides what was found. */
export interface RecommendationNeeds {
  readonly hasLogin: boolean;
  /** The settings demand TLS, and no recommendation weakens them. */
  readonly insistsOnTls: boolean;
  /** The profile can begin in TLS. */
  readonly canBeginInTls: boolean;
}

/** A way to connect that may be recommended: the strongest stand first. */
export interface RecommendationRule {
  readonly id: RecommendationRuleId;
  /** When the rule applies, for the documents. */
  readonly when: string;
  readonly mode: TlsMode;
  /** What a person reads; `{port}` is filled in. */
  readonly sentence: string;
  readonly source: string | null;
  readonly applies: (candidate: PortCandidate, needs: RecommendationNeeds) => boolean;
}

/** Why nothing is recommended. */
export interface NoRecommendationRule {
  readonly id: RecommendationRuleId;
  readonly when: string;
  readonly sentence: string;
  readonly source: string | null;
  readonly applies: (candidates: readonly PortCandidate[], needs: RecommendationNeeds) => boolean;
}

function isImplicit(candidate: PortCandidate, needs: RecommendationNeeds): boolean {
  const { channel, isVerified, takesLogin } = candidate;
  return channel === "implicit" && isVerified && takesLogin && needs.canBeginInTls;
}

function isStartTls({ port, channel, isVerified, takesLogin }: PortCandidate): boolean {
  return channel === "starttls" && isVerified && takesLogin && !beginsInTls(port);
}

function mayBeOpen(needs: RecommendationNeeds): boolean {
  return !needs.hasLogin && !needs.insistsOnTls;
}

/**
 * The ways to connect in the order of their strength.
 *
 * @example The strongest is TLS from the first byte
 * ```ts
 * import { RECOMMENDATION_RULES } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(RECOMMENDATION_RULES.map(({ mode }) => mode), [
 *   "implicit",
 *   "implicit",
 *   "starttls-must",
 *   "starttls-must",
 *   "starttls-must",
 *   "starttls-may",
 *   "starttls-may",
 * ]);
 * ```
 */
export const RECOMMENDATION_RULES: readonly RecommendationRule[] = [
  {
    id: "R1",
    when: "port 465 begins in TLS and the server has proved its name",
    mode: "implicit",
    sentence:
      "Port 465 is encrypted from the first byte and the server has proved its name: nobody on the way can turn that off.",
    source: "RFC 8314 §3.3",
    applies: (candidate, needs) => candidate.port === 465 && isImplicit(candidate, needs),
  },
  {
    id: "R2",
    when: "another port does",
    mode: "implicit",
    sentence:
      "Port {port} is encrypted from the first byte and the server has proved its name: nobody on the way can turn that off.",
    source: "RFC 8314 §3.3",
    applies: isImplicit,
  },
  {
    id: "R3",
    when: "port 587 turns to TLS with STARTTLS and the server has proved its name",
    mode: "starttls-must",
    sentence:
      "Port 587 is encrypted with STARTTLS and the server has proved its name. Required, it cannot be taken away unnoticed.",
    source: "RFC 8314 §3.3",
    applies: (candidate) => candidate.port === 587 && isStartTls(candidate),
  },
  {
    id: "R4",
    when: "another port but 25 does",
    mode: "starttls-must",
    sentence:
      "Port {port} is encrypted with STARTTLS and the server has proved its name. Required, it cannot be taken away unnoticed.",
    source: "RFC 8314 §5.2",
    applies: (candidate) => candidate.port !== 25 && isStartTls(candidate),
  },
  {
    id: "R5",
    when: "port 25 does",
    mode: "starttls-must",
    sentence:
      "Port 25 is encrypted with STARTTLS and the server has proved its name. It is meant for mail between servers and many networks block it, and no better port was found.",
    source: "RFC 6409 §3.1",
    applies: isStartTls,
  },
  {
    id: "R6",
    when: "STARTTLS is offered without proof of the name, there is no login, and TLS is not demanded",
    mode: "starttls-may",
    sentence:
      "Port {port} can be encrypted, but the server did not prove its name: somebody who only listens learns nothing, somebody who answers in its place does. No password is at stake.",
    source: "RFC 7435 §3",
    applies: ({ port, channel }, needs) =>
      channel === "starttls" && !beginsInTls(port) && mayBeOpen(needs),
  },
  {
    id: "R7",
    when: "the port is in clear, there is no login, and TLS is not demanded",
    mode: "starttls-may",
    sentence:
      "Port {port} takes mail in clear only: everyone on the way can read it. No password is at stake, and if the server learns to encrypt, it is used.",
    source: "RFC 3207 §6",
    applies: ({ port, channel }, needs) =>
      channel === "clear" && !beginsInTls(port) && mayBeOpen(needs),
  },
];

function isTls({ channel }: PortCandidate): boolean {
  return channel === "implicit" || channel === "starttls";
}

/** Why nothing is recommended, the first that applies. */
export const NO_RECOMMENDATION_RULES: readonly NoRecommendationRule[] = [
  {
    id: "N1",
    when: "no port takes mail",
    sentence:
      "Nothing that takes mail answers on the ports that were tried. Check IpConfig/MailHost, and whether a firewall or the provider blocks them.",
    source: null,
    applies: (candidates) => candidates.every(({ channel }) => channel === "none"),
  },
  {
    id: "N2",
    when: "TLS is there, and nowhere with proof of the name",
    sentence:
      "The server encrypts but did not prove its name, so nothing that needs proof can be recommended. If it has a private certificate, name its CA in Email/CaFile; else its administrator has to repair it.",
    source: "RFC 8314 §5.3",
    applies: (candidates) =>
      candidates.some(isTls) && !candidates.some((each) => isTls(each) && each.isVerified),
  },
  {
    id: "N3",
    when: "TLS with proof is there, and nowhere a login that this program can make",
    sentence:
      "No encrypted port offers a login that a user name and a password can make. Is this the submission server?",
    source: "RFC 4954 §4",
    applies: (candidates, { hasLogin }) =>
      hasLogin &&
      !candidates.some((each) => isTls(each) && each.isVerified && each.takesLogin) &&
      candidates.some(isTls),
  },
  {
    id: "N4",
    when: "TLS with proof is there, but only from the first byte, which the profile cannot do",
    sentence:
      "The server encrypts from the first byte only, which the firmware of Device/Profile cannot do. Update the firmware.",
    source: "RFC 8314 §3.3",
    applies: (candidates, { canBeginInTls }) => !canBeginInTls && candidates.some(isTls),
  },
  {
    id: "N5",
    when: "otherwise",
    sentence:
      "The server offers no encryption that a client can use, and the settings need it: a password or mail would travel in clear, so nothing is recommended.",
    source: "RFC 8314 §4.1",
    applies: () => true,
  },
];
