import { findProvider } from "./find_provider.ts";
import type { MailSettings } from "./mail_settings.ts";
import type { Provider } from "./provider.ts";

/** What a provider is known to refuse, before it does: a warning at the setting `key`. */
export interface ProviderAdvice {
  readonly key: string;
  readonly message: string;
  /** The month of the facts behind it. */
  readonly asOf: string;
}

/**
 * Compares settings with what is known of the provider behind the mail host; empty where there is
 * nothing to say or the provider is not known. Facts of others go stale, so none of it stops a plan.
 *
 * @example Another sender than the account
 * ```ts
 * import { providerAdvice, Registry, readMailSettings } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([
 *   ["IpConfig/MailHost", "mail.gmx.net"],
 *   ["IpConfig/EmailAddress", "alarm@example.com"],
 *   ["Email/Username", "boiler7@gmx.net"],
 *   ["Email/Port", "465"],
 * ]);
 * const context = { toAscii: () => undefined, machineName: undefined };
 * const { settings } = readMailSettings(registry, context);
 * assert.deepEqual(
 *   providerAdvice(settings).map(({ key, message }) => [key, message]),
 *   [
 *     [
 *       "IpConfig/EmailAddress",
 *       "GMX, WEB.DE, mail.com lets you send only as the address that you log in with. Set IpConfig/EmailAddress = boiler7@gmx.net.",
 *     ],
 *   ],
 * );
 * ```
 */
export function providerAdvice(settings: MailSettings): readonly ProviderAdvice[] {
  const { host, from, username } = settings;
  if (host === undefined) return [];
  const provider = findProvider(host.text, username ?? from?.text);
  if (provider === undefined) return [];
  return [...senderAdvice(provider, settings), ...portAdvice(provider, settings)];
}

function senderAdvice(
  { name, from: rule, asOf }: Provider,
  { from, username }: MailSettings,
): readonly ProviderAdvice[] {
  if (rule !== "login" || from === undefined || username?.includes("@") !== true) return [];
  if (from.text.toLowerCase() === username.toLowerCase()) return [];
  const message = `${name} lets you send only as the address that you log in with. Set IpConfig/EmailAddress = ${username}.`;
  return [{ key: "IpConfig/EmailAddress", message, asOf }];
}

function portAdvice(
  { name, endpoints, asOf }: Provider,
  { port }: MailSettings,
): readonly ProviderAdvice[] {
  if (port === undefined || endpoints.some((each) => each.port === port)) return [];
  const known = endpoints.map((each) => each.port).join(", ");
  const message = `${name} is not known to take mail on port ${port}. It does on: ${known}.`;
  return [{ key: "Email/Port", message, asOf }];
}
