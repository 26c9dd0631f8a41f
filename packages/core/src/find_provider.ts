import { MAILBOX_PROVIDERS } from "./_mailbox_providers.ts";
import { SENDING_PROVIDERS } from "./_sending_providers.ts";
import type { Provider } from "./provider.ts";

/**
 * The providers that are known, each with the month of its facts.
 *
 * @example The ones whose facts have to be looked at again in a year
 * ```ts
 * import { PROVIDERS } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const soon = PROVIDERS.filter(({ expires }) => expires < "2027");
 * assert.deepEqual(soon.map(({ id }) => id), ["microsoft-365", "comcast"]);
 * ```
 */
export const PROVIDERS: readonly Provider[] = [...MAILBOX_PROVIDERS, ...SENDING_PROVIDERS];

/**
 * Finds the provider behind a mail host; of several that share it, the one that the address of a
 * user belongs to, else the first.
 *
 * @example One host, two providers
 * ```ts
 * import { findProvider } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findProvider("SMTP.office365.com")?.id, "microsoft-365");
 * assert.equal(findProvider("smtp.office365.com", "joe@hotmail.com")?.id, "outlook-com");
 * assert.equal(findProvider("mail.example.com"), undefined);
 * ```
 */
export function findProvider(host: string, address?: string): Provider | undefined {
  const name = host.toLowerCase().replace(/\.$/, "");
  const found = PROVIDERS.filter(({ hosts }) => hosts.some((pattern) => fits(pattern, name)));
  const domain = domainOf(address);
  const own = found.find(({ mailDomains }) => mailDomains.some((each) => fits(each, domain)));
  return own ?? found[0];
}

/**
 * Finds the provider whose mailboxes have addresses like this one.
 *
 * @example
 * ```ts
 * import { findMailboxProvider } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findMailboxProvider("joe@gmail.com")?.name, "Gmail and Google Workspace");
 * ```
 */
export function findMailboxProvider(address: string): Provider | undefined {
  const domain = domainOf(address);
  return PROVIDERS.find(({ mailDomains }) => mailDomains.some((each) => fits(each, domain)));
}

function domainOf(address: string | undefined): string {
  return address === undefined ? "" : address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** `*` may stand at one place. */
function fits(pattern: string, name: string): boolean {
  const [head = "", tail] = pattern.split("*");
  if (tail === undefined) return name === pattern;
  return name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}
