import { findProvider } from "./find_provider.ts";
import type { ProviderId } from "./provider.ts";

/** What a provider takes from one account; more is answered with a refusal for a while. */
export interface ProviderLimits {
  readonly connections: number;
  readonly messagesPerMinute: number;
  /** The month of the facts. */
  readonly asOf: string;
}

const LIMITS: Readonly<Partial<Record<ProviderId, ProviderLimits>>> = {
  "microsoft-365": { connections: 3, messagesPerMinute: 30, asOf: "2026-11" },
  "outlook-com": { connections: 3, messagesPerMinute: 30, asOf: "2026-11" },
};

/**
 * Finds what the provider behind a mail host takes, where it says so; `undefined` where nothing is
 * known.
 *
 * @param user An address of the user, which tells apart providers that share a host
 * @example
 * ```ts
 * import { providerLimits } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(providerLimits("smtp.office365.com")?.messagesPerMinute, 30);
 * assert.equal(providerLimits("mail.example.com"), undefined);
 * ```
 */
export function providerLimits(host: string, user?: string): ProviderLimits | undefined {
  const provider = findProvider(host, user);
  return provider === undefined ? undefined : LIMITS[provider.id];
}
