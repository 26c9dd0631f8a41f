import { tryParseIpv4, tryParseIpv6 } from "./_ip_address.ts";

/** What is known of a request to the pages before anybody asks who sent it. */
export interface RequestFacts {
  /** The `Host` header. */
  readonly host: string | undefined;
  /** Names of this unit besides `localhost` and addresses, in lower case. */
  readonly ownNames: readonly string[];
  /** The `Origin` header. */
  readonly origin: string | undefined;
  /** The `Sec-Fetch-Site` header. */
  readonly fetchSite: string | undefined;
  readonly isHttps: boolean;
  /** Whether clear text is refused: `WebServer/HTTPS`, `SSL/Required`, or others can reach the address. */
  readonly needsHttps: boolean;
  /** It goes to an endpoint, not to a file of the page. */
  readonly isApi: boolean;
  /** The method may change something. */
  readonly isUnsafe: boolean;
  /** It wants to become a WebSocket. */
  readonly isUpgrade: boolean;
  /** How the caller proves who it is. */
  readonly proof: "nothing" | "session" | "token";
  /** The request repeats the session's CSRF token. */
  readonly hasCsrfToken: boolean;
}

/** One reason to refuse a request, whoever sends it. */
export interface RequestRule {
  readonly id: "R1" | "R2" | "R3" | "R4" | "R5" | "R6";
  readonly code: "host-refused" | "https-needed" | "origin-refused" | "csrf-refused";
  /** What is said of it in documents. */
  readonly when: string;
  /** The sentence for a person. */
  readonly message: string;
  readonly applies: (facts: RequestFacts) => boolean;
}

/** The reasons, in the order in which they are asked. */
export const REQUEST_RULES: readonly RequestRule[] = [
  {
    id: "R1",
    code: "host-refused",
    when: "`Host` is neither an address, `localhost`, the machine's or the unit's name, nor in `WebServer/HostNames` (DNS rebinding).",
    message:
      "Cannot answer under this name: it is not known to be this unit's, its names and those in WebServer/HostNames are accepted",
    applies: ({ host, ownNames }) => !isOwnName(nameOfHost(host), ownNames),
  },
  {
    id: "R2",
    code: "https-needed",
    when: "It comes in clear, and `WebServer/HTTPS` or `SSL/Required` asks for HTTPS, or others can reach the address.",
    message:
      "Cannot answer in clear: the settings ask for HTTPS, the same address with https:// is accepted",
    applies: ({ isHttps, needsHttps }) => needsHttps && !isHttps,
  },
  {
    id: "R3",
    code: "origin-refused",
    when: "`Origin` is there and is not that of this page.",
    message: "Cannot take this from another page: only this unit's own page is accepted",
    applies: ({ origin, host, isHttps, isApi }) =>
      isApi && origin !== undefined && !isOwnOrigin(origin, host, isHttps),
  },
  {
    id: "R4",
    code: "origin-refused",
    when: "`Sec-Fetch-Site` says that another site or another host of this site sends it.",
    message: "Cannot take this from another site: only this unit's own page is accepted",
    applies: ({ fetchSite, isApi }) =>
      isApi && fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none",
  },
  {
    id: "R5",
    code: "csrf-refused",
    when: "A session sends it, the method may change something, and the session's CSRF token is not in `X-Fieldpost-Csrf`.",
    message:
      "Cannot take this for the session: the header X-Fieldpost-Csrf is not its token, which GET /api/v1/session tells",
    applies: ({ isUnsafe, proof, hasCsrfToken }) =>
      isUnsafe && proof === "session" && !hasCsrfToken,
  },
  {
    id: "R6",
    code: "origin-refused",
    when: "A session opens a WebSocket, and there is no `Origin`.",
    message: "Cannot open this without an origin: only this unit's own page is accepted",
    applies: ({ isUpgrade, proof, origin }) =>
      isUpgrade && proof === "session" && origin === undefined,
  },
];

/**
 * Says why a request is refused before anything of it is read; `undefined` when it is not.
 *
 * @example A page of somebody else, and a name that somebody else has pointed here
 * ```ts
 * import { findRequestRefusal } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const own = {
 *   host: "unit7:8080",
 *   ownNames: ["unit7"],
 *   origin: "http://unit7:8080",
 *   fetchSite: "same-origin",
 *   isHttps: false,
 *   needsHttps: false,
 *   isApi: true,
 *   isUnsafe: true,
 *   isUpgrade: false,
 *   proof: "session",
 *   hasCsrfToken: true,
 * } as const;
 * assert.equal(findRequestRefusal(own), undefined);
 * assert.equal(findRequestRefusal({ ...own, origin: "http://evil.example" })?.id, "R3");
 * assert.equal(findRequestRefusal({ ...own, host: "evil.example:8080" })?.id, "R1");
 * ```
 */
export function findRequestRefusal(facts: RequestFacts): RequestRule | undefined {
  return REQUEST_RULES.find(({ applies }) => applies(facts));
}

const HOST_REGEXP = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i;

function nameOfHost(host: string | undefined): string | undefined {
  const name = HOST_REGEXP.exec(host ?? "")?.[1]?.toLowerCase();
  return name?.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/** No name server can point an address at us: whoever names one means it. */
function isOwnName(name: string | undefined, ownNames: readonly string[]): boolean {
  if (name === undefined) return false;
  const isAddress = tryParseIpv4(name) !== undefined || tryParseIpv6(name) !== undefined;
  return (
    isAddress || name === "localhost" || name.endsWith(".localhost") || ownNames.includes(name)
  );
}

/** In front of a unit without HTTPS a proxy may speak it. */
function isOwnOrigin(origin: string, host: string | undefined, isHttps: boolean): boolean {
  const [scheme, rest] = origin.toLowerCase().split("://");
  const isScheme = scheme === "https" || (scheme === "http" && !isHttps);
  return isScheme && host !== undefined && rest === host.toLowerCase();
}
