import { isLoopbackAddress } from "./host_name.ts";

/** Where the pages are to be served, and how. */
export interface BindWish {
  /** An IP address; `0.0.0.0` and `::` are all of this machine. */
  readonly address: string;
  readonly isHttps: boolean;
  /** An administrator's password is set. */
  readonly hasPassword: boolean;
}

/** One row of the policy: when it applies, and why that is refused. */
export interface BindRule {
  readonly id: "B1" | "B2" | "B3";
  /** What is said of it in documents. */
  readonly when: string;
  /** `undefined`: it is allowed. */
  readonly refusal: string | undefined;
  readonly applies: (wish: BindWish) => boolean;
}

/** The policy; the first row that applies decides, and without one it is allowed. */
export const BIND_RULES: readonly BindRule[] = [
  {
    id: "B1",
    when: "The address is of this machine alone (loopback).",
    refusal: undefined,
    applies: ({ address }) => isLoopbackAddress(address),
  },
  {
    id: "B2",
    when: "Others can reach the address, and the page comes without HTTPS.",
    refusal:
      "passwords would cross the network in clear, WebServer/HTTPS = enabled (or --https) is needed first",
    applies: ({ isHttps }) => !isHttps,
  },
  {
    id: "B3",
    when: "Others can reach the address, and no administrator's password is set.",
    refusal:
      "the first to come would become its administrator, fieldpost passwd sets a password first",
    applies: ({ hasPassword }) => !hasPassword,
  },
];

/**
 * Says why the pages may not be served at an address; `undefined` when they may.
 *
 * @example
 * ```ts
 * import { findBindRefusal } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const wish = { address: "127.0.0.1", isHttps: false, hasPassword: false };
 * assert.equal(findBindRefusal(wish), undefined);
 * assert.equal(findBindRefusal({ ...wish, address: "0.0.0.0" })?.id, "B2");
 * ```
 */
export function findBindRefusal(wish: BindWish): BindRule | undefined {
  const rule = BIND_RULES.find(({ applies }) => applies(wish));
  return rule?.refusal === undefined ? undefined : rule;
}
